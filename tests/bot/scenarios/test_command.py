"""`/nvcn` through real sockets."""

import io

import pytest

from tests.bot.sample import answered
from tests.bot.scenarios.conftest import Office
from tests.bot.views.read import shown

NO_QUESTION = "没有看到问题。请写上你想知道的,例如:/nvcn 后面加一句话。"


async def test_a_question_is_answered_privately_within_the_acknowledgement(office: Office) -> None:
    outcome = await office.workspace.command("lin", "general", "/nvcn", "老黄跳了什么舞")
    assert outcome.failed is None
    assert outcome.ack["response_type"] == "ephemeral"
    assert shown(outcome.ack)[:3] == ["**黄仁勋跳了东北秧歌。**", "原文(逐字引用):", "| 老黄跳起了东北秧歌"]
    assert [m.text for m in office.workspace.ephemerals("lin", "general")] == [outcome.ack["text"]]
    assert office.workspace.messages("general") == ()


@pytest.mark.parametrize("channel", ["random", "board"])
async def test_it_is_answered_where_the_bot_is_no_member(office: Office, channel: str) -> None:
    outcome = await office.workspace.command("lin", channel, "/nvcn", "老黄跳了什么舞")
    assert outcome.failed is None
    assert len(office.workspace.ephemerals("lin", channel)) == 1


async def test_the_answer_follows_the_language_of_the_question_not_of_the_asker(office: Office) -> None:
    outcome = await office.workspace.command("lin", "general", "/nvcn", "What did Jensen dance?")
    assert shown(outcome.ack)[0] == "**Jensen Huang danced a yangge.**"


@pytest.mark.parametrize(
    ("user", "first"),
    [
        ("lin", "**H20 最早下半年到货。**"),
        ("alex", "**The H20 arrives in the second half of the year at the earliest.**"),
    ],
)
async def test_in_doubt_the_answer_follows_the_asker(office: Office, user: str, first: str) -> None:
    outcome = await office.workspace.command(user, "general", "/nvcn", "H20")
    assert shown(outcome.ack)[0] == first


@pytest.mark.parametrize("text", ["", "  ", "help", "HELP", "帮助", "?", "\uff1f"])
@pytest.mark.parametrize(
    ("user", "title", "example"),
    [
        ("lin", "**我根据文章回答问题,并逐字引用原文。**", "- 老黄跳了什么舞?"),
        ("chen", "**我根据文章回答问题,并逐字引用原文。**", "- 老黄跳了什么舞?"),
        (
            "alex",
            "**I answer questions from articles and quote the original word for word.**",
            "- What did Jensen dance?",
        ),
    ],
)
async def test_help_follows_the_locale(office: Office, text: str, user: str, title: str, example: str) -> None:
    outcome = await office.workspace.command(user, "general", "/nvcn", text)
    assert outcome.ack["response_type"] == "ephemeral"
    assert shown(outcome.ack)[0] == title
    assert example in shown(outcome.ack)
    assert office.engine.asked == []


async def test_help_comes_in_english_where_slack_does_not_tell_the_locale(office: Office) -> None:
    office.workspace.fail_next("users.info", "user_not_found")
    outcome = await office.workspace.command("lin", "general", "/nvcn", "help")
    assert shown(outcome.ack)[0] == "**I answer questions from articles and quote the original word for word.**"


async def test_a_slow_answer_about_the_locale_does_not_cost_the_acknowledgement(office: Office) -> None:
    office.workspace.fail_next("users.info", retry_after=30)
    outcome = await office.workspace.command("lin", "general", "/nvcn", "help")
    assert outcome.failed is None


async def test_the_locale_is_asked_once(office: Office) -> None:
    for _ in range(3):
        await office.workspace.command("lin", "general", "/nvcn", "help")
    assert [call.method for call in office.workspace.calls].count("users.info") == 1


async def test_a_question_of_ten_thousand_characters_gets_a_sentence(office: Office) -> None:
    outcome = await office.workspace.command("lin", "general", "/nvcn", "长" * 10_000)
    assert shown(outcome.ack) == ["问题太长了(10000 个字符)。请用一两句话来问,最多 1000 个字符。"]
    outcome = await office.workspace.command("lin", "general", "/nvcn", "why " * 2_500)
    assert shown(outcome.ack) == [
        "That question is too long (9999 characters). Please ask in a sentence or two (1000 at most)."
    ]
    assert office.engine.asked == []


@pytest.mark.parametrize("junk", ["\x00\x01\x02\x1b\x7f", "\u202e\u200b\ufeff", "\x00"])
async def test_binary_junk_is_no_question(office: Office, junk: str) -> None:
    outcome = await office.workspace.command("lin", "general", "/nvcn", junk)
    assert outcome.failed is None
    assert office.engine.asked == []


async def test_junk_around_a_question_is_dropped(office: Office) -> None:
    outcome = await office.workspace.command("lin", "general", "/nvcn", "\x00老黄跳了\x01什么舞\x7f")
    assert outcome.failed is None
    assert [question.text for question in office.engine.asked] == ["老黄跳了 什么舞"]


async def test_what_users_write_never_pings_links_or_formats(office: Office) -> None:
    nasty = "<!channel> <@U0ALEXMRG1> @here *x* <http://evil.example|y>"
    office.engine.prepared[nasty] = answered(understood=nasty)
    said = "@channel @U0ALEXMRG1 @here *x* y"
    office.engine.prepared[said] = answered(understood="<!channel> @here <@U0ALEXMRG1> *x*")
    outcome = await office.workspace.command("lin", "general", "/nvcn", nasty)
    assert office.engine.asked[0].text == said
    assert "<" not in outcome.ack["text"]
    assert "@" not in outcome.ack["text"]
    assert {block["type"] for block in outcome.ack["blocks"]} <= {"rich_text", "context", "divider"}
    parsed = [
        element for block in outcome.ack["blocks"] for element in block["elements"] if element["type"] == "mrkdwn"
    ]
    assert parsed == []
    runs = [run for run in outcome.ack["blocks"][0]["elements"][0]["elements"] if run["type"] != "text"]
    assert runs == []


async def test_a_failure_says_a_fixed_sentence_and_nothing_of_the_exception(
    office: Office, logged: io.StringIO
) -> None:
    office.engine.prepared["老黄坏了"] = ValueError("secret xoxb-123")
    outcome = await office.workspace.command("lin", "general", "/nvcn", "老黄坏了")
    assert outcome.ack["response_type"] == "ephemeral"
    assert shown(outcome.ack) == ["出了点问题,这次没能回答。请再试一次;如果还是不行,请告诉管理员。"]
    assert "xoxb" not in str(outcome.ack)
    assert [str(fault) for fault in office.faults] == ["secret xoxb-123"]
    assert "ValueError: secret [hidden]" in logged.getvalue()
    assert "老黄" not in logged.getvalue()
    office.faults.clear()


async def test_every_answer_leaves_a_line_in_the_log_without_the_question(office: Office, logged: io.StringIO) -> None:
    for _ in range(2):
        await office.workspace.command("lin", "general", "/nvcn", "老黄跳了什么舞")
    assert logged.getvalue().count('"event": "answered"') == 2
    assert "老黄" not in logged.getvalue()


async def test_what_was_asked_is_kept_with_how_it_ended(office: Office) -> None:
    await office.workspace.command("lin", "general", "/nvcn", "老黄跳了什么舞")
    await office.workspace.command("lin", "general", "/nvcn", "help")
    assert office.bot is not None
    await office.rest()
    kept = await office.bot.desk.store.questions()
    assert [(q.surface, q.question, q.lang, q.status, q.fact) for q in kept if q.question != "marker"] == [
        ("command", "老黄跳了什么舞", "zh", "answered", "dance")
    ]
