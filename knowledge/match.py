"""Scores every document of a compiled base against a question, and explains each score.

In each channel the question is compared with every document as a whole: coverage ("all that is asked for stands
here") and typicality ("these words are used for this more than for anything else"). Meaning is also compared with every
single row ("somebody asked just this"). Then agreement of the kind of answer, and penalties for names and numbers of
the question that a document lacks.
"""

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from knowledge.asking import FINE
from knowledge.compiled import ID, VALUE, VIEWS
from knowledge.feature import CHANNELS, Features
from knowledge.text import is_han

Array = npt.NDArray[np.float32]

COLUMNS = (
    "ask", "statement", "quote",
    "cover_sem", "cover_chr", "cover_pin", "typical_sem", "typical_chr", "typical_pin",
    "kind", "ask_kind", "names_missing", "names_clash", "numbers_missing", "rarest_missing",
)  # fmt: skip
# Edit similarities with a document's asks: as written, by sound, by gist; the nearest one, and the mean of three.
WORDINGS = ("wording", "wordings", "sounding", "gist", "gists")
COMMON_NAME = 2.0  # idf from which a missing name counts in full


def _about(about: Sequence[Sequence[str]], ids: Sequence[str], documents: int) -> dict[str, npt.NDArray[np.bool_]]:
    """For each entity of one kind, which documents are about it; under "", which are about any of them."""
    out = {e: np.array([e in own for own in about]) for e in ids}
    out[""] = np.any(list(out.values()), axis=0) if ids else np.zeros(documents, bool)
    return out


@dataclass(frozen=True, slots=True)
class Compared:
    """One channel's comparison: by document, and behind it by feature (`held[feature, document]` 0..1)."""

    cover: Array
    typical: Array
    own: Array
    held: Array

    def among(self, documents: Sequence[int]) -> Array:
        """Coverage once more, by what tells just these documents apart: a word that all of them have weighs little."""
        held = self.held[:, documents]
        having = (held > 0).sum(axis=1)
        weight = self.own * np.log(1 + (len(documents) - having + 0.5) / (having + 0.5)).astype(np.float32)
        return np.asarray(weight @ held / np.float32(weight.sum() or 1.0))


class Channel:
    """One channel's documents by feature, as a sparse matrix."""

    def __init__(self, data: Mapping[str, Any], documents: int) -> None:
        self.vocabulary: Mapping[str, int] = data["vocabulary"]
        self.idf = array("f", data["idf"])
        self.unknown_idf = math.log(1 + (documents + 0.5) / 0.5)
        self._ptr = array("I", data["doc_ptr"])
        self._ids = np.frombuffer(data["doc_ids"], ID)
        self._values = np.frombuffer(data["doc_values"], VALUE).reshape(-1, 2)
        self._documents = documents

    def weight(self, feature: str) -> float:
        """A feature's idf; that of a feature nobody has where it is unknown."""
        at = self.vocabulary.get(feature)
        return self.unknown_idf if at is None else self.idf[at]

    def compare(self, features: Mapping[str, float]) -> "Compared":
        """Per document: coverage 0..1 of the features' weight, and how typical they are of it; by feature as well."""
        known = [(at, own) for f, own in features.items() if (at := self.vocabulary.get(f)) is not None]
        held = np.zeros((len(known), self._documents, 2), np.float32)
        for row, (at, _) in enumerate(known):
            a, b = self._ptr[at], self._ptr[at + 1]
            held[row, self._ids[a:b]] = self._values[a:b]
        own = np.array([o for _, o in known], np.float32)
        idf = np.array([self.idf[at] for at, _ in known], np.float32)
        unknown = sum(o for f, o in features.items() if f not in self.vocabulary)
        total = float(own @ idf) + unknown * self.unknown_idf
        spread = (float(own.sum()) + unknown) * self.unknown_idf
        cover = ((own * idf) @ held[:, :, 0] / (total or 1.0)).astype(np.float32)
        typical = (own @ held[:, :, 1] / (spread or 1.0)).astype(np.float32)
        return Compared(cover, typical, own, held[:, :, 0])

    def holders(self, feature: str) -> npt.NDArray[np.uint32]:
        """The documents that have a feature."""
        at = self.vocabulary.get(feature)
        return self._ids[:0] if at is None else self._ids[self._ptr[at] : self._ptr[at + 1]]


class Rows:
    """The meaning of every single row, as a sparse matrix by feature."""

    def __init__(self, data: Mapping[str, Any], rows: int) -> None:
        self._ptr = array("I", data["row_ptr"])
        self._ids = np.frombuffer(data["row_ids"], ID)
        self._values = np.frombuffer(data["row_values"], VALUE)
        self._rows = rows

    def compare(self, features: Mapping[str, float], channel: Channel) -> Array:
        """Cosine of the features with every row, each weighted by its idf."""
        out = np.zeros(self._rows, np.float32)
        length = 0.0
        for feature, own in features.items():
            at = channel.vocabulary.get(feature)
            idf = channel.weight(feature)
            length += (own * idf) ** 2
            if at is not None:
                a, b = self._ptr[at], self._ptr[at + 1]
                out[self._ids[a:b]] += self._values[a:b] * np.float32(own * idf)
        return out / np.float32(math.sqrt(length) or 1.0)


@dataclass(frozen=True, slots=True)
class Table:
    """Every document's comparison with one question: `values[document, column]`, columns as in COLUMNS."""

    values: Array
    whole: tuple[Compared, ...]


class Matcher:
    """The compiled base in memory, ready to compare questions with."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.documents: int = compiled["documents"]
        self.row_document = np.frombuffer(compiled["row_document"], np.int32)
        self.row_text: Sequence[str] = compiled["row_text"]
        views = np.frombuffer(compiled["row_view"], np.uint8)
        count = len(self.row_text)
        self._first = np.searchsorted(self.row_document, np.arange(self.documents)).astype(np.int64)
        self.channels = {n: Channel(compiled[f"channel_{n}"], self.documents) for n in CHANNELS}
        self._rows = Rows(compiled["rows"], count)
        self._ask, self._statement, self._quote = ((views == v).astype(np.float32) for v in range(len(VIEWS)))
        self._asks_of = np.add.reduceat(self._ask, self._first)
        kinds: Sequence[str] = compiled["kinds"]
        asked = np.frombuffer(compiled["row_kinds"], np.bool_).reshape(count, len(kinds)).T
        self._row_kinds = dict(zip(kinds, asked, strict=True))
        self.kinds = {k: self._share_of_asks(rows) for k, rows in self._row_kinds.items()}
        self._row_sounds: Sequence[str] = compiled["row_sounds"]
        self._row_gist: Sequence[str] = compiled["row_gist"]
        self._wordings: dict[int, Wordings] = {}
        self._about = {k: _about(compiled["about"], ids, self.documents) for k, ids in compiled["clashing"].items()}

    def _share_of_asks(self, rows: npt.NDArray[np.bool_]) -> Array:
        """The share of each document's asks that ask for one kind of answer, its root taken to tell rare from never."""
        return np.sqrt(np.add.reduceat(rows * self._ask, self._first) / np.maximum(self._asks_of, 1)).astype(np.float32)

    def table(self, question: Features) -> Table:
        """Compare a question with every document."""
        rows = self._rows.compare(question.sem, self.channels["sem"])
        asks = rows * self._ask
        best = self._most(asks)
        whole = [self.channels[name].compare(getattr(question, name)) for name in CHANNELS]
        columns = [best, self._most(rows * self._statement), self._most(rows * self._quote)]
        columns += [w.cover for w in whole] + [w.typical for w in whole]
        columns += [self._kind(question), self._most(asks * self._same_kind(question)), *self._missing(question)]
        return Table(np.stack(columns, axis=1), tuple(whole))

    def _most(self, rows: Array) -> Array:
        return np.asarray(np.maximum.reduceat(rows, self._first))

    def _kind(self, question: Features) -> Array:
        known = [self.kinds[k] for k in question.kinds - FINE if k in self.kinds]
        return np.mean(known, axis=0) if known else np.zeros(self.documents, np.float32)

    def _same_kind(self, question: Features) -> Array:
        """1 for the rows that ask for a kind of answer that the question asks for, else 0."""
        known = [self._row_kinds[k] for k in question.kinds - FINE if k in self._row_kinds]
        return np.any(known, axis=0).astype(np.float32) if known else np.zeros(len(self.row_text), np.float32)

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
        """Weights 0..1 of the question's names, numbers and rarest word that a document lacks."""
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
        out.insert(1, self._clash(question))
        rarest = np.zeros(self.documents, np.float32)
        for feature, own_weight in question.sem.items():
            lacks = np.full(self.documents, own_weight * sem.weight(feature) / sem.unknown_idf, np.float32)
            lacks[sem.holders(feature)] = 0
            np.maximum(rarest, lacks, out=rarest)
        out.append(rarest)
        return out

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
            sounding = _nearest(question.sounds, known.spoken, 1)[0] if question.han else 0.0
            gists = _nearest(question.gist, known.gists)
            out.append([best[0], _mean(best), sounding, gists[0], _mean(gists)])
        return out

    def _wordings_of(self, document: int) -> "Wordings":
        """A document's asks, sorted out when they are first needed: a bot just started has one question to answer."""
        if document not in self._wordings:
            first = int(self._first[document])
            rows = range(first, first + int(self._asks_of[document]))
            han = [r for r in rows if any(map(is_han, self.row_text[r]))]
            latin = sorted({*rows} - {*han})
            self._wordings[document] = Wordings(
                ([self.row_text[r] for r in latin], [self.row_text[r] for r in han]),
                [self._row_sounds[r] for r in han],
                [self._row_gist[r] for r in rows],
            )
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
