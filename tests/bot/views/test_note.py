"""Messages that answer no question."""

from bot.views.note import (
    build_empty,
    build_failed,
    build_help,
    build_note,
    build_thread_unreadable,
    build_too_long,
    build_welcome,
)
from bot.words import EN, ZH
from tests.bot.sample import SOURCE
from tests.bot.views.read import shown


def test_help_says_how_to_ask_what_was_read_and_what_could_be_asked() -> None:
    assert shown(build_help(EN, [SOURCE], ["What did Jensen dance?"])) == [
        "**I answer questions from articles and quote the original word for word.**",
        "- /nvcn your question: only you see the answer",
        "- mention me with a question in a channel: I answer in a thread for everybody",
        "- mention me in a thread: I follow up on the earlier questions; without words, I answer the message before",
        "- /nvcn help: shows this",
        "Articles I have read:",
        "- “The party” · written about February 2024",
        "You could ask:",
        "- What did Jensen dance?",
        "[plain_text] I write no text of my own: what you see are curated facts and quotations. "
        "What the article does not say, I tell you so.",
    ]


def test_help_in_chinese() -> None:
    assert shown(build_help(ZH, [SOURCE], ["老黄跳了什么舞?"])) == [
        "**我根据文章回答问题,并逐字引用原文。**",
        "- /nvcn 你的问题:只有你能看到回答",
        "- 在频道里 @ 我并写上问题:在消息列中回答,大家都能看到",
        "- 在消息列里 @ 我:接着前面的问题回答;不写文字时,回答上一条消息里的问题",
        "- /nvcn help:显示这段说明",
        "我读过的文章:",
        "- 《年会 & <秧歌>》 · 写于约 2024 年 2 月",
        "可以这样问:",
        "- 老黄跳了什么舞?",
        "[plain_text] 我不生成文字:看到的都是整理过的事实和原文引用。文章没有说到的,我会直说。",
    ]


def test_help_of_an_empty_base_lists_nothing() -> None:
    assert "Articles I have read:" not in shown(build_help(EN, [], []))
    assert "You could ask:" not in shown(build_help(EN, [], []))


def test_many_articles_are_counted() -> None:
    assert shown(build_help(EN, [SOURCE] * 7, []))[-2] == "- 2 more not listed."


def test_every_note_is_a_sentence_in_each_language() -> None:
    assert [shown(build(words)) for words in (ZH, EN) for build in (build_welcome, build_empty, build_failed)] == [
        [words_of] for words in (ZH, EN) for words_of in (words.welcome, words.empty, words.failed)
    ]
    assert shown(build_thread_unreadable(EN)) == [EN.thread_unreadable]
    assert shown(build_too_long(EN, 1_001, 1_000)) == [
        "That question is too long (1001 characters). Please ask in a sentence or two (1000 at most)."
    ]


def test_a_note_is_text_in_blocks_and_escaped_beside_them() -> None:
    payload = build_note("a < b & @here")
    assert shown(payload) == ["a < b & @here"]
    assert payload["text"] == "a &lt; b &amp; @\u2060here"
