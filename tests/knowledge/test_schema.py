"""Models are values that refuse what the format does not know, and a quote is exactly what stands in the text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from knowledge.schema import Bilingual, Caveat, Entity, Fact, Questions, Quote, Source, When

FACT: dict[str, Any] = {
    "id": "a-fact",
    "kind": "state",
    "statement": {"zh": "是这样。"},
    "topics": ["topic"],
    "said_by": "paper",
    "quotes": [{"source": "s", "start": 0, "end": 4, "exact": "是这样。"}],
}


@pytest.mark.parametrize(
    ("text", "start", "exact", "holds"),
    [
        ("说\uff0c是", 0, "说\uff0c是", True),
        ("说\uff0c是", 0, "说,是", False),  # an ASCII comma is no full-width one
        ("caf\u00e9", 0, "cafe\u0301", False),  # decomposed
        ("caf\u00e9", 0, "caf\u00e9", True),
        ("a\u3000b", 0, "a b", False),  # ideographic space
        ("\U0001f980卡", 1, "卡", True),  # code points, not UTF-16 units
        ("a\r\nb", 3, "b", True),
        ("是", 0, "\u662f", True),
        ("abc", 2, "cd", False),
        ("abab", 2, "ab", True),
        ("abab", 1, "ab", False),
    ],
)
def test_a_quote_holds_only_where_exactly_its_characters_stand(text: str, start: int, exact: str, holds: bool) -> None:
    assert Quote(source="s", start=start, end=start + len(exact), exact=exact).holds_in(text) is holds


def test_a_full_width_comma_is_not_an_ascii_comma() -> None:
    assert not Quote(source="s", start=0, end=3, exact="说,是").holds_in("说\uff0c是")


def test_a_quote_whose_length_is_not_that_of_its_words_does_not_hold() -> None:
    assert not Quote(source="s", start=0, end=5, exact="abc").holds_in("abc")


@given(st.text(min_size=1), st.data())
def test_what_is_cut_out_of_a_text_holds_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert Quote(source="s", start=start, end=end, exact=text[start:end]).holds_in(text)


def test_values_are_equal_by_content_and_cannot_change() -> None:
    one, other = Fact.model_validate(FACT), Fact.model_validate(FACT)
    assert one == other
    assert hash(one) == hash(other)
    with pytest.raises(ValidationError, match="frozen"):
        one.id = "other"  # type: ignore[misc] # it can't be set: that is the point


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Fact, FACT | {"stattement": {}}),
        (Fact, FACT | {"id": "Not A Slug"}),
        (Fact, FACT | {"id": "double--dash"}),
        (Fact, FACT | {"id": "x" * 81}),
        (Fact, FACT | {"kind": "guess"}),
        (Fact, FACT | {"topics": []}),
        (Fact, FACT | {"quotes": []}),
        (Fact, FACT | {"statement": {}}),
        (Fact, FACT | {"statement": {"zh": "  "}}),
        (Fact, FACT | {"statement": {"fr": "oui"}}),
        (Caveat, {"kind": "odd", "note": {"zh": "怪"}}),
        (Caveat, {"kind": "year", "note": {"zh": "怪"}, "basis": "feeling"}),
        (Quote, {"source": "s", "start": -1, "end": 1, "exact": "a"}),
        (Quote, {"source": "s", "start": 0, "end": 0, "exact": ""}),
        (When, {"text": "2021年", "date": "2021-3"}),
        (When, {"text": "2021年", "date": "21"}),
        (Source, {"id": "s", "title": "t", "sha256": "abc"}),
        (Source, {"id": "", "title": "t", "sha256": "0" * 64}),
        (Entity, {"id": "e", "kind": "ghost", "names": {"zh": "鬼"}}),
    ],
)
def test_what_the_format_does_not_know_is_refused(model: type[BaseModel], data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(data)


def test_the_model_that_the_others_damage_is_sound() -> None:
    assert Fact.model_validate(FACT).asks == Questions()


@pytest.mark.parametrize(
    ("words", "lang", "shown"),
    [
        (Bilingual(zh="是", en="yes"), "zh", "是"),
        (Bilingual(zh="是", en="yes"), "en", "yes"),
        (Bilingual(zh="是"), "en", "是"),
        (Bilingual(en="yes"), "zh", "yes"),
    ],
)
def test_a_missing_language_falls_back_to_the_other(words: Bilingual, lang: str, shown: str) -> None:
    assert words.get(lang) == shown
