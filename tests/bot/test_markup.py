"""Reading and writing Slack's markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markup import escape, mentions, to_plain


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<@U1> 老黄跳了什么舞", "老黄跳了什么舞"),
        ("H20<@U1|nvcn>价格", "H20价格"),
        ("<@U2> and <@U2|lin>", "@U2 and @lin"),
        ("<#C1|general> <#C1>", "#general #C1"),
        ("<!channel> <!here|@here> <!subteam^S1|@chips> <!date^1^{date}|today>", "@channel @here @chips today"),
        ("<https://a.example|a link> <https://a.example>", "a link https://a.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("a < b", "a < b"),
        ("\x00老\u200b黄\ufeff \u202e跳\n\n舞", "老 黄 跳 舞"),
        ("全角\u3000空格\uff0c逗号", "全角 空格\uff0c逗号"),
        ("a\ud800b", "a b"),
    ],
)
def test_what_people_type_becomes_plain_text(typed: str, plain: str) -> None:
    assert to_plain(typed, "U1") == plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("@here @Channel @everyone", "@\u2060here @\u2060Channel @\u2060everyone"),
        ("@hereafter a@b.c", "@hereafter a@b.c"),
    ],
)
def test_text_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text())
def test_escaped_text_holds_no_markup(text: str) -> None:
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped


@given(st.text("ab<>&;@!#|"))
def test_reading_what_was_escaped_gives_the_text_back(text: str) -> None:
    assert to_plain(escape(text)) == " ".join(text.split())


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    to_plain(text, "U1")


@pytest.mark.parametrize(
    ("text", "mentioned"), [("<@U1>", True), ("a <@U1|nvcn> b", True), ("<@U11>", False), ("@U1", False), ("", False)]
)
def test_a_mention_of_the_bot_is_seen(text: str, mentioned: bool) -> None:
    assert mentions(text, "U1") is mentioned
