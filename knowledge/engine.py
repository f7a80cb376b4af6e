"""Question in, Answer out: the one door to this package."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from knowledge import segment
from knowledge.answer import Answer, Found, Notice, Question, Status
from knowledge.asking import NOW_WORDS, language_of
from knowledge.collection import Collection, Meant, Shelves, collect, wants_set, without_cues
from knowledge.confidence import Signals
from knowledge.context import Completed, Turn, complete, without_ties
from knowledge.explain import reasons
from knowledge.feature import Features, Reader
from knowledge.files import SHIPPED, read_files
from knowledge.highlight import highlights
from knowledge.index import open_compiled
from knowledge.lexicon import Lexicon
from knowledge.match import Matcher
from knowledge.pinyin import Pinyin
from knowledge.rank import Ranker, Ranking, signals
from knowledge.schema import Entity, EntityKind, Fact, FactBase, SilenceKind, Source
from knowledge.weights import Weights, shipped

MAX_QUESTION = 2_000  # code points read of a question; what is longer is cut here
MAX_EARLIER = 8  # earlier turns of a thread that are read
TOP = 10
SUGGESTED = 3  # near questions offered where there is no answer
SUGGEST_FROM = 0.3  # probability of being near from which they are offered
UNLIKELY = 0.1  # confidence up to which a silence is believed: what its editor named goes before the best fact
SHOWN = 3  # found facts that get highlights


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with everything the engine found out about it, before it is put into an Answer."""

    completed: Completed
    ranking: Ranking
    signals: Signals
    confidence: float
    near: float


def not_rising(found: list[Found]) -> tuple[Found, ...]:
    """Facts in the order they are given in; one put before better scored ones takes the best score behind it."""
    out: list[Found] = []
    best = 0.0
    for one in reversed(found):
        best = max(best, one.score)
        out.append(one if one.score == best else replace(one, score=best))
    return tuple(reversed(out))


class Engine:
    """Answers questions from one base. Holds no state between questions."""

    def __init__(self, base: FactBase, compiled: Mapping[str, Any], weights: Weights | None = None) -> None:
        self.base = base
        self.weights = weights or shipped()
        lexicon = Lexicon(compiled["lexicon"], Pinyin(compiled["pinyin"]))
        self.reader = Reader(lexicon, segment.cutter(compiled["dictionary"]))
        self.matcher = Matcher(compiled)
        publishers = {e.id for e in base.entities if e.kind is EntityKind.PUBLISHER}
        self.ranker = Ranker(self.matcher, base.facts, len(base.silences), self.weights, publishers)
        self._shelves = Shelves.of(base)
        self._facts = {f.id: f for f in base.facts}
        self._number = {f.id: number for number, f in enumerate(base.facts)}
        self._entities = {e.id: e for e in base.entities}
        self._sources = {s.id: s for s in base.sources}
        self._kinds = {e.id: e.kind for e in base.entities}
        kinds = [s.kind for s in base.silences]
        self._outside = [len(base.facts) + i for i, k in enumerate(kinds) if k is SilenceKind.ELSEWHERE]
        self._contradicted = {len(base.facts) + i for i, k in enumerate(kinds) if k is SilenceKind.CONTRADICTED}

    @classmethod
    def open(cls, folder: Path | None = None, building: Callable[[FactBase], None] | None = None) -> "Engine":
        """An engine over a knowledge folder, by default the one that ships with the package.

        `building` is called where its index must be built first, which takes a while.

        Raises:
            KnowledgeError: the folder is missing or unsound.
        """
        base, compiled = open_compiled(read_files(folder or SHIPPED), building)
        return cls(base, compiled)

    def fact(self, fact_id: str) -> Fact:
        """The fact with this id; KeyError where there is none."""
        return self._facts[fact_id]

    def entity(self, entity_id: str) -> Entity:
        """The entity with this id; KeyError where there is none."""
        return self._entities[entity_id]

    def source(self, source_id: str) -> Source:
        """The source with this id; KeyError where there is none."""
        return self._sources[source_id]

    def answer(self, question: Question, top: int = TOP, *, explain: bool = False) -> Answer:
        """The base's answer, the thread taken into account. Any text is accepted; an empty one is answered NONE."""
        if not self.base.facts or not any(c.isalnum() for c in question.text):
            return Answer(Status.NONE, 0.0, (), language_of(question.text))
        turns = self.turns(question.earlier)
        text, *others = self._parts(question.text)
        judged = self.judge(text, turns)
        first = self._answer(text, judged, top, explain=explain)
        if not others:
            return first
        turns.append(self.turn(text, judged))
        rest = [self._answer(other, self.judge(other, turns), top, explain=explain) for other in others]
        return replace(first, parts=tuple(r for r in rest if r.status is not Status.NONE))

    def turns(self, earlier: Sequence[str]) -> list[Turn]:
        """Earlier questions of a thread as turns: each completed from those before it, with what answered it."""
        turns: list[Turn] = []
        for text in earlier[-MAX_EARLIER:]:
            if text.strip():
                judged = self.judge(text, turns)
                turns.append(self.turn(text, judged))
        return turns

    def turn(self, text: str, judged: Judged) -> Turn:
        """A judged question as a turn for those that follow."""
        return Turn(judged.completed.features, text, tuple(judged.ranking.front))

    def judge(self, text: str, turns: list[Turn]) -> Judged:
        """Read, complete and rank one question."""
        text = text[:MAX_QUESTION]
        # "Different question:", "back to": how the question hangs on the thread, nothing about its matter.
        features = self.reader.read(without_ties(text) if turns else text)
        lang = language_of(text)
        names = {e.id: e.names.get(lang) for e in self.base.entities} if turns else {}
        completed = complete(features, text, turns, self._kinds, names, self._mass(features))
        ranking = self.ranker.rank(completed)
        facts = len(self.base.facts)
        best = ranking.facts[0]
        found = signals(
            features,
            ranking,
            facts,
            len(self.base.silences),
            self.ranker.rivals(best),
            {kind: float(share[best]) for kind, share in self.matcher.kinds.items()},
            self._outside,
            completed.tie,
            ranking.seen["pin" if features.typed_pinyin else "chr"].known,
        )
        near = found.probability(self.weights.near)
        # What is not even near is not answered: the one probability bounds the other.
        confidence = min(near, found.probability(self.weights.confidence))
        return Judged(completed, ranking, found, confidence, near)

    def _mass(self, features: Features) -> float:
        sem = self.matcher.channels["sem"]
        return sum(w * sem.weight(f) for f, w in features.sem.items() if f[:2] != "n:")

    def _answer(self, text: str, judged: Judged, top: int, *, explain: bool) -> Answer:
        lang = "zh" if judged.completed.features.typed_pinyin else language_of(text)
        order = judged.ranking.facts[:top]
        collection = self._set(judged)
        status = self._status(judged, collection)
        together = collection.members if status is not Status.NONE else ()
        seen = self._near_silence(judged) if status is Status.RELATED and not together else ()
        if seen and judged.confidence > UNLIKELY:
            seen = tuple(dict.fromkeys((judged.ranking.facts[0], *seen)))
        front = together or seen
        order = [*front, *(d for d in order if d not in front)][:top]
        found = not_rising([self._found(d, rank, judged, explain=explain) for rank, d in enumerate(order)])
        notices = []
        if NOW_WORDS.search(judged.completed.features.text) and status is not Status.NONE:
            notices.append(Notice.NOTHING_NEWER)
        surely_open = status is Status.RELATED and judged.confidence <= UNLIKELY
        if surely_open and judged.ranking.front[0] in self._contradicted:
            notices.append(Notice.CONTRADICTED)
        return Answer(
            status, round(judged.confidence, 4), found, lang,
            complete=max(1, len(together)),
            understood=judged.completed.understood,
            suggestions=self._suggestions(judged, order, lang) if status is not Status.ANSWERED else (),
            notices=tuple(notices),
        )  # fmt: skip

    def _near_silence(self, judged: Judged) -> tuple[int, ...]:
        """The facts that an editor named as nearest, where the question is most like one known to have no answer."""
        first = judged.ranking.front[0]
        if first < len(self.base.facts) or first in self._outside:
            return ()
        silence = self.base.silences[first - len(self.base.facts)]
        return tuple(self._number[fact_id] for fact_id in silence.see)

    def _set(self, judged: Judged) -> Collection:
        """The facts that answer together, where the question wants a set."""
        question = judged.completed.features
        if not wants_set(question):
            return Collection()
        rest = self.reader.read(without_cues(question.text))
        curated = [
            (tuple(self._number[fact_id] for fact_id in self.base.sets[number].facts), points)
            for number, points in self.ranker.nearest_sets(question, judged.ranking)
        ]
        return collect(question, rest, self.matcher.channels["sem"].weight, self._shelves, judged.ranking, curated)

    def _status(self, judged: Judged, collection: Collection) -> Status:
        if collection.meant is Meant.NAMED:
            return Status.ANSWERED
        surely = collection.meant is Meant.SURELY
        # A question most like one that an editor wrote down, as unanswered or as a set's, is near by that, unless all
        # else is far.
        limit = self.weights.near_from / 2 if surely or self._near_silence(judged) else self.weights.near_from
        if judged.near < limit:
            return Status.NONE
        return Status.ANSWERED if surely or judged.confidence >= self.weights.answered_from else Status.RELATED

    def _found(self, document: int, rank: int, judged: Judged, *, explain: bool) -> Found:
        fact = self.base.facts[document]
        points = float(judged.ranking.points[document])
        return Found(
            fact,
            round(Signals({"points": points}).probability({"intercept": -5.0, "points": 0.6}), 4),
            highlights(self.reader, judged.completed.features, fact) if rank < SHOWN else (),
            reasons(self, judged, document) if explain else (),
        )

    def _suggestions(self, judged: Judged, order: list[int], lang: str) -> tuple[str, ...]:
        """Up to three near questions that the base can answer, in the language of the question; none to a far one."""
        if judged.near < SUGGEST_FROM:
            return ()
        asks = (getattr(self.base.facts[d].asks, lang) for d in order)
        text = judged.completed.features.text
        return tuple(process.extractOne(text, own, scorer=fuzz.ratio)[0] for own in asks if own)[:SUGGESTED]

    @staticmethod
    def _parts(text: str) -> list[str]:
        """The questions of a message: two or three sentences that each end in a question mark, else the whole."""
        asked = [p.strip() for p in re.findall(r"[^?？\n]+[?？]+", text)]
        telling = [p for p in asked if sum(c.isalnum() for c in p) >= 4]
        return telling if len(telling) in {2, 3} and len("".join(asked)) > 0.8 * len(text.strip()) else [text]
