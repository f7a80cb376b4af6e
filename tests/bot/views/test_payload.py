"""Sizes."""

from bot.views import richtext
from bot.views.payload import Payload, characters, clip, fits


def test_all_text_in_all_kinds_of_blocks_counts() -> None:
    assert characters([richtext.paragraph("abc"), richtext.small("de"), richtext.DIVIDER]) == 5
    assert characters({"type": "section", "text": {"type": "plain_text", "text": "fghi"}}) == 4


def test_fifty_blocks_and_nine_thousand_characters_fit() -> None:
    assert fits(Payload(text="", blocks=[richtext.DIVIDER] * 50))
    assert not fits(Payload(text="", blocks=[richtext.DIVIDER] * 51))
    assert fits(Payload(text="", blocks=[richtext.paragraph("a" * 9_000)]))
    assert not fits(Payload(text="", blocks=[richtext.paragraph("a" * 9_001)]))


def test_clipping_says_that_it_clipped() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("abcd", 3) == "ab\u2026"
