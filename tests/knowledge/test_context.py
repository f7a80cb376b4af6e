"""A question hangs on its thread by the words it uses, and is completed from the turn that it means."""

import pytest

from knowledge.answer import Question
from knowledge.asking import language_of
from knowledge.context import SHORT, Completed, Tie, Turn, complete, tie_of
from knowledge.engine import Engine
from knowledge.text import normalise

LONG = 10 * SHORT  # idf mass of a question that can well stand alone


@pytest.mark.parametrize(
    ("question", "tie"),
    [
        ("说回最开始的话题,总部在哪", Tie.BACK),
        ("刚才说的价格是多少来着", Tie.BACK),
        ("back to the price, how much was it", Tie.BACK),
        ("as for the first one, who said so", Tie.BACK),
        ("换个话题,谁创办的公司", Tie.SHIFT),
        ("另外问一下,库存怎么样", Tie.SHIFT),
        ("different question: who founded it", Tie.SHIFT),
        ("by the way, who owns the warehouse", Tie.SHIFT),
        ("高通呢?", Tie.ELLIPSIS),
        ("那韩梅呢", Tie.ELLIPSIS),
        ("what about Qualcomm?", Tie.ELLIPSIS),
        ("and the P9?", Tie.ELLIPSIS),
        ("他什么时候回来的", Tie.PRONOUN),
        ("那张卡多少钱", Tie.PRONOUN),
        ("该公司在哪里办公", Tie.PRONOUN),
        ("when did he come back", Tie.PRONOUN),
        ("how expensive is the card", Tie.PRONOUN),
        ("所以仓库在烟台对不对", Tie.FOLLOW),
        ("so the warehouse moved to Yantai, right?", Tie.FOLLOW),
        ("英伟达在上海办了年会", Tie.NONE),
        ("who founded Starfish in Qingdao", Tie.NONE),
    ],
)
def test_the_words_of_a_question_tell_how_it_hangs_on_its_thread(question: str, tie: Tie) -> None:
    mass = 4 * SHORT if tie is Tie.ELLIPSIS else LONG
    assert tie_of(normalise(question).text, mass, names=1) is tie


@pytest.mark.parametrize(
    ("question", "not_this"),
    [
        ("其他公司怎么样", Tie.PRONOUN),  # others, not him
        ("其实仓库在烟台", Tie.PRONOUN),
        ("中国那么大的市场怎么办", Tie.BACK),
        ("theory of the heat in cards", Tie.PRONOUN),  # "the" alone points nowhere
        ("shipping to Shanghai", Tie.PRONOUN),
    ],
)
def test_a_word_that_only_resembles_a_pronoun_ties_nothing(question: str, not_this: Tie) -> None:
    assert tie_of(normalise(question).text, LONG, names=1) is not not_this


@pytest.mark.parametrize(
    ("mass", "names", "tie"),
    [(SHORT - 1, 1, Tie.FOLLOW), (SHORT + 1, 1, Tie.NONE), (SHORT + 1, 0, Tie.FOLLOW), (4 * SHORT, 0, Tie.NONE)],
)
def test_a_question_too_short_to_stand_alone_follows_the_one_before(mass: float, names: int, tie: Tie) -> None:
    assert tie_of("价格多少", mass, names) is tie


def turn(engine: Engine, text: str) -> Turn:
    return Turn(engine.reader.read(text), text, (0,))


def completed(engine: Engine, question: str, *earlier: str, mass: float = 4 * SHORT) -> Completed:
    lang = language_of(question)
    return complete(
        engine.reader.read(question),
        question,
        [turn(engine, t) for t in earlier],
        {e.id: e.kind for e in engine.base.entities},
        {e.id: e.names.get(lang) for e in engine.base.entities},
        mass,
    )


def test_without_a_thread_a_question_stays_as_it_is(small: Engine) -> None:
    alone = completed(small, "他怎么说")
    assert (alone.tie, alone.turn, alone.understood) == (Tie.NONE, None, None)
    assert alone.features == small.reader.read("他怎么说")


def test_a_new_topic_is_not_polluted_by_the_old(small: Engine) -> None:
    for question in ("海星公司的仓库在烟台吗", "换个话题,海星公司的仓库在哪"):
        fresh = completed(small, question, "李雷卖了多少K7")
        assert fresh.features == small.reader.read(question)
        assert fresh.understood is None


@pytest.mark.parametrize(
    ("question", "earlier", "understood"),
    [
        ("他是哪年说的", "李雷卖了多少张卡", "李雷是哪年说的"),
        ("when did he say it", "how many cards did Li Lei sell", "when did Li Lei say it"),
        ("它多少钱一块", "K7是谁做的", "K7 多少钱一块"),
        ("韩梅呢?", "李雷说了什么?", "李雷说了什么 → 韩梅呢?"),
        ("那为什么", "K7降价了吗", "K7降价了吗 → 那为什么"),
        ("他怎么说", "李雷和韩梅谁是工程师", "李雷和韩梅谁是工程师 → 他怎么说"),  # two people: nobody is guessed
    ],
)
def test_the_completed_question_is_told_in_words(small: Engine, question: str, earlier: str, understood: str) -> None:
    assert completed(small, question, earlier).understood == understood


def test_a_pronoun_carries_the_name_over(small: Engine) -> None:
    merged = completed(small, "他是哪年说的", "李雷卖了多少张卡").features
    assert 0 < merged.sem["e:li-lei"] < 1


def test_what_differs_replaces_what_it_stands_for(small: Engine) -> None:
    merged = completed(small, "韩梅呢?", "李雷说了什么").features
    assert merged.sem["e:han-mei"] == 1
    assert "e:li-lei" not in merged.sem
    assert merged.kinds == small.reader.read("李雷说了什么").kinds


@pytest.mark.parametrize("bare", ["韩梅", "Han Mei too?", "那么 Han Mei"])
def test_a_bare_name_asks_the_question_before_it_again(small: Engine, bare: str) -> None:
    merged = completed(small, bare, "李雷说了什么")
    assert merged.tie is Tie.ELLIPSIS
    assert "e:li-lei" not in merged.features.sem
    assert completed(small, bare + "卖了多少K7", "李雷说了什么").tie is not Tie.ELLIPSIS


def test_a_return_means_the_earlier_turn_that_shares_its_words(small: Engine) -> None:
    earlier = ("韩梅说散热怎么样", "K7多少钱", "猫叫什么名字")
    for question, meant in (("回到散热,谁负责", 0), ("说回K7,P9贵吗", 1), ("最开始问的那个人是谁", 0)):
        assert (back := completed(small, question, *earlier)).turn is not None
        assert back.turn.text == earlier[meant]


@pytest.mark.parametrize(
    ("earlier", "question", "fact"),
    [
        (("韩梅觉得难点是什么",), "那李雷呢?", "two-hundred-sold"),
        (("K7要花多少钱?",), "它比P9便宜多少", "k7-half-of-p9"),
        (("海星公司总部在哪里",), "换个话题,猫叫什么名字", "cat-called-tuanzi"),
        (("where is Starfish based?", "name of the cat"), "how long does it sleep every day", "cat-sleeps-16-hours"),
    ],
)
def test_a_thread_is_answered_as_a_person_would(
    small: Engine, earlier: tuple[str, ...], question: str, fact: str
) -> None:
    assert small.answer(Question(question, earlier)).found[0].fact.id == fact
