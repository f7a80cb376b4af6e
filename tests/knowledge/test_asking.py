"""A question's kind, its language and its politeness are told from its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.asking import NOW_WORDS, kinds_of, language_of, without_fillers
from knowledge.text import normalise


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("谁来了", "who"),
        ("哪家公司买了", "who"),
        ("who bought it", "who"),
        ("shei mai le", "who"),
        ("什么时候到货", "when"),
        ("哪年禁的", "when"),
        ("几月发货", "when"),
        ("when does it ship", "when"),
        ("what year was that", "when"),
        ("shenme shihou daohuo", "when"),
        ("总部在哪里", "where"),
        ("where is it", "where"),
        ("which country is it in", "where"),
        ("多少张卡", "number"),
        ("占比是百分之几", "number"),
        ("how many cards", "number"),
        ("what percentage is that", "number"),
        ("为啥降价", "why"),
        ("出于什么原因", "why"),
        ("why was it cut", "why"),
        ("怎么买到的", "how"),
        ("通过什么渠道买", "how"),
        ("how did they get it", "how"),
        ("H20和L20有什么区别", "compare"),
        ("is it cheaper than the other", "compare"),
        ("A vs B", "compare"),
        ("提到了哪些公司", "list"),
        ("which of the companies", "list"),
        ("which chip companies", "list"),
        ("他的原话", "quote"),
        ("他怎么说", "quote"),
        ("what did he say", "quote"),
        ("在裁员吗", "yesno"),
        ("是不是真的", "yesno"),
        ("is it banned", "yesno"),
        ("价格", "what"),
        ("the price", "what"),
    ],
)
def test_the_kind_of_answer_asked_for_is_told(question: str, kind: str) -> None:
    assert kind in kinds_of(normalise(question).text)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("几乎没有人", "number"),  # "hardly anybody" counts nothing
        ("几率大", "number"),
        ("怎么会这样", "how"),  # asks why
        ("how many cards", "how"),
        ("how long is it", "how"),
        ("什么时候到货", "number"),
        ("whole market", "who"),
        ("somewhere else", "where"),
    ],
)
def test_a_word_that_only_resembles_a_question_word_tells_nothing(question: str, kind: str) -> None:
    assert kind not in kinds_of(normalise(question).text)


def test_a_yes_or_no_question_also_asks_what() -> None:
    assert kinds_of("在裁员吗") == {"yesno", "what"}
    assert kinds_of("谁在裁员吗") == {"yesno", "who"}


@given(st.text(max_size=60))
def test_every_text_asks_for_something(text: str) -> None:
    assert kinds_of(text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("英伟达在裁员吗", "zh"),
        ("Is Nvidia laying people off?", "en"),
        ("Huawei 的卡 rental 贵不贵", "zh"),
        ("what is 英伟达 doing about 显卡", "en"),
        ("GPU", "en"),
        ("H20", "zh"),  # says nothing; the caller may know the asker's locale
        ("显卡", "zh"),
        ("", "zh"),
        ("?!\U0001f980", "zh"),
        ("NVIDIA 显卡 芯片 GPU", "zh"),
    ],
)
def test_the_language_is_that_of_the_function_words(text: str, lang: str) -> None:
    assert language_of(text) == lang


@given(st.text(max_size=60))
def test_every_text_has_a_language(text: str) -> None:
    assert language_of(text) in {"zh", "en"}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("请问H20多少钱", "H20多少钱"),
        ("麻烦问一下 为什么裁员 谢谢", "为什么裁员"),
        ("hey could you please tell me the price thanks", "the price"),
        ("我想知道价格", "价格"),
        ("有谁知道库存", "库存"),
        ("they shipped", "they shipped"),  # "hey" inside a word stays
    ],
)
def test_politeness_and_filler_are_blanked(text: str, plain: str) -> None:
    assert without_fillers(text).strip() == plain
    assert len(without_fillers(text)) == len(text)


@pytest.mark.parametrize("text", ["谢谢", "你好", "hello", "thanks a"])
def test_a_text_of_nothing_but_politeness_stays(text: str) -> None:
    assert without_fillers(text) == text


@given(st.text(st.sampled_from("请问谢你好a b嗯的卡hi\n")))
def test_leaving_out_fillers_moves_no_character(text: str) -> None:
    plain = without_fillers(text)
    assert len(plain) == len(text)
    assert all(a in {b, " "} for a, b in zip(plain, text, strict=True))


@pytest.mark.parametrize(
    ("text", "asks_for_now"),
    [("现在多少钱", True), ("最新消息", True), ("the latest news", True), ("i know him", False), ("当时的价格", False)],
)
def test_words_for_now_are_known(text: str, asks_for_now: bool) -> None:
    assert bool(NOW_WORDS.search(text)) is asks_for_now
