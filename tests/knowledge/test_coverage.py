"""Coverage counts telling characters once, whatever becomes of them."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from knowledge.coverage import Coverage, coverage_of
from knowledge.schema import Fact, FactBase, Quote, Skip, Source
from tests.knowledge import sample
from tests.knowledge.sample import CLAIMS, TEXT, base_of

ARTICLE = "标题 9\n甲乙丙,丁戊。己庚!"


def base(quoted: list[tuple[int, int]], skipped: Sequence[tuple[int, int, str]] = (), text: str = ARTICLE) -> FactBase:
    quotes = tuple(Quote(source="s", start=a, end=b, exact=text[a:b]) for a, b in quoted)
    said = {"id": "f", "kind": "state", "statement": {"zh": "是"}, "topics": ["t"], "said_by": "p", "quotes": quotes}
    skips = [{"source": "s", "start": a, "end": b, "exact": text[a:b], "reason": r, "note": ""} for a, b, r in skipped]
    return FactBase(
        sources=(Source(id="s", title="t", sha256="0" * 64),),
        texts={"s": text},
        facts=(Fact.model_validate(said),) if quotes else (),
        skipped=tuple(Skip.model_validate(s) for s in skips),
    )


@pytest.mark.parametrize(
    ("quoted", "skipped", "found"),
    [
        ([], [], (10, 0, 0, 0, ((0, 2), (3, 4), (5, 8), (9, 11), (12, 14)))),
        ([(5, 9)], [(0, 4, "noise")], (10, 3, 3, 0, ((9, 11), (12, 14)))),
        ([(5, 9), (9, 12), (12, 15)], [(0, 4, "noise")], (10, 7, 3, 0, ())),
        ([(5, 9), (6, 12), (12, 15)], [(0, 9, "transition")], (10, 7, 0, 3, ())),  # what is quoted is not skipped
        ([(5, 7)], [], (10, 2, 0, 0, ((0, 2), (3, 4), (7, 8), (9, 11), (12, 14)))),
    ],
)
def test_every_telling_character_is_quoted_skipped_or_left_out(
    quoted: list[tuple[int, int]],
    skipped: list[tuple[int, int, str]],
    found: tuple[int, int, int, int, tuple[tuple[int, int], ...]],
) -> None:
    (cover,) = coverage_of(base(quoted, skipped))
    assert (cover.total, cover.quoted, cover.noise, cover.transition, cover.left_out) == found
    assert cover.accounted == pytest.approx(sum(found[1:4]) / 10)


def test_an_empty_text_is_accounted_for() -> None:
    assert Coverage("s", 0, 0, 0, 0, ()).accounted == 1.0


def test_marks_and_spaces_need_no_quote() -> None:
    (cover,) = coverage_of(base([(0, 1), (2, 3)], text="甲,乙 \u3000\n。"))
    assert cover.accounted == 1.0


def test_the_sample_is_accounted_for_until_a_fact_is_taken_out(folder: Path) -> None:
    (whole,) = coverage_of(base_of(folder))
    assert (whole.accounted, whole.left_out) == (1.0, ())
    (cover,) = coverage_of(base_of(sample.write(folder, CLAIMS[1:])))
    start = TEXT.index("海星")
    assert cover.left_out == ((start, TEXT.index(",仓库")),)
    assert cover.accounted < 1.0
