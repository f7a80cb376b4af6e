"""Scores every document of a compiled base against a question, and explains each score.

In each channel the question is compared with every document as a whole: coverage ("all that is asked for stands
here") and typicality ("these words are used for this more than for anything else"). Then agreement of the kind of
answer, and penalties for names and numbers of the question that a document lacks. The documents that come out best are
compared once more, wording by wording.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from knowledge.asking import FINE
from knowledge.compiled import ID, VALUE, fingerprint, unpacked
from knowledge.feature import CHANNELS, Features

Array = npt.NDArray[np.float32]

COLUMNS = (
    "cover_sem", "typical_sem", "typical_chr", "typical_pin", "kind", "names_missing", "names_clash", "numbers_missing",
)  # fmt: skip
# Edit similarities with a document's asks: as written and by gist; the nearest one, and the mean of three.
WORDINGS = ("wording", "wordings", "gist", "gists")
COMMON_NAME = 2.0  # idf from which a missing name counts in full


def _about(about: Sequence[Sequence[str]], ids: Sequence[str], documents: int) -> dict[str, npt.NDArray[np.bool_]]:
    """For each entity of one kind, which documents are about it; under "", which are about any of them."""
    out = {e: np.array([e in own for own in about]) for e in ids}
    out[""] = np.any(list(out.values()), axis=0) if ids else np.zeros(documents, bool)
    return out


@dataclass(frozen=True, slots=True)
class Seen:
    """A question's features in one channel: those that stand anywhere in the base, and how much the others weigh.

    `own`, `idf`: by feature, how much it counts in the question, 0..1, and how telling it is. `feature`, `document`,
    `cover`, `typical`: by entry of the channel's matrix, one for each document that has one of the features.
    """

    own: Array
    idf: Array
    unknown: float
    feature: npt.NDArray[np.int64]
    document: npt.NDArray[np.uint32]
    cover: npt.NDArray[np.float16]
    typical: npt.NDArray[np.float16]

    @property
    def known(self) -> float:
        """The share 0..1, by weight, of the features that stand anywhere in the base."""
        mass = float(self.own.sum())
        return mass / (mass + self.unknown) if mass else 0.0


class Channel:
    """One channel's documents by feature, as a sparse matrix."""

    def __init__(self, data: Mapping[str, Any], documents: int) -> None:
        self._vocabulary = array("I", data["vocabulary"])
        self._idf = array("f", data["idf"])
        self.unknown_idf = math.log(1 + (documents + 0.5) / 0.5)
        self._ptr = array("I", data["doc_ptr"])
        self._ids = np.frombuffer(data["doc_ids"], ID)
        self._entries = (self._ids, *np.frombuffer(data["doc_values"], VALUE).reshape(2, -1))
        self._documents = documents

    def _place(self, feature: str) -> int | None:
        """A feature's number in the vocabulary; None where nobody has it."""
        own = fingerprint(feature)
        at = bisect_left(self._vocabulary, own)
        return at if at < len(self._vocabulary) and self._vocabulary[at] == own else None

    def weight(self, feature: str) -> float:
        """A feature's idf; that of a feature nobody has where it is unknown."""
        at = self._place(feature)
        return self.unknown_idf if at is None else self._idf[at]

    def look_up(self, features: Mapping[str, float]) -> Seen:
        """Find a question's features."""
        own, idf, slices = [], [], []
        unknown = 0.0
        vocabulary, ptr = self._vocabulary, self._ptr
        for feature, weight in features.items():
            wanted = fingerprint(feature)
            at = bisect_left(vocabulary, wanted)
            if at < len(vocabulary) and vocabulary[at] == wanted:
                own.append(weight)
                idf.append(self._idf[at])
                slices.append(slice(ptr[at], ptr[at + 1]))
            else:
                unknown += weight
        return Seen(
            np.array(own, np.float32),
            np.array(idf, np.float32),
            unknown,
            np.repeat(np.arange(len(own)), [part.stop - part.start for part in slices]),
            *(np.concatenate([values[:0], *(values[part] for part in slices)]) for values in self._entries),
        )

    def cover(self, seen: Seen) -> Array:
        """Per document, the share 0..1 of the features' weight that it holds."""
        total = float(seen.own @ seen.idf) + seen.unknown * self.unknown_idf
        weights = seen.own * seen.idf / np.float32(total or 1.0)
        return self._added_up(seen.document, seen.cover * weights[seen.feature])

    def typical(self, seen: Seen) -> Array:
        """Per document, how typical the features are of it."""
        spread = (float(seen.own.sum()) + seen.unknown) * self.unknown_idf
        weights = seen.own / np.float32(spread or 1.0)
        return self._added_up(seen.document, seen.typical * weights[seen.feature])

    def _added_up(self, documents: npt.NDArray[np.uint32], values: Array) -> Array:
        return np.bincount(documents, values, self._documents).astype(np.float32)

    def among(self, seen: Seen, documents: Sequence[int]) -> Array:
        """Coverage by what tells just these documents apart: a feature that all of them have weighs little."""
        column = np.full(self._documents, -1, np.int64)
        column[documents] = np.arange(len(documents))
        at = column[seen.document]
        here = np.flatnonzero(at >= 0)
        held = np.zeros((len(seen.own), len(documents)), np.float32)
        held[seen.feature[here], at[here]] = seen.cover[here]
        having = (held > 0).sum(axis=1)
        weight = seen.own * np.log(1 + (len(documents) - having + 0.5) / (having + 0.5)).astype(np.float32)
        return np.asarray(weight @ held / np.float32(weight.sum() or 1.0))

    def holders(self, feature: str) -> npt.NDArray[np.uint32]:
        """The documents that have a feature."""
        at = self._place(feature)
        return self._ids[:0] if at is None else self._ids[self._ptr[at] : self._ptr[at + 1]]


@dataclass(frozen=True, slots=True)
class Table:
    """Every document's comparison with one question: `values[column, document]`, columns as in COLUMNS.

    `seen`: the question's features, channel by channel.
    """

    values: Array
    seen: Mapping[str, Seen]


class Matcher:
    """The compiled base in memory, ready to compare questions with."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.documents: int = compiled["documents"]
        self.channels = {n: Channel(compiled[f"channel_{n}"], self.documents) for n in CHANNELS}
        kinds: Sequence[str] = compiled["kinds"]
        shares = np.frombuffer(compiled["kind_shares"], np.float32).reshape(len(kinds), self.documents)
        self.kinds = dict(zip(kinds, shares, strict=True))
        self._packed: Sequence[bytes] = compiled["wordings"]
        self._wordings: dict[int, Wordings] = {}
        self._about = {k: _about(compiled["about"], ids, self.documents) for k, ids in compiled["clashing"].items()}

    def table(self, question: Features) -> Table:
        """Compare a question with every document."""
        seen = {name: channel.look_up(getattr(question, name)) for name, channel in self.channels.items()}
        columns = [self.channels["sem"].cover(seen["sem"])]
        columns += [channel.typical(seen[name]) for name, channel in self.channels.items()]
        columns += [self._kind(question), *self._missing(question)]
        return Table(np.stack(columns), seen)

    def _kind(self, question: Features) -> Array:
        known = [self.kinds[k] for k in question.kinds - FINE if k in self.kinds]
        return np.mean(known, axis=0) if known else np.zeros(self.documents, np.float32)

    def _clash(self, question: Features) -> Array:
        """1 where a document is about other products, people or companies than those that the question names."""
        out = np.zeros(self.documents, np.float32)
        entities = question.entities
        for own in self._about.values():
            named = entities & own.keys()
            if named:
                out += own[""] & ~np.any([own[e] for e in named], axis=0)
        return out

    def _missing(self, question: Features) -> list[Array]:
        """Weights 0..1 of the question's names, other names, and weights of its numbers that a document lacks."""
        sem = self.channels["sem"]
        out = []
        for prefix in ("e:", "n:"):
            own = {
                f: w * min(1.0, sem.weight(f) / COMMON_NAME) for f, w in question.sem.items() if f.startswith(prefix)
            }
            lacking = np.full(self.documents, sum(own.values()), np.float32)
            for feature, weight in own.items():
                lacking[sem.holders(feature)] -= np.float32(weight)
            out.append(lacking)
        return [out[0], self._clash(question), out[1]]

    def nearest_ask(self, question: Features, document: int) -> str:
        """The known wording of a document that is most like the question's, "" where it has none."""
        found = process.extractOne(question.text, self._wordings_of(document).written[question.han], scorer=fuzz.ratio)
        return str(found[0]) if found else ""

    def closest_wording(self, question: Features, documents: Sequence[int]) -> list[list[float]]:
        """For a few documents, edit similarities 0..1 with their asks, as WORDINGS names them."""
        out = []
        for document in documents:
            known = self._wordings_of(document)
            if question.typed_pinyin:  # it has no wording of its own
                best = _nearest(question.sounds, known.spoken)
            else:
                best = _nearest(question.text, known.written[question.han])
            gists = _nearest(question.gist, known.gists)
            out.append([best[0], _mean(best), gists[0], _mean(gists)])
        return out

    def _wordings_of(self, document: int) -> "Wordings":
        """A document's asks, unpacked when they are first needed: a bot just started has one question to answer."""
        if document not in self._wordings:
            latin, han, spoken, gists = unpacked(self._packed[document])
            self._wordings[document] = Wordings((latin, han), spoken, gists)
        return self._wordings[document]


@dataclass(frozen=True, slots=True)
class Wordings:
    """A document's asks.

    `written`: those without and those with Chinese characters, which edit similarity can't compare with each other;
    `spoken`: the sounds of those with; `gists`: of all.
    """

    written: tuple[list[str], list[str]]
    spoken: list[str]
    gists: list[str]


def _nearest(text: str, known: Sequence[str], count: int = 3) -> list[float]:
    """The edit similarities 0..1 of the known texts that are nearest."""
    return [score / 100 for _, score, _ in process.extract(text, known, scorer=fuzz.ratio, limit=count)] or [0.0]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
