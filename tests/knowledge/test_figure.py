"""Figures are the same in numerals and words, in Chinese and English."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.figure import figures_in


@pytest.mark.parametrize(
    ("zh", "en", "figures"),
    [
        ("卖300元", "sells for 300 yuan", {"300"}),
        ("三百块", "300 yuan", {"300"}),
        ("1,500张", "1500 cards", {"1500"}),
        ("1\uff0c500张", "1,500 cards", {"1500"}),  # full-width comma
        ("市值2万亿", "worth 2 trillion", {"2e+12"}),
        ("100亿元", "10 billion yuan", {"1e+10"}),
        ("30万张", "300 thousand cards", {"300000"}),
        ("1.5亿", "150 million", {"1.5e+08"}),
        ("一半", "half", {"0.5"}),
        ("减半", "halved", {"0.5"}),
        ("半年", "half a year", {"0.5"}),
        ("翻倍", "doubled", {"2"}),
        ("第二次", "the second time", {"2"}),
        ("第三轮", "the third round", {"3"}),
        ("十六个小时", "sixteen hours", {"16"}),
        ("2021年3月", "March 2021", {"2021", "3"}),
        ("12月", "December", {"12"}),
        ("涨了50%", "rose by 50%", {"50"}),
        ("2.5倍", "2.5 times", {"2.5"}),
        ("0.3", "0.3", {"0.3"}),
        ("二十亿", "2 billion", {"2e+09"}),
        ("两亿美元", "200 million dollars", {"2e+08"}),
        ("三万张", "30,000 cards", {"30000"}),
        ("百分之十", "10%", {"10"}),
        ("没有数字", "no figure", set()),
        ("一个人", "one person", set()),  # a mere article
        ("版本1.2.3", "version 1.2.3", set()),
    ],
)
def test_a_figure_is_the_same_in_both_languages(zh: str, en: str, figures: set[str]) -> None:
    assert figures_in(zh) == figures
    assert figures_in(en) == figures


def test_the_month_of_may_is_taken_for_the_verb() -> None:
    assert figures_in("it may rise") == frozenset()


def test_numerals_inside_names_are_no_figures() -> None:
    names = re.compile("h20|天河二号")
    assert figures_in("H20 和 天河二号 卖 3 万", names) == {"30000"}
    assert figures_in("H20 和 天河二号 卖 3 万") > {"30000"}


@given(st.integers(2, 10**6))
def test_every_whole_number_is_found_as_it_is_grouped_or_not(number: int) -> None:
    assert figures_in(f"共{number}张") == figures_in(f"{number:,} cards") == {f"{number:g}"}


@given(st.text(max_size=60))
def test_any_text_has_figures_or_none(text: str) -> None:
    assert all(float(f) == float(f) for f in figures_in(text))
