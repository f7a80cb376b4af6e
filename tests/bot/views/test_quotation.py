"""Quotations: verbatim, with the matched words in bold."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.quotation import build_quotation, runs_in
from knowledge.answer import Highlight
from knowledge.schema import Quote
from tests.bot.sample import DANCE, SURPRISE

QUOTE = Quote(source="s", start=10, end=16, exact="abcdef")


@pytest.mark.parametrize(
    ("highlights", "runs"),
    [
        ([], [("abcdef", False)]),
        ([(10, 16)], [("abcdef", True)]),
        ([(12, 14)], [("ab", False), ("cd", True), ("ef", False)]),
        ([(0, 11)], [("a", True), ("bcdef", False)]),
        ([(15, 99)], [("abcde", False), ("f", True)]),
        ([(0, 10), (16, 20)], [("abcdef", False)]),
        ([(10, 12), (11, 13)], [("abc", True), ("def", False)]),
        ([(14, 13)], [("abcdef", False)]),
    ],
)
def test_highlights_are_cut_to_the_quotation(highlights: list[tuple[int, int]], runs: list[tuple[str, bool]]) -> None:
    assert runs_in(QUOTE, [Highlight(*h) for h in highlights]) == runs


@given(st.text(min_size=1, max_size=80), st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=5))
def test_the_runs_joined_are_the_quotation(exact: str, highlights: list[tuple[int, int]]) -> None:
    quote = Quote(source="s", start=7, end=7 + len(exact), exact=exact)
    runs = runs_in(quote, [Highlight(*h) for h in highlights])
    assert "".join(words for words, _ in runs) == exact
    assert all(words for words, _ in runs)
    assert all(first[1] != second[1] for first, second in pairwise(runs))


def test_markup_in_the_source_stays_text() -> None:
    built = build_quotation(SURPRISE.quotes[0], [])
    assert built == {
        "type": "rich_text_quote",
        "elements": [{"type": "text", "text": "“大老板” *没想到* <!channel> & `他`会来"}],
    }


def test_matched_words_are_bold() -> None:
    start = DANCE.quotes[0].start
    built = build_quotation(DANCE.quotes[0], [Highlight(start, start + 2)])
    assert built["elements"] == [
        {"type": "text", "text": "老黄", "style": {"bold": True}},
        {"type": "text", "text": "跳起了东北秧歌"},
    ]
