"""Which language where the question does not tell."""

import pytest

from bot.language import from_locale, in_doubt, of_text


@pytest.mark.parametrize(
    ("locale", "lang"),
    [("zh-CN", "zh"), ("zh-TW", "zh"), ("ZH", "zh"), ("en-US", "en"), ("ja-JP", "en"), (None, "en"), ("", "en")],
)
def test_any_chinese_locale_is_chinese_and_all_else_english(locale: str | None, lang: str) -> None:
    assert from_locale(locale) == lang


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("H20", True),
        ("H20 L20 PCIe?", True),
        ("???", True),
        ("", True),
        ("H20 price", False),
        ("H20价格", False),
        ("a", True),
    ],
)
def test_names_and_signs_alone_are_in_doubt(text: str, doubt: bool) -> None:
    assert in_doubt(text) is doubt


@pytest.mark.parametrize(("text", "lang"), [("H20价格", "zh"), ("price", "en"), ("\U00020000", "zh"), ("", "en")])
def test_chinese_characters_make_a_text_chinese(text: str, lang: str) -> None:
    assert of_text(text) == lang
