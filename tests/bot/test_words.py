"""The words in both languages."""

import string
from dataclasses import fields

import pytest

from bot.words import EN, ZH, Words, words_in


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("field", [field.name for field in fields(Words)])
def test_both_languages_fill_the_same_places(field: str) -> None:
    zh, en = getattr(ZH, field), getattr(EN, field)
    assert type(zh) is type(en)
    if isinstance(zh, str):
        assert zh
        assert en
        assert places(zh) == places(en)
    elif isinstance(zh, tuple):
        assert len(zh) == len(en)
    else:
        assert set(zh) == set(en)


def test_a_language_picks_its_words() -> None:
    assert [words_in(lang).lang for lang in ("zh", "zh-TW", "en", "fr")] == ["zh", "zh", "en", "en"]
