"""Measures answers against question files with verbatim gold passages: hits, statuses, calibration."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.answer import Answer, Status
from knowledge.errors import KnowledgeError
from knowledge.schema import MAX_QUOTED, Fact

COVER = 0.6  # share of a gold passage that quotes must cover
INSIDE = 0.35  # share that is enough where the quotes lie inside the passage (a tighter quote is no fault)
MOSTLY = 0.9


class QuestionFileError(KnowledgeError):
    """A question file that can't be read."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(
            f'{file}, line {line}: {problem}. A row is {{"id", "q", "gold": [passages]}} or {{"id", "turns": […]}}.'
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """One question or turn of a question file. `gold`: passages of the article, empty where it is silent."""

    id: str
    turn: int
    text: str
    earlier: tuple[str, ...]
    gold: tuple[str, ...]
    want: str | None
    lang: str
    kind: str
    file: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a question ended: `rank` of the first fact that hits (0: none), the answer's status and confidence."""

    asked: Asked
    rank: int
    status: Status
    confidence: float
    quoted: int


def read_questions(path: Path) -> Iterator[Asked]:
    """The rows of a question file, a turn at a time.

    Raises:
        QuestionFileError: a row is no JSON or lacks what it needs.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionFileError(str(path), 1, f"is not UTF-8 (byte {error.start})") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            turns = row.get("turns") or [row]
            for index, turn in enumerate(turns):
                yield Asked(
                    str(row["id"]), index, turn["q"], tuple(t["q"] for t in turns[:index]), tuple(turn["gold"]),
                    turn.get("want") or row.get("want"), row.get("lang", "?"), row.get("kind", "?"), path.name,
                )  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QuestionFileError(str(path), number, f"can't be read ({error})") from error


def passages(text: str, golds: Sequence[str]) -> list[tuple[int, int]]:
    """Every place at which a gold passage stands in the text."""
    found = []
    for gold in golds:
        at = text.find(gold)
        while at >= 0:
            found.append((at, at + len(gold)))
            at = text.find(gold, at + 1)
    return found


def hits(fact: Fact, places: Sequence[tuple[int, int]]) -> bool:
    """True where a fact's quotes cover enough of a gold passage, or lie inside one and cover a fair part of it."""
    quoted = {i for q in fact.quotes for i in range(q.start, q.end)}
    if len(quoted) > MAX_QUOTED:
        return False
    for start, end in places:
        covered = len(quoted & set(range(start, end)))
        share = covered / (end - start)
        if share >= COVER or (share >= INSIDE and covered >= MOSTLY * len(quoted)):
            return True
    return False


def outcome(asked: Asked, answer: Answer, texts: Mapping[str, str]) -> Outcome:
    """How one question ended."""
    rank = 0
    for place, found in enumerate(answer.found, 1):
        text = texts[found.fact.quotes[0].source]
        if hits(found.fact, passages(text, asked.gold)):
            rank = place
            break
    quoted = len({i for q in answer.found[0].fact.quotes for i in range(q.start, q.end)}) if answer.found else 0
    return Outcome(asked, rank, answer.status, answer.confidence, quoted)


def auroc(outcomes: Sequence[Outcome]) -> float | None:
    """The chance that an answerable question gets more confidence than one that is not (Mann-Whitney, ties halved)."""
    rows = sorted((o.confidence, bool(o.asked.gold)) for o in outcomes)
    positive = sum(label for _, label in rows)
    negative = len(rows) - positive
    if not positive or not negative:
        return None
    total, at = 0.0, 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end][0] == rows[at][0]:
            end += 1
        total += (at + end + 1) / 2 * sum(label for _, label in rows[at:end])
        at = end
    return (total - positive * (positive + 1) / 2) / (positive * negative)


def calibration(outcomes: Sequence[Outcome], bins: int = 10) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error and reliability curve (Guo et al. 2017): per bin mean confidence, share right, n."""
    groups: dict[int, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        groups[min(bins - 1, int(o.confidence * bins))].append(o)
    curve, error = [], 0.0
    for at in sorted(groups):
        group = groups[at]
        said = sum(o.confidence for o in group) / len(group)
        right = sum(o.rank == 1 for o in group) / len(group)
        curve.append((said, right, len(group)))
        error += abs(said - right) * len(group) / len(outcomes)
    return error, curve


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The figures of a group of outcomes; those of silent questions are named `silent …`."""
    gold = [o for o in outcomes if o.asked.gold]
    silent = [o for o in outcomes if not o.asked.gold]
    out: dict[str, float] = {"n": len(outcomes)}
    if gold:
        out |= {
            "hit@1": _mean([o.rank == 1 for o in gold]),
            "hit@3": _mean([1 <= o.rank <= 3 for o in gold]),
            "mrr": _mean([1 / o.rank if o.rank else 0 for o in gold]),
            "answered": _mean([o.status is Status.ANSWERED for o in gold]),
            "right": _mean([o.status is Status.ANSWERED and o.rank == 1 for o in gold]),
            "quoted": _mean([o.quoted for o in gold]),
        }
    if silent:
        out |= {f"silent {s}": _mean([o.status is s for o in silent]) for s in Status}
    return out


def f1(given: Collection[str], wanted: Collection[str]) -> float:
    """The harmonic mean of precision and recall of a set of facts, 0..1; `wanted` is not empty."""
    shared = len(set(given) & set(wanted))
    return 2 * shared / (len(set(given)) + len(set(wanted)))


def members(answer: Answer) -> list[str]:
    """The ids of the facts that an answer gives together; a single one where it takes the question for one fact."""
    return [f.fact.id for f in answer.found[: answer.complete]]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def groups(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Outcomes by file, and within each by language and kind."""
    out: dict[str, list[Outcome]] = defaultdict(list)
    for o in outcomes:
        for key in ("all", f"lang {o.asked.lang}", f"kind {o.asked.kind}"):
            out[f"{o.asked.file}: {key}"].append(o)
    return dict(sorted(out.items(), key=lambda kv: (kv[0].split(":")[0], ": all" not in kv[0], kv[0])))
