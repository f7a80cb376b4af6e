"""The engine answers what its base says, says plainly what it does not, and takes whatever it is given."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answer import Answer, Notice, Question, Status
from knowledge.context import Turn
from knowledge.engine import MAX_EARLIER, Engine, Judged
from tests.knowledge import sample

# What people, other programs and cats on keyboards send.
ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "So", "Mn", "Nd", "No"]),
        st.sampled_from("K7卡多少钱李雷海星公司散热猫?？!。他它那呢回换话题 <@>|:&lt;;\n\r\0\u202e\ufeff\U0001f980"),
        st.sampled_from("abcdefghijklmnopqrstuvwxyz 0123456789-_'"),
    ),
    max_size=60,
)


def is_sound(engine: Engine, answer: Answer, top: int) -> None:
    """What holds for every answer, whatever was asked."""
    assert answer.status in Status
    assert 0 <= answer.confidence <= 1
    assert len(answer.found) <= top
    assert len({f.fact.id for f in answer.found}) == len(answer.found)
    scores = [f.score for f in answer.found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)
    assert answer.lang in {"zh", "en"}
    assert len(answer.suggestions) <= 3
    for found in answer.found:
        for quote in found.fact.quotes:
            assert quote.holds_in(engine.base.texts[quote.source])
        for mark in found.highlights:
            assert any(q.start <= mark.start < mark.end <= q.end for q in found.fact.quotes)
    for part in answer.parts:
        is_sound(engine, part, top)
        assert part.status is not Status.NONE


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANYTHING, earlier=st.lists(ANYTHING, max_size=3), top=st.integers(1, 12))
def test_any_text_in_any_thread_is_answered(small: Engine, text: str, earlier: list[str], top: int) -> None:
    question = Question(text, tuple(earlier))
    answer = small.answer(question, top)
    is_sound(small, answer, top)
    assert small.answer(question, top) == answer
    if not any(c.isalnum() for c in text):
        assert (answer.status, answer.found, answer.confidence) == (Status.NONE, (), 0.0)


@settings(max_examples=100, deadline=None)
@given(text=ANYTHING)
def test_nothing_is_answered_with_more_certainty_than_it_is_near(small: Engine, text: str) -> None:
    judged = small.judge(text, [])
    assert judged.confidence <= judged.near


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANYTHING, earlier=st.lists(ANYTHING, max_size=1))
def test_any_text_is_answered_from_the_shipped_base(shipped: Engine, text: str, earlier: list[str]) -> None:
    is_sound(shipped, shipped.answer(Question(text, tuple(earlier)), explain=True), 10)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("K7要花多少钱?", "k7-price"),
        ("k-7 多少錢", "k7-price"),  # traditional, and the name written otherwise
        ("\uff2b\uff17 多少钱", "k7-price"),
        ("how much is a K7", "k7-price"),
        ("how mcuh is the price of a K7", "k7-price"),
        ("猫叫什么名字", "cat-called-tuanzi"),
        ("猫叫什么名子", "cat-called-tuanzi"),  # homophone
        ("请问那只猫咪叫啥名字呀,谢谢", "cat-called-tuanzi"),
        ("海星的 headquarters 在哪", "headquarters-in-qingdao"),
        ("where is Starfish based?", "headquarters-in-qingdao"),
        ("when will the next generation arrive", "next-generation-2025"),
        ("hanmei shuo zui nan de shi shenme", "cooling-hardest"),
    ],
)
def test_what_the_base_says_is_answered(small: Engine, question: str, fact: str) -> None:
    answer = small.answer(Question(question))
    assert answer.found[0].fact.id == fact
    assert answer.status is Status.ANSWERED
    assert answer.confidence > 0.5


def test_each_of_two_questions_is_judged_once(small: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[str] = []
    judge = Engine.judge

    def counted(engine: Engine, text: str, turns: list[Turn]) -> Judged:
        judged.append(text)
        return judge(engine, text, turns)

    monkeypatch.setattr(Engine, "judge", counted)
    answer = small.answer(Question("K7要花多少钱?猫叫什么名字?"))
    assert judged == ["K7要花多少钱?", "猫叫什么名字?"]
    assert [a.found[0].fact.id for a in (answer, *answer.parts)] == ["k7-price", "cat-called-tuanzi"]


def test_what_is_near_and_not_said_is_related(small: Engine) -> None:
    answer = small.answer(Question("K7显存多大"))
    assert answer.status is Status.RELATED
    assert answer.found[0].fact.id == "k7-price"
    assert 1 <= len(answer.suggestions) <= 3


def test_a_false_premise_is_named_and_met_by_what_the_base_says(folder: Path) -> None:
    silence = "  - {id: k7-free, kind: contradicted, asks: {zh: [K7为什么白送, 谁白送K7]}, see: [k7-price]}\n"
    path = folder / "silences.yaml"
    path.write_text(path.read_text("utf-8") + silence, "utf-8")
    answer = Engine.open(folder).answer(Question("K7为什么白送?"))
    assert answer.status is Status.RELATED
    assert Notice.CONTRADICTED in answer.notices
    assert answer.found[0].fact.id == "k7-price"


@pytest.mark.parametrize(
    "question", ["明天天气怎么样", "量子力学导论", "asdfqwer zxcv", "what is the weather tomorrow"]
)
def test_what_is_about_something_else_is_none(small: Engine, question: str) -> None:
    answer = small.answer(Question(question))
    assert answer.status is Status.NONE
    assert answer.confidence < 0.5


@pytest.mark.parametrize(
    "question", ["", " ", "\n\t\u3000", "?", "!!!", "\U0001f980\U0001f980", "\ud800", "\0", "<@U012AB>"]
)
def test_a_question_without_words_finds_nothing(small: Engine, question: str) -> None:
    answer = small.answer(Question(question))
    assert answer.status is Status.NONE
    if "U" not in question:
        assert (answer.found, answer.confidence) == ((), 0.0)


@pytest.mark.parametrize(
    "text", ["K7多少钱", "?", "那", "a", "卡 ", "怎么说what did he say", "<@U1> ", "K7?多少钱?\n", "\u0301"]
)
def test_ten_thousand_characters_are_answered_in_good_time(small: Engine, text: str) -> None:
    long = (text * 10_000)[:10_000]
    began = time.perf_counter()
    is_sound(small, small.answer(Question(long, (long, long))), 10)
    assert time.perf_counter() - began < 5


def test_at_most_top_facts_are_found_and_fewer_are_the_first_of_more(small: Engine) -> None:
    question = Question("K7多少钱")
    many = small.answer(question, 9).found
    assert len(many) == 9
    for top in (1, 3, 8):
        assert small.answer(question, top).found == many[:top]
    assert len(small.answer(question, 100).found) == len(small.base.facts)


def test_an_answer_is_in_the_language_of_its_question(small: Engine) -> None:
    assert small.answer(Question("how much is a K7")).lang == "en"
    assert small.answer(Question("K7 多少钱")).lang == "zh"


def test_two_questions_in_one_message_are_both_answered(small: Engine) -> None:
    answer = small.answer(Question("猫叫什么名字? K7要花多少钱?"))
    assert answer.found[0].fact.id == "cat-called-tuanzi"
    assert [p.found[0].fact.id for p in answer.parts] == ["k7-price"]


@pytest.mark.parametrize(
    "text", ["K7要花多少钱,对吗?", "K7要花多少钱???", "K7要花多少钱? 谢", "我听说K7在卖,公司也在青岛。K7要花多少钱?"]
)
def test_one_question_stays_one(small: Engine, text: str) -> None:
    answer = small.answer(Question(text))
    assert answer.parts == ()
    assert answer.found[0].fact.id == "k7-price"


def test_a_question_beside_one_that_the_base_does_not_know_is_answered(small: Engine) -> None:
    answer = small.answer(Question("K7要花多少钱? 明天天气怎么样?"))
    assert (answer.status, answer.found[0].fact.id, answer.parts) == (Status.ANSWERED, "k7-price", ())


@pytest.mark.parametrize(
    ("question", "noted"), [("K7现在要花多少钱?", True), ("K7要花多少钱?", False), ("明天天气 now", False)]
)
def test_who_asks_for_now_is_told_that_nothing_newer_is_known(small: Engine, question: str, noted: bool) -> None:
    assert (Notice.NOTHING_NEWER in small.answer(Question(question)).notices) is noted


def test_matched_words_are_marked_inside_the_quotes(small: Engine) -> None:
    found = small.answer(Question("李雷去年只卖了多少块卡")).found[0]
    assert found.fact.id == "two-hundred-sold"
    text = small.base.texts["starfish"]
    marked = [text[h.start : h.end] for h in found.highlights]
    assert "李雷" in marked
    assert any("去年" in m for m in marked)


def test_a_name_is_marked_as_it_is_written_in_the_quote(small: Engine) -> None:
    found = small.answer(Question("k-7 how much does it sell for")).found[0]
    text = small.base.texts["starfish"]
    assert [text[h.start : h.end] for h in found.highlights if "7" in text[h.start : h.end]] == ["K7卡"]


def test_only_the_asked_for_reasons_are_told(small: Engine) -> None:
    question = Question("K7要花多少钱?")
    assert all(f.reasons == () for f in small.answer(question).found)
    reasons = small.answer(question, explain=True).found[0].reasons
    assert len(reasons) > 3
    points = [abs(r.points) for r in reasons]
    assert points == sorted(points, reverse=True)
    assert all(r.what for r in reasons)


def test_a_long_thread_is_read_from_its_end(small: Engine) -> None:
    filler = ("K7要花多少钱?",) * MAX_EARLIER
    recent = small.answer(Question("他什么时候说的", ("李雷卖了多少张卡", *filler)))
    assert recent == small.answer(Question("他什么时候说的", filler))


def test_the_engine_holds_no_state_between_questions(small: Engine) -> None:
    first = small.answer(Question("它多少钱"))
    small.answer(Question("猫叫什么名字"))
    assert small.answer(Question("它多少钱")) == first


def test_a_base_without_facts_answers_none(folder: Path) -> None:
    for name in ("facts/01-firm.yaml", "facts/02-rest.yaml", "silences.yaml", "sets.yaml"):
        (folder / name).unlink()
    empty = Engine.open(folder)
    for text in ("K7要花多少钱?", "", "李雷和韩梅都说了什么?", "K7 or P9?"):
        answer = empty.answer(Question(text, ("K7要花多少钱?",)))
        assert (answer.status, answer.found, answer.confidence) == (Status.NONE, (), 0.0)


def test_a_name_that_a_quote_writes_in_two_words_is_marked_whole(tmp_path: Path) -> None:
    text = "商店只卖RTX 4090D和H-20两种卡。"
    claim = replace(sample.CLAIMS[0], id="two-cards", exact=text, asks_zh=("商店卖哪两种卡",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sample, "TEXT", text)
        folder = sample.write(tmp_path, (claim,), text)
    for name in ("skipped.yaml", "silences.yaml"):
        (folder / name).unlink()
    found = Engine.open(folder).answer(Question("rtx4090d 和 h20 商店卖吗")).found[0]
    marked = {text[h.start : h.end] for h in found.highlights}
    assert "H-20" in marked
    assert any(m.endswith("RTX 4090D") for m in marked)


def test_facts_entities_and_sources_are_found_by_id(small: Engine) -> None:
    assert small.fact("k7-price").id == "k7-price"
    assert small.entity("li-lei").names.zh == "李雷"
    assert small.source("starfish").publisher == "晨报"
    for find in (small.fact, small.entity, small.source):
        with pytest.raises(KeyError):
            find("nothing")


def test_a_question_typed_in_pinyin_is_answered_in_chinese(small: Engine) -> None:
    assert small.answer(Question("k7 yao hua duoshao qian")).lang == "zh"
