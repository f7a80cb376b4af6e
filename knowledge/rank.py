"""Ranks the documents for a question: the matcher's columns, close wording and the thread, weighed and added up."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.asking import ALL_KINDS
from knowledge.confidence import Signals
from knowledge.context import Completed, Tie
from knowledge.feature import Features
from knowledge.match import COLUMNS, Array, Matcher
from knowledge.schema import Fact

RANKED = (
    *COLUMNS,
    *("wording", "wordings", "sounding"),
    *("among_sem", "among_chr", "among_pin"),
    *("nearby", "speaker", "again"),
)
WORDING = RANKED.index("wording")
UNCOMPARED = 0.2  # edit similarity taken for documents outside the pool
CLOSE = 10  # documents that are told apart from each other
POOL = 16  # documents that get the finer comparison of wording
NEARBY = 160  # code points within which two passages are of one piece
KIND_SIGNALS = tuple(kind for kind in ALL_KINDS if kind not in {"what", "quote"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """Documents by points, best first, with the columns that the points come from."""

    values: Array
    points: Array
    order: Sequence[int]


class Ranker:
    """Ranks facts and silences alike; silences are told apart by their number (`facts` and up)."""

    def __init__(
        self, matcher: Matcher, facts: Sequence[Fact], weights: Mapping[str, float], publishers: Container[str]
    ) -> None:
        self._matcher, self._facts, self._publishers = matcher, facts, publishers
        self.weights = np.array([weights.get(name, 0.0) for name in RANKED], np.float32)
        self._start = np.array([f.quotes[0].start for f in facts], np.int64)
        quotes = [(i, q) for i, f in enumerate(facts) for q in f.quotes]
        self._sources = {s: i for i, s in enumerate(sorted({q.source for _, q in quotes}))}
        self._source = np.array([self._sources[f.quotes[0].source] for f in facts], np.int64)
        self._quote_fact = np.array([i for i, _ in quotes], np.int64)
        self._quote_start = np.array([q.start for _, q in quotes], np.int64)
        self._quote_end = np.array([q.end for _, q in quotes], np.int64)
        self._quote_source = np.array([self._sources[q.source] for _, q in quotes], np.int64)
        speakers = {s: i for i, s in enumerate(sorted({f.said_by for f in facts}))}
        self._speaker = np.array([speakers[f.said_by] for f in facts], np.int64)

    def rank(self, completed: Completed) -> Ranking:
        """Every document's points for a (completed) question."""
        question = completed.features
        table = self._matcher.table(question)
        values = np.concatenate(
            [table.values, np.zeros((len(table.values), len(RANKED) - len(COLUMNS)), np.float32)], axis=1
        )
        if completed.turn is not None and completed.tie not in {Tie.NONE, Tie.SHIFT}:
            self._add_thread(values, completed.turn.documents)
        points = values @ self.weights
        pool = np.argsort(-points, kind="stable")[:POOL]
        values[:, WORDING : WORDING + 3] = UNCOMPARED
        values[pool, WORDING : WORDING + 3] = self._matcher.closest_wording(question, pool.tolist())
        points = values @ self.weights
        close = np.argsort(-points, kind="stable")[:CLOSE].tolist()
        for column, compared in enumerate(table.whole, RANKED.index("among_sem")):
            values[close, column] = compared.among(close)
        points = values @ self.weights
        order = np.argsort(-points, kind="stable").tolist()
        return Ranking(values, points, order)

    def rivals(self, document: int) -> npt.NDArray[np.int64]:
        """The facts that quote nothing of the passages that a fact quotes."""
        overlapping = np.zeros(len(self._facts), bool)
        for quote in self._facts[document].quotes:
            meets = (self._quote_start < quote.end) & (self._quote_end > quote.start)
            meets &= self._quote_source == self._sources[quote.source]
            overlapping[self._quote_fact[meets]] = True
        return np.flatnonzero(~overlapping)

    def _add_thread(self, values: Array, before: Sequence[int]) -> None:
        facts = [d for d in before if d < len(self._facts)][:2]
        if not facts:
            return
        first = facts[0]
        count = len(self._facts)
        distance = np.abs(self._start - self._start[first])
        near = np.exp(-distance / NEARBY) * (self._source == self._source[first])
        near[first] = 0.0  # what was just said is another matter
        values[first, RANKED.index("again")] = 1.0
        values[:count, RANKED.index("nearby")] = near
        own = self._facts[first].said_by
        if own not in self._publishers:
            values[:count, RANKED.index("speaker")] = self._speaker == self._speaker[first]


def best_fact(ranking: Ranking, facts: int) -> int:
    """The first document that is a fact."""
    return next(d for d in ranking.order if d < facts)


def signals(
    question: Features,
    ranking: Ranking,
    facts: int,
    rivals: Sequence[int] | npt.NDArray[np.int64],
    asked: Mapping[str, float],
    elsewhere: Sequence[int],
    tie: Tie,
    known: float,
) -> Signals:
    """The signals of a ranking. `rivals`: the facts that quote other passages than the best one.

    `asked`: for each kind of answer, how much the best fact is asked for it, 0..1.
    `elsewhere`: the silences about something else; `known`: the share of the question's words ever seen.
    """
    top = best_fact(ranking, facts)
    second = float(ranking.points[rivals].max()) if len(rivals) else 0.0
    outside = float(ranking.points[elsewhere].max()) if elsewhere else 0.0
    others = ranking.points[facts:].copy()
    others[[d - facts for d in elsewhere]] = -np.inf
    unsaid = float(others.max()) if len(others) else 0.0
    unsaid, second = max(unsaid, 0.0), max(second, 0.0)
    points = float(ranking.points[top])
    row = dict(zip(RANKED, ranking.values[top].tolist(), strict=True))
    scale = 10.0
    values = {
        "score": points / scale,
        "margin": (points - second) / scale,
        "unsaid": (unsaid - points) / scale,
        "unsaid_over": max(0.0, unsaid - points) / scale,
        "outside": (outside - points) / scale,
        "outside_over": max(0.0, outside - points) / scale,
        "known": known,
        "names": float(bool(question.entities)),
        "length": min(1.0, len(question.units) / 30),
        "pinyin": float(question.typed_pinyin),
        "in_thread": float(tie not in {Tie.NONE, Tie.SHIFT}),
        **{f"top_{name}": value for name, value in row.items()},
        **{f"asks_{kind}": float(kind in question.kinds) for kind in KIND_SIGNALS},
        **{f"lacks_{kind}": (1.0 - asked[kind]) * (kind in question.kinds) for kind in KIND_SIGNALS},
    }
    return Signals(values)
