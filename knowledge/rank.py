"""Ranks the documents for a question: the matcher's columns, close wording and the thread, weighed and added up."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.asking import ALL_KINDS
from knowledge.confidence import Signals
from knowledge.context import Completed, Tie
from knowledge.feature import Features
from knowledge.match import COLUMNS, WORDINGS, Array, Compared, Matcher
from knowledge.schema import Fact

RANKED = (
    *COLUMNS,
    *WORDINGS,
    *("among_sem", "among_chr", "among_pin"),
    *("nearby", "speaker", "again"),
)
WORDING = slice(RANKED.index(WORDINGS[0]), RANKED.index(WORDINGS[0]) + len(WORDINGS))
AMONG = slice(RANKED.index("among_sem"), RANKED.index("among_pin") + 1)
UNCOMPARED = 0.2  # edit similarity taken for documents outside the pool
CLOSE = 10  # documents that are told apart from each other
SET_POOL = 10  # likewise of sets
POOL = 16  # documents that get the finer comparison of wording
NEARBY = 160  # code points within which two passages are of one piece
# Columns by which the best silences are compared with the best fact: which of the two says more of what is asked?
BESIDE = ("wording", "wordings", "gist", "gists", "cover_sem", "typical_sem", "cover_chr")
KIND_SIGNALS = tuple(kind for kind in ALL_KINDS if kind not in {"what", "quote"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """Facts and silences by points, best first, and the columns that all documents' points come from.

    `whole`: the comparison with all documents, channel by channel.
    """

    values: Array
    points: Array
    order: Sequence[int]
    whole: tuple[Compared, ...]


class Ranker:
    """Ranks facts and silences alike, told apart by their number, and sets among themselves."""

    def __init__(
        self,
        matcher: Matcher,
        facts: Sequence[Fact],
        silences: int,
        weights: Mapping[str, float],
        publishers: Container[str],
    ) -> None:
        self._matcher, self._facts, self._publishers = matcher, facts, publishers
        self._single = len(facts) + silences
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
        """Every fact's and silence's points for a (completed) question; those of sets without wording."""
        question = completed.features
        table = self._matcher.table(question)
        values = np.concatenate(
            [table.values, np.zeros((len(table.values), len(RANKED) - len(COLUMNS)), np.float32)], axis=1
        )
        if completed.turn is not None and completed.tie not in {Tie.NONE, Tie.SHIFT}:
            self._add_thread(values, completed.turn.documents)
        points = values @ self.weights
        pool = _best(points[: self._single], POOL)
        values[:, WORDING] = UNCOMPARED
        values[pool, WORDING] = self._matcher.closest_wording(question, pool)
        points = values @ self.weights
        close = _best(points[: self._single], CLOSE)
        values[close, AMONG] = np.stack([compared.among(close) for compared in table.whole], axis=1)
        points = values @ self.weights
        order = np.argsort(-points[: self._single], kind="stable").tolist()
        return Ranking(values, points, order, table.whole)

    def nearest_sets(self, question: Features, ranking: Ranking) -> list[tuple[int, float]]:
        """The sets that are asked for most nearly, by their number among the sets, with their points, best first."""
        pool = [self._single + s for s in _best(ranking.points[self._single :], SET_POOL)]
        if not pool:
            return []
        values = ranking.values[pool]
        values[:, WORDING] = self._matcher.closest_wording(question, pool)
        values[:, AMONG] = np.stack([compared.among(pool) for compared in ranking.whole], axis=1)
        compared = (values @ self.weights).tolist()
        return sorted(((d - self._single, p) for d, p in zip(pool, compared, strict=True)), key=lambda item: -item[1])

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


def _best(points: Array, count: int) -> list[int]:
    """The places of the greatest points, in no order."""
    if len(points) <= count:
        return list(range(len(points)))
    return np.argpartition(points, len(points) - count)[-count:].tolist()  # type: ignore[no-any-return]  # numpy's stub


def best_fact(ranking: Ranking, facts: int) -> int:
    """The first document that is a fact."""
    return next(d for d in ranking.order if d < facts)


def signals(
    question: Features,
    ranking: Ranking,
    facts: int,
    silences: int,
    rivals: Sequence[int] | npt.NDArray[np.int64],
    asked: Mapping[str, float],
    elsewhere: Sequence[int],
    tie: Tie,
    known: float,
) -> Signals:
    """The signals of a ranking of so many facts and silences.

    `rivals`: the facts that quote other passages than the best one.

    `asked`: for each kind of answer, how much the best fact is asked for it, 0..1.
    `elsewhere`: the silences about something else; `known`: the share of the question's words ever seen.
    """
    top = best_fact(ranking, facts)
    second = float(ranking.points[rivals].max()) if len(rivals) else 0.0
    outside = float(ranking.points[elsewhere].max()) if elsewhere else 0.0
    others = ranking.points[facts : facts + silences].copy()
    others[[d - facts for d in elsewhere]] = -np.inf
    unsaid = float(others.max()) if len(others) else 0.0
    unsaid, second = max(unsaid, 0.0), max(second, 0.0)
    points = float(ranking.points[top])
    silent = ranking.values[facts : facts + silences]
    beside = (silent.max(axis=0) if len(silent) else np.zeros(len(RANKED), np.float32)).tolist()
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
        **{f"unsaid_{name}": beside[RANKED.index(name)] - row[name] for name in BESIDE},
        **{f"top_{name}": value for name, value in row.items()},
        **{f"asks_{kind}": float(kind in question.kinds) for kind in KIND_SIGNALS},
        **{f"lacks_{kind}": (1.0 - asked[kind]) * (kind in question.kinds) for kind in KIND_SIGNALS},
    }
    return Signals(values)
