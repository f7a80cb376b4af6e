"""The figures of an evaluation are those of the public rule, computed here a second time and in another way."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Answer, Found, Status
from knowledge.evaluate import (
    Asked,
    Outcome,
    QuestionFileError,
    auroc,
    calibration,
    figures,
    groups,
    hits,
    outcome,
    passages,
    read_questions,
)
from knowledge.schema import Fact, Quote

TEXT = "".join(chr(0x4E00 + i) for i in range(400))
SPANS = st.tuples(st.integers(0, 300), st.integers(1, 90)).map(lambda s: (s[0], s[0] + s[1]))


def fact_of(spans: Sequence[tuple[int, int]], name: str = "f") -> Fact:
    quotes = [Quote(source="s", start=a, end=b, exact=TEXT[a:b]) for a, b in spans]
    said = {"id": name, "kind": "state", "statement": {"zh": "是"}, "topics": ["t"], "said_by": "p", "quotes": quotes}
    return Fact.model_validate(said)


def right(spans: Sequence[tuple[int, int]], golds: Sequence[tuple[int, int]]) -> bool:
    """The public rule: at most 120 characters that cover 60 % of a gold span, or lie 90 % inside and cover 35 %."""
    marks = [any(a <= i < b for a, b in spans) for i in range(len(TEXT))]
    if sum(marks) > 120:
        return False
    for start, end in golds:
        inside = sum(marks[start:end])
        if inside >= 0.6 * (end - start) or (inside >= 0.35 * (end - start) and inside >= 0.9 * sum(marks)):
            return True
    return False


@given(st.lists(SPANS, min_size=1, max_size=3), st.lists(SPANS, max_size=3))
def test_a_hit_is_what_the_public_rule_calls_one(spans: list[tuple[int, int]], golds: list[tuple[int, int]]) -> None:
    assert hits(fact_of(spans), golds) is right(spans, golds)


@pytest.mark.parametrize(
    ("quoted", "gold", "hit"),
    [
        ([(0, 10)], (0, 10), True),
        ([(0, 6)], (0, 10), True),  # 60 %
        ([(0, 5)], (0, 10), True),  # tighter than the gold, and inside it
        ([(0, 3)], (0, 10), False),
        ([(5, 15)], (0, 10), False),  # half covered, half outside
        ([(60, 104)], (0, 100), True),  # 40 % covered, 91 % inside
        ([(60, 106)], (0, 100), False),  # 40 % covered, 87 % inside
        ([(0, 10), (20, 40)], (0, 10), True),
        ([(0, 121)], (0, 10), False),  # too long to be a quotation
        ([(0, 120)], (0, 10), True),
        ([(0, 4)], (0, 0), False),
    ],
)
def test_the_rule_at_its_edges(quoted: list[tuple[int, int]], gold: tuple[int, int], hit: bool) -> None:
    places = [gold] if gold[1] else []
    assert hits(fact_of(quoted), places) is hit


def test_every_place_of_a_passage_counts() -> None:
    assert passages("甲乙甲乙甲", ["甲乙", "甲", "丙"]) == [(0, 2), (2, 4), (0, 1), (2, 3), (4, 5)]
    assert passages("aaa", ["aa"]) == [(0, 2), (1, 3)]


def asked(gold: tuple[str, ...] = (), kind: str = "what", file: str = "f.jsonl") -> Asked:
    return Asked("q", 0, "问", (), gold, None, "zh", kind, file)


def test_the_rank_is_that_of_the_first_fact_that_hits() -> None:
    found = tuple(Found(fact_of([s], n), 0.5) for n, s in (("a", (50, 60)), ("b", (0, 10)), ("c", (0, 12))))
    answer = Answer(Status.ANSWERED, 0.7, found, "zh")
    assert outcome(asked((TEXT[:10],)), answer, {"s": TEXT}).rank == 2
    assert outcome(asked((TEXT[200:210],)), answer, {"s": TEXT}).rank == 0
    assert outcome(asked(), answer, {"s": TEXT}).rank == 0
    assert outcome(asked(), answer, {"s": TEXT}).quoted == 10
    assert outcome(asked(), Answer(Status.NONE, 0, (), "zh"), {"s": TEXT}).quoted == 0


def ended(
    confidence: float, rank: int, *, gold: bool = True, status: Status = Status.ANSWERED, kind: str = "what"
) -> Outcome:
    return Outcome(asked(("甲",) if gold else (), kind), rank, status, confidence, 10)


@given(st.lists(st.tuples(st.integers(0, 8).map(lambda n: n / 8), st.booleans()), max_size=30))
def test_auroc_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[float, bool]]) -> None:
    area = auroc([ended(c, 1, gold=g) for c, g in rows])
    pairs = [(a, b) for a, ga in rows if ga for b, gb in rows if not gb]
    if not pairs:
        assert area is None
    else:
        assert area == pytest.approx(sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs) / len(pairs))


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    error, curve = calibration([ended(0.95, 1), ended(0.91, 2), ended(0.2, 0), ended(1.0, 1)])
    assert curve == [(0.2, 0.0, 1), (pytest.approx((0.95 + 0.91 + 1) / 3), pytest.approx(2 / 3), 3)]
    assert error == pytest.approx(abs(0.2) / 4 + abs((0.95 + 0.91 + 1) / 3 - 2 / 3) * 3 / 4)
    assert calibration([]) == (0.0, [])


def test_figures_of_answerable_and_silent_questions_stay_apart() -> None:
    told = figures(
        [ended(0.9, 1), ended(0.9, 3), ended(0.9, 0, status=Status.RELATED), ended(0.2, 1, status=Status.NONE)]
    )
    assert told == {
        "n": 4,
        "hit@1": 0.5,
        "hit@3": 0.75,
        "mrr": pytest.approx((1 + 1 / 3 + 0 + 1) / 4),
        "answered": 0.5,
        "right": 0.25,
        "quoted": 10,
    }
    silent = figures(
        [ended(0.1, 0, gold=False, status=s) for s in (Status.NONE, Status.NONE, Status.RELATED, Status.ANSWERED)]
    )
    assert silent == {"n": 4, "silent answered": 0.25, "silent related": 0.25, "silent none": 0.5}


def test_groups_are_by_file_language_and_kind_the_whole_first() -> None:
    named = groups([ended(1, 1), ended(1, 1, kind="who")])
    assert {name: len(g) for name, g in named.items()} == {
        "f.jsonl: all": 2,
        "f.jsonl: kind what": 1,
        "f.jsonl: kind who": 1,
        "f.jsonl: lang zh": 2,
    }
    assert next(iter(named)) == "f.jsonl: all"


def test_a_question_file_is_read_turn_by_turn(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    rows = [
        {
            "id": 1,
            "q": "甲\u2028乙",
            "gold": ["x"],
            "lang": "zh",
            "kind": "who",
        },  # a separator that is no line end here
        {"id": "t", "turns": [{"q": "一", "gold": ["y"]}, {"q": "二", "gold": [], "want": "none"}], "lang": "zh"},
    ]
    path.write_text("\ufeff" + "\n\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "\r\n", "utf-8")
    assert list(read_questions(path)) == [
        Asked("1", 0, "甲\u2028乙", (), ("x",), None, "zh", "who", "q.jsonl"),
        Asked("t", 0, "一", (), ("y",), None, "zh", "?", "q.jsonl"),
        Asked("t", 1, "二", ("一",), (), "none", "zh", "?", "q.jsonl"),
    ]


@pytest.mark.parametrize(
    "row", ["{", "[]", "1", '{"id": 1, "q": "a"}', '{"q": "a", "gold": []}', '{"id": 1, "turns": [1], "gold": []}']
)
def test_a_row_that_cannot_be_read_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": 0, "q": "a", "gold": []}\n' + row + "\n", "utf-8")
    with pytest.raises(QuestionFileError, match=r"q\.jsonl, line 2: can't be read"):
        list(read_questions(path))


def test_a_question_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_bytes('{"id": 0, "q": "问", "gold": []}\n'.encode("gb18030"))
    with pytest.raises(QuestionFileError):
        list(read_questions(path))
