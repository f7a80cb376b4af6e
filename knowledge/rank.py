"""Ranks the documents for a question: the matcher's columns, close wording and the thread, weighed and added up."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from knowledge.asking import ALL_KINDS
from knowledge.confidence import Signals
from knowledge.context import Completed, Tie
from knowledge.feature import Features
from knowledge.match import COLUMNS, WORDINGS, Array, Matcher, Seen
from knowledge.schema import Fact
from knowledge.weights import Weights

RANKED = (*COLUMNS, *WORDINGS, "among_chr", "nearby", "speaker", "again")
WORDING = slice(len(COLUMNS), len(COLUMNS) + len(WORDINGS))
UNCOMPARED = 0.2  # edit similarity taken for documents outside the pool
CLOSE = 10  # documents that are told apart from each other
SET_POOL = 10  # likewise of sets
FRONT = 3
POOL = 16  # documents that get the finer comparison of wording
NEARBY = 160  # code points within which two passages are of one piece
# Columns by which the best silences are compared with the best fact: which of the two says more of what is asked?
BESIDE = ("wording", "wordings", "gist", "gists", "cover_sem", "typical_sem", "typical_chr")
BESIDE_ROWS = [RANKED.index(name) for name in BESIDE]
KIND_SIGNALS = tuple(kind for kind in ALL_KINDS if kind not in {"what", "quote"})


@dataclass(frozen=True, slots=True)
class Ranking:
    """Facts and silences by points, and the columns that all documents' points come from.

    `values[column, document]`, columns as in RANKED. `facts`: the facts, best first; `front`: the best three documents,
    facts and silences alike. `seen`: the question's features, channel by channel.
    """

    values: Array
    points: Array
    facts: Sequence[int]
    front: Sequence[int]
    seen: Mapping[str, Seen]


class Ranker:
    """Ranks facts and silences alike, told apart by their number, and sets among themselves."""

    def __init__(
        self,
        matcher: Matcher,
        facts: Sequence[Fact],
        silences: int,
        weights: Weights,
        publishers: Container[str],
    ) -> None:
        self._matcher, self._facts, self._publishers = matcher, facts, publishers
        self._single = len(facts) + silences
        self.weights = np.array([weights.rank.get(name, 0.0) for name in RANKED], np.float32)
        self._set_weights = np.array([weights.sets.get(name, 0.0) for name in RANKED], np.float32)
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
        values = np.zeros((len(RANKED), self._matcher.documents), np.float32)
        values[: len(COLUMNS)] = table.values
        values[WORDING] = UNCOMPARED
        if completed.turn is not None and completed.tie not in {Tie.NONE, Tie.SHIFT}:
            self._add_thread(values, completed.turn.documents)
        points = self.weights @ values
        single = points[: self._single]
        self._look_closer(question, table.seen, values, points, _best(single, POOL), CLOSE)
        facts = np.argsort(-points[: len(self._facts)], kind="stable").tolist()
        front = sorted(_best(single, FRONT), key=lambda d: -single[d])
        return Ranking(values, points, facts, front, table.seen)

    def close_sets(self, question: Features, ranking: Ranking) -> tuple[list[int], Array, Array]:
        """The sets that may be meant: their numbers among the sets, their columns, and their points as documents."""
        pool = [self._single + s for s in _best(ranking.points[self._single :], SET_POOL)]
        if not pool:
            return [], ranking.values[:, :0], ranking.points[:0]
        values, points = ranking.values.copy(), ranking.points.copy()
        self._look_closer(question, ranking.seen, values, points, pool, SET_POOL)
        return [d - self._single for d in pool], values[:, pool], points[pool]

    def nearest_sets(self, question: Features, ranking: Ranking) -> list[tuple[int, float]]:
        """The sets that may be meant, by their number among the sets, with their points as documents.

        Best first, by weights of their own: sets differ from each other in other ways than facts do.
        """
        numbers, values, points = self.close_sets(question, ranking)
        order = np.argsort(-(self._set_weights @ values), kind="stable").tolist()
        return [(numbers[i], float(points[i])) for i in order]

    def _look_closer(
        self,
        question: Features,
        seen: Mapping[str, Seen],
        values: Array,
        points: Array,
        pool: Sequence[int],
        count: int,
    ) -> None:
        """Compare the wording of a pool of documents, tell the best `count` of them apart, and add up their points."""
        values[WORDING, pool] = np.array(self._matcher.closest_wording(question, pool), np.float32).T
        points[pool] = self.weights @ values[:, pool]
        close = [pool[i] for i in _best(points[pool], count)]
        values[RANKED.index("among_chr"), close] = self._matcher.channels["chr"].among(seen["chr"], close)
        points[close] = self.weights @ values[:, close]

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
        values[RANKED.index("again"), first] = 1.0
        values[RANKED.index("nearby"), :count] = near
        own = self._facts[first].said_by
        if own not in self._publishers:
            values[RANKED.index("speaker"), :count] = self._speaker == self._speaker[first]


def _best(points: Array, count: int) -> list[int]:
    """The places of the greatest points, in no order."""
    if len(points) <= count:
        return list(range(len(points)))
    return np.argpartition(points, len(points) - count)[-count:].tolist()  # type: ignore[no-any-return]  # numpy's stub


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
    top = ranking.facts[0]
    second = float(ranking.points[rivals].max()) if len(rivals) else 0.0
    outside = float(ranking.points[elsewhere].max()) if elsewhere else 0.0
    others = ranking.points[facts : facts + silences].copy()
    others[[d - facts for d in elsewhere]] = -np.inf
    unsaid = float(others.max()) if len(others) else 0.0
    unsaid, second = max(unsaid, 0.0), max(second, 0.0)
    points = float(ranking.points[top])
    beside = ranking.values[BESIDE_ROWS, facts : facts + silences].max(axis=1, initial=0.0).tolist()
    row = dict(zip(RANKED, ranking.values[:, top].tolist(), strict=True))
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
        **{f"unsaid_{name}": best - row[name] for name, best in zip(BESIDE, beside, strict=True)},
        **{f"top_{name}": value for name, value in row.items()},
        **{f"asks_{kind}": float(kind in question.kinds) for kind in KIND_SIGNALS},
        **{f"lacks_{kind}": (1.0 - asked[kind]) * (kind in question.kinds) for kind in KIND_SIGNALS},
    }
    return Signals(values)
