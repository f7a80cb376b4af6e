"""Features of a text: the same meaning in two languages meets, and so do the same sounds in two spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from knowledge.engine import Engine
from knowledge.feature import CHANNELS, numbers_in
from knowledge.text import normalise, units


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("300元", ["300"]),
        ("三百元", ["300"]),
        ("三个人", ["3"]),
        ("十六小时", ["16"]),
        ("一个人", []),
        ("三", []),  # no measure word behind it: a name or a saying
        ("two times", ["2"]),
        ("twelve cards", ["12"]),
        ("fifty cards", ["50"]),
        ("one card", []),
        ("50%", ["50%"]),
        ("h20", []),
        ("2.5倍", ["2.5"]),
    ],
)
def test_numbers_are_read_from_digits_and_words(text: str, numbers: list[str]) -> None:
    plain = normalise(text).text
    assert numbers_in(plain, units(plain)) == numbers


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("李雷说了什么", "what did Li Lei say", "e:li-lei"),
        ("K7多少钱", "price of the k-7", "e:k7"),
        ("K7多少钱", "price of the k-7", "c:cost"),
        ("散热问题", "cooling problems", "c:cooling"),
        ("卖了300张", "sold 300 cards", "n:300"),
        ("总部在哪", "where is the office", "k:where"),
    ],
)
def test_the_same_meaning_in_two_languages_is_the_same_feature(
    small: Engine, one: str, other: str, shared: str
) -> None:
    assert shared in small.reader.read(one).sem
    assert shared in small.reader.read(other).sem


def test_homophones_share_their_sounds_and_not_their_characters(small: Engine) -> None:
    right, wrong = small.reader.read("散热"), small.reader.read("伞热")
    assert "san-re" in right.pin
    assert "san-re" in wrong.pin
    assert "散热" in right.chr
    assert "散热" not in wrong.chr


def test_a_question_typed_in_pinyin_shares_its_sounds(small: Engine) -> None:
    typed = small.reader.read("sanre wenti zenme jiejue")
    assert typed.typed_pinyin
    assert "san-re" in typed.pin
    assert not small.reader.read("散热问题怎么解决").typed_pinyin


def test_misspelt_english_shares_pieces(small: Engine) -> None:
    right, wrong = small.reader.read("headquarters"), small.reader.read("headquaters")
    assert {"_hea", "_qua"} <= right.chr.keys() & wrong.chr.keys()


def test_words_that_carry_no_matter_are_no_features(small: Engine) -> None:
    read = small.reader.read("the what of 什么 的")
    assert [f for f in read.sem if f.startswith("w:")] == []


def test_entities_and_numbers_are_told_apart(small: Engine) -> None:
    read = small.reader.read("李雷和韩梅卖了300张K7")
    assert read.entities == {"li-lei", "han-mei", "k7"}
    assert read.numbers == {"n:300"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Lei 售价", "李雷的价格"),  # a name and a thesaurus word, each under two names
        ("K7 散热", "k-7 cooling"),
        ("请问 K7 价格", "K7 price, please"),
    ],
)
def test_texts_that_say_the_same_have_one_gist(small: Engine, one: str, other: str) -> None:
    assert small.reader.read(one).gist == small.reader.read(other).gist != ""


def test_products_set_gists_further_apart_than_people_do(small: Engine) -> None:
    one, other, price = (small.reader.read(t).gist for t in ("K7价格", "P9价格", "价格"))
    assert Indel.distance(one, other) == 4  # two symbols out, two in
    assert len(one) == len(price) + 2
    assert Indel.distance(*(small.reader.read(t).gist for t in ("李雷价格", "韩梅价格"))) == 2


def test_a_gist_keeps_what_sets_texts_apart(small: Engine) -> None:
    gists = {
        small.reader.read(t).gist for t in ("K7价格", "P9价格", "K7散热", "K7价格什么时候", "K7价格为什么", "K7 zebra")
    }
    assert len(gists) == 6


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_read_and_its_weights_are_between_0_and_1(small: Engine, text: str) -> None:
    read = small.reader.read(text)
    assert small.reader.read(text) == read
    for channel in CHANNELS:
        assert all(0 < w <= 1 for w in getattr(read, channel).values())
