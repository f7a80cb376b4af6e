"""Chinese is cut into words, the base's own words first; nothing is lost in cutting."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import segment

Cut = Callable[[str], Iterable[str]]


@pytest.fixture(scope="module")
def cut() -> Cut:
    return segment.cutter(segment.build(["算力卡", "莫凤鸣"], ["他们在北京大兴机场见面"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("买算力卡", ["买", "算力卡"]),
        ("莫凤鸣表示", ["莫凤鸣", "表示"]),
        ("经济政策", ["经济", "政策"]),
        ("", []),
    ],
)
def test_own_words_stay_whole(cut: Cut, text: str, words: list[str]) -> None:
    assert list(cut(text)) == words


def test_without_them_the_dictionary_would_cut_them() -> None:
    plain = segment.cutter(segment.build([], []))
    assert "莫凤鸣" not in list(plain("莫凤鸣表示"))
    assert "算力卡" not in list(plain("买算力卡"))


def test_rare_words_stay_only_where_the_texts_have_them() -> None:
    rare = "皮夹克"
    assert segment.COMMON > segment.build([], ["脱下皮夹克"])["counts"][rare] > 0
    assert segment.build([], [])["counts"].get(rare, 0) == 0


@given(st.text(st.sampled_from("莫凤鸣算力卡在北京大兴机场买了英伟达的裁员名单龘")))
def test_cutting_loses_nothing(cut: Cut, text: str) -> None:
    assert "".join(cut(text)) == text
