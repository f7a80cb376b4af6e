"""Mentions through real sockets."""

import pytest

from bot.workspace import Message
from knowledge.answer import Question
from tests.bot.scenarios.conftest import Office
from tests.bot.views.read import shown

DANCE = "**黄仁勋跳了东北秧歌。**"


def asked(office: Office) -> list[Question]:
    return [question for question in office.engine.asked if question.text != "marker"]


def seen(message: Message) -> list[str]:
    return shown({"text": "", "blocks": list(message.blocks)})


async def test_a_mention_in_a_channel_is_answered_in_a_thread(office: Office) -> None:
    question = await office.workspace.say("lin", "general", f"{office.me} 老黄跳了什么舞")
    [reply] = await office.replies("general", question.ts)
    assert reply.thread_ts == question.ts
    assert seen(reply)[:3] == [DANCE, "原文(逐字引用):", "| 老黄跳起了东北秧歌"]
    assert reply.text.startswith("黄仁勋跳了东北秧歌。\n")
    assert reply.metadata is not None
    assert reply.metadata["event_type"] == "nvcn_answer"


async def test_a_mention_in_a_thread_is_answered_in_that_thread(office: Office) -> None:
    root = await office.workspace.say("alex", "general", "Did you see the party?")
    await office.workspace.say("lin", "general", f"{office.me} 老黄跳了什么舞", root.ts)
    [reply] = await office.replies("general", root.ts)
    assert reply.thread_ts == root.ts
    assert asked(office) == [Question("老黄跳了什么舞", ())]


async def test_a_mention_in_a_thread_brings_the_earlier_questions(office: Office) -> None:
    root = await office.workspace.say("alex", "general", f"{office.me} What did Jensen dance?")
    await office.replies("general", root.ts)
    await office.workspace.say("alex", "general", "nice!", root.ts)
    await office.workspace.say("newsbot", "general", f"{office.me} robots ask too", root.ts)
    await office.workspace.say("lin", "general", f"{office.me} 谁想到他会来", root.ts)
    await office.replies("general", root.ts, 2)
    await office.workspace.say("lin", "general", f"{office.me} 为什么", root.ts)
    await office.replies("general", root.ts, 3)
    assert asked(office) == [
        Question("What did Jensen dance?", ()),
        Question("谁想到他会来", ("What did Jensen dance?",)),
        Question("为什么", ("What did Jensen dance?", "谁想到他会来")),
    ]


@pytest.mark.parametrize("words", ["", " ", "?", "\uff1f", " 👆"])
async def test_a_mention_without_words_takes_the_message_before_it(office: Office, words: str) -> None:
    root = await office.workspace.say("alex", "general", "Party time")
    await office.workspace.say("lin", "general", "老黄跳了什么舞", root.ts)
    await office.workspace.say("alex", "general", f"{office.me}{words}", root.ts)
    [reply] = await office.replies("general", root.ts)
    assert seen(reply)[0] == DANCE
    assert asked(office) == [Question("老黄跳了什么舞", ())]


async def test_else_it_takes_the_root(office: Office) -> None:
    root = await office.workspace.say("lin", "general", "老黄跳了什么舞")
    await office.workspace.say("alex", "general", office.me, root.ts)
    [reply] = await office.replies("general", root.ts)
    assert seen(reply)[0] == DANCE


async def test_after_its_own_answer_it_takes_the_root(office: Office) -> None:
    root = await office.workspace.say("lin", "general", "老黄跳了什么舞")
    await office.workspace.say("alex", "general", f"{office.me} 谁想到他会来", root.ts)
    await office.replies("general", root.ts)
    await office.workspace.say("alex", "general", office.me, root.ts)
    await office.replies("general", root.ts, 2)
    assert [question.text for question in asked(office)] == ["谁想到他会来", "老黄跳了什么舞"]


async def test_what_a_wordless_mention_asked_is_an_earlier_question(office: Office) -> None:
    root = await office.workspace.say("lin", "general", "老黄跳了什么舞")
    await office.workspace.say("alex", "general", office.me, root.ts)
    await office.replies("general", root.ts)
    await office.workspace.say("alex", "general", f"{office.me} 谁想到他会来", root.ts)
    await office.replies("general", root.ts, 2)
    assert asked(office)[-1] == Question("谁想到他会来", ("老黄跳了什么舞",))


async def test_a_mention_without_words_outside_a_thread_is_welcomed(office: Office) -> None:
    said = await office.workspace.say("alex", "general", office.me)
    [reply] = await office.replies("general", said.ts)
    assert seen(reply) == [
        "Hello! Mention me together with a question, or mention me in a thread and I will answer the message before."
    ]


async def test_help_can_be_asked_for_by_mention(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} 帮助")
    [reply] = await office.replies("general", said.ts)
    assert seen(reply)[0] == "**我根据文章回答问题,并逐字引用原文。**"


async def test_a_thread_that_cannot_be_read_costs_the_context_not_the_answer(office: Office) -> None:
    root = await office.workspace.say("alex", "general", "Party time")
    office.workspace.fail_next("conversations.replies", "missing_scope")
    await office.workspace.say("lin", "general", f"{office.me} 老黄跳了什么舞", root.ts)
    [reply] = await office.replies("general", root.ts)
    assert seen(reply)[0] == DANCE


async def test_a_wordless_mention_in_a_thread_that_cannot_be_read_says_so(office: Office) -> None:
    root = await office.workspace.say("lin", "general", "老黄跳了什么舞")
    office.workspace.fail_next("conversations.replies", "missing_scope")
    await office.workspace.say("lin", "general", office.me, root.ts)
    [reply] = await office.replies("general", root.ts)
    assert seen(reply) == ["我读不到这个消息列里的消息。请先把我邀请进频道,或者在 @ 我之后直接写上问题。"]
    assert [str(fault) for fault in office.faults] == [
        "The thread in C0GENERAL1 cannot be read (missing_scope). Invite the bot there and grant its history scopes."
    ]
    office.faults.clear()


async def test_a_question_beyond_the_article_is_told_so(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} 苹果的总裁是谁")
    [reply] = await office.replies("general", said.ts)
    assert seen(reply) == ["**文章没有说到这一点,也没有找到接近的段落。**"]


async def test_markup_in_a_mention_reaches_the_engine_as_plain_text(office: Office) -> None:
    text = f"{office.me} &lt;H20&gt; &amp; <https://a.example/b|链接> <#C0GENERAL1|general>"
    said = await office.workspace.say("lin", "general", text)
    await office.replies("general", said.ts)
    assert asked(office) == [Question("<H20> & 链接 #general", ())]
