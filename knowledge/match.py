"""Scores every document of a compiled base against a question, and explains each score.

Two comparisons in each channel: the question with every single row (cosine of idf-weighted features: "somebody asked
just this") and with the document as a whole (idf-weighted coverage: "all that is asked for stands here"); then
agreement of the kind of answer, and penalties for names and numbers of the question that a document lacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from knowledge.feature import CHANNELS, Features

Array = npt.NDArray[np.float32]

COLUMNS = (
    "ask_sem", "ask_chr", "ask_pin", "ask_best", "ask_mean",
    "statement_best", "quote_best",
    "cover_sem", "cover_chr", "cover_pin", "typical_sem", "typical_chr", "typical_pin",
    "kind", "ask_kind", "names_missing", "names_clash", "numbers_missing", "rarest_missing",
)  # fmt: skip
COMMON_NAME = 2.0  # idf from which a missing name counts in full
ROW_MIX = (0.55, 0.35, 0.10)  # how sem, chr and pin add up where one row is compared as a whole
ROW_MIX_PINYIN = (0.45, 0.0, 0.55)  # likewise for a question typed in pinyin


def _about(about: Sequence[Sequence[str]], ids: Sequence[str], documents: int) -> dict[str, npt.NDArray[np.bool_]]:
    """For each entity of one kind, which documents are about it; under "", which are about any of them."""
    out = {e: np.array([e in own for own in about]) for e in ids}
    out[""] = np.any(list(out.values()), axis=0) if ids else np.zeros(documents, bool)
    return out


class Channel:
    """One channel's sparse matrices, rows and documents by feature."""

    def __init__(self, data: Mapping[str, Any], rows: int, documents: int) -> None:
        self.vocabulary: Mapping[str, int] = data["vocabulary"]
        self.idf = np.frombuffer(data["idf"], np.float32)
        self.unknown_idf = float(np.log(1 + (documents + 0.5) / 0.5))
        self._row_ptr: Sequence[int] = data["row_ptr"]
        self._row_ids = np.frombuffer(data["row_ids"], np.int32)
        self._row_values = np.frombuffer(data["row_values"], np.float32)
        self._doc_ptr: Sequence[int] = data["doc_ptr"]
        self._doc_ids = np.frombuffer(data["doc_ids"], np.int32)
        self._doc_values = np.frombuffer(data["doc_values"], np.float32)
        self._doc_odds = np.frombuffer(data["doc_odds"], np.float32)
        self._rows, self._documents = rows, documents

    def weight(self, feature: str) -> float:
        """A feature's idf; that of a feature nobody has where it is unknown."""
        at = self.vocabulary.get(feature)
        return self.unknown_idf if at is None else float(self.idf[at])

    def compare(self, features: Mapping[str, float]) -> tuple[Array, Array, Array]:
        """Cosine with every row; coverage 0..1 by every document; how typical the features are of each (log-odds)."""
        rows = np.zeros(self._rows, np.float32)
        documents = np.zeros(self._documents, np.float32)
        odds = np.zeros(self._documents, np.float32)
        length = total = spread = 0.0
        for feature, own in features.items():
            at = self.vocabulary.get(feature)
            if at is None:
                length += (own * self.unknown_idf) ** 2
                total += own * self.unknown_idf
                spread += own
                continue
            idf = float(self.idf[at])
            length += (own * idf) ** 2
            total += own * idf
            spread += own
            a, b = self._row_ptr[at], self._row_ptr[at + 1]
            rows[self._row_ids[a:b]] += self._row_values[a:b] * np.float32(own * idf)
            a, b = self._doc_ptr[at], self._doc_ptr[at + 1]
            documents[self._doc_ids[a:b]] += self._doc_values[a:b] * np.float32(own * idf)
            odds[self._doc_ids[a:b]] += self._doc_odds[a:b] * np.float32(own)
        if length:
            rows /= np.float32(length**0.5)
            documents /= np.float32(total)
            odds /= np.float32(spread * self.unknown_idf)
        return rows, documents, odds

    def holders(self, feature: str) -> npt.NDArray[np.int32]:
        """The documents that have a feature."""
        at = self.vocabulary.get(feature)
        return self._doc_ids[:0] if at is None else self._doc_ids[self._doc_ptr[at] : self._doc_ptr[at + 1]]


@dataclass(frozen=True, slots=True)
class Table:
    """Every document's comparison with one question: `values[document, column]`, columns as in COLUMNS."""

    values: Array
    best_row: npt.NDArray[np.int64]


class Matcher:
    """The compiled base in memory, ready to compare questions with."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        self.documents: int = compiled["documents"]
        self.row_document = np.frombuffer(compiled["row_document"], np.int32)
        self.row_text: Sequence[str] = compiled["row_text"]
        self.row_view: Sequence[str] = compiled["row_view"]
        count = len(self.row_text)
        self._first = np.searchsorted(self.row_document, np.arange(self.documents)).astype(np.int64)
        self.channels = {n: Channel(compiled["channels"][n], count, self.documents) for n in CHANNELS}
        view = np.array([("ask", "statement", "quote").index(v) for v in self.row_view])
        self._ask, self._statement, self._quote = (view == v for v in range(3))
        self._asks_of = np.maximum(np.add.reduceat(self._ask.astype(np.float32), self._first), 1)
        self._kinds = self._kinds_of(compiled["row_kinds"])
        self._row_kinds = {k: np.array([k in row for row in compiled["row_kinds"]]) for k in self._kinds}
        self._about = {k: _about(compiled["about"], ids, self.documents) for k, ids in compiled["clashing"].items()}

    def _kinds_of(self, row_kinds: Sequence[Sequence[str]]) -> dict[str, Array]:
        """For each kind of answer, the share of a document's asks that ask for it, raised to tell rare from never."""
        kinds = sorted({k for row in row_kinds for k in row})
        out = {}
        for kind in kinds:
            has = np.array([kind in row for row in row_kinds], np.float32) * self._ask
            out[kind] = np.sqrt(np.add.reduceat(has, self._first) / self._asks_of).astype(np.float32)
        return out

    def table(self, question: Features, without: npt.NDArray[np.bool_] | None = None) -> Table:
        """Compare a question with every document. `without`: rows to leave out (for fitting on the asks themselves)."""
        mix = ROW_MIX_PINYIN if question.typed_pinyin else ROW_MIX
        compared = {name: self.channels[name].compare(getattr(question, name)) for name in CHANNELS}
        rows = [compared[name][0] for name in CHANNELS]
        whole = sum((np.float32(m) * r for m, r in zip(mix, rows, strict=True)), start=np.float32(0))
        asks = np.where(self._ask, whole, np.float32(0))
        if without is not None:
            rows = [np.where(without, np.float32(0), r) for r in rows]
            asks = np.where(without, np.float32(0), asks)
        best = self._most(asks)
        square = np.add.reduceat(asks * asks, self._first) / np.maximum(np.add.reduceat(asks, self._first), 1e-6)
        columns = [self._most(np.where(self._ask, r, np.float32(0))) for r in rows]
        columns += [best, square.astype(np.float32)]
        columns += [self._most(np.where(v, whole, np.float32(0))) for v in (self._statement, self._quote)]
        columns += [compared[name][1] for name in CHANNELS]
        columns += [compared[name][2] for name in CHANNELS]
        columns += [self._kind(question), self._most(asks * self._same_kind(question)), *self._missing(question)]
        return Table(np.stack(columns, axis=1), self._best_rows(asks, best))

    def _most(self, rows: Array) -> Array:
        return np.asarray(np.maximum.reduceat(rows, self._first))

    def _best_rows(self, asks: Array, best: Array) -> npt.NDArray[np.int64]:
        hits = np.flatnonzero(asks >= best[self.row_document])
        out = np.zeros(self.documents, np.int64)
        out[self.row_document[hits[::-1]]] = hits[::-1]
        return out

    def _kind(self, question: Features) -> Array:
        known = [self._kinds[k] for k in question.kinds if k in self._kinds]
        return np.mean(known, axis=0) if known else np.zeros(self.documents, np.float32)

    def _same_kind(self, question: Features) -> Array:
        """1 for the rows that ask for a kind of answer that the question asks for, else 0."""
        known = [self._row_kinds[k] for k in question.kinds if k in self._row_kinds]
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
            own = {f: w * min(1.0, sem.weight(f) / COMMON_NAME) for f, w in question.sem.items() if f.startswith(prefix)}
            lacking = np.full(self.documents, sum(own.values()), np.float32)
            for feature, weight in own.items():
                lacking[sem.holders(feature)] -= np.float32(weight)
            out.append(lacking)
        out.insert(1, self._clash(question))
        rarest = np.zeros(self.documents, np.float32)
        for feature, own_weight in question.sem.items():
            weight = np.float32(own_weight * sem.weight(feature) / sem.unknown_idf)
            lacks = np.full(self.documents, weight, np.float32)
            lacks[sem.holders(feature)] = 0
            np.maximum(rarest, lacks, out=rarest)
        out.append(rarest)
        return out

    def closest_wording(self, question: Features, documents: Sequence[int]) -> dict[int, float]:
        """For a few documents, the best edit similarity 0..1 of the question with one of their asks (rapidfuzz)."""
        ends = np.append(self._first, len(self.row_text))
        out = {}
        for document in documents:
            texts = [self.row_text[r] for r in range(ends[document], ends[document + 1]) if self._ask[r]]
            found = process.extractOne(question.text, texts, scorer=fuzz.ratio) if texts else None
            out[document] = found[1] / 100 if found else 0.0
        return out
