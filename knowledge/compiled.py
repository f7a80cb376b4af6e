"""A base made ready for matching, as plain data: the lexicon, the dictionary and the feature matrices.

A *document* is a fact, a silence or a set, in this order; a *row* is one text of it (an ask, a statement, its quotes).
Rows of one document stand together. Everything here can be thrown away and built again from the base.
"""

import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge import pinyin, segment
from knowledge.asking import ALL_KINDS
from knowledge.feature import CHANNELS, Features, Reader
from knowledge.lexicon import Lexicon, forms_of
from knowledge.schema import EntityKind, FactBase
from knowledge.text import is_han, normalise

ID, VALUE = np.uint32, np.float16  # on disk; half precision changes no ranking and halves the room
ROW_WEIGHTS = {"ask": 1.0, "statement": 2.0, "quote": 2.0}  # how much a row says about its document's words
LINE, GROUP = "\n", "\f"  # between packed wordings and between their groups; no normalised text holds either
SATURATION = 1.5  # rows that half cover a feature: BM25's k1 (Robertson and Zaragoza 2009, section 3.3)
PRIOR = 100.0  # weight of the whole base's word frequencies beside a document's own (Dirichlet smoothing)
# Kinds of names of which a fact about one does not answer a question about another.
CLASHING = (EntityKind.PRODUCT, EntityKind.PERSON, EntityKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a document. `view`: a key of ROW_WEIGHTS."""

    document: int
    view: str
    text: str


def rows_of(base: FactBase) -> list[Row]:
    """Every text by which a document can be found, document by document."""
    rows = []
    for number, fact in enumerate(base.facts):
        rows += [Row(number, "ask", a) for a in (*fact.asks.zh, *fact.asks.en)]
        rows += [Row(number, "statement", s) for s in (fact.statement.zh, fact.statement.en) if s]
        rows.append(Row(number, "quote", " ".join(q.exact for q in fact.quotes)))
    others = [*(s.asks for s in base.silences), *(s.asks for s in base.sets)]
    for number, asks in enumerate(others, len(base.facts)):
        rows += [Row(number, "ask", a) for a in (*asks.zh, *asks.en)]
    return rows


def compile_base(base: FactBase, rows: Sequence[Row] | None = None) -> dict[str, Any]:
    """The base as plain data that `marshal` can write. `rows`: those to index, all by default."""
    rows = rows_of(base) if rows is None else rows
    table = pinyin.build()
    own_words = [w for c in base.concepts for w in c.zh]
    own_words += [n for e in base.entities for n in (e.names.zh, *e.aliases) if n]
    own_words = [w for w in ("".join(forms_of(word)) for word in own_words) if len(w) > 1 and all(map(is_han, w))]
    dictionary = segment.build(own_words, [*base.texts.values(), *(r.text for r in rows)])
    seen = Counter(re.findall(r"[a-z]+", " ".join(normalise(r.text).text for r in rows)))
    seen.update({w for c in base.concepts for phrase in c.en for w in re.findall(r"[a-z]+", phrase.lower())})
    english = [w for w, _ in sorted(seen.items(), key=lambda item: (-item[1], item[0]))]
    lexicon = Lexicon.build(base, pinyin.Pinyin(table), english)
    reader = Reader(Lexicon(lexicon, pinyin.Pinyin(table)), segment.cutter(dictionary))
    read = [reader.read(row.text) for row in rows]
    others = len(base.silences) + len(base.sets)
    documents = len(base.facts) + others
    channels = {name: _channel(name, rows, read, documents) for name in CHANNELS}
    return {
        "pinyin": table,
        "dictionary": dictionary,
        "lexicon": lexicon,
        "documents": documents,
        "facts": len(base.facts),
        "about": [[*f.about, f.said_by] for f in base.facts] + [[]] * others,
        "clashing": {k.value: [e.id for e in base.entities if e.kind is k] for k in CLASHING},
        "wordings": _wordings(rows, read, documents),
        "kinds": ALL_KINDS,
        "kind_shares": _kind_shares(rows, read, documents).tobytes(),
        **{f"channel_{name}": channel for name, channel in channels.items()},
    }


def fingerprint(feature: str) -> int:
    """A feature's number, CRC-32: four bytes each in place of some two hundred for a string in a dictionary.

    Two features of one number count as one (the hashing trick, Weinberger et al. 2009); it happens to one pair or none.
    """
    return zlib.crc32(feature.encode())


def _wordings(rows: Sequence[Row], read: Sequence[Features], documents: int) -> list[bytes]:
    """Each document's asks as UTF-8: those in Latin script, those in Chinese, their sounds, the gists of all.

    Four groups of lines a document, packed: as strings they would take three times the memory.
    """
    own: list[list[Features]] = [[] for _ in range(documents)]
    for row, features in zip(rows, read, strict=True):
        if row.view == "ask":
            own[row.document].append(features)
    out = []
    for asks in own:
        han = [f for f in asks if any(map(is_han, f.text))]
        latin = [f.text for f in asks if not any(map(is_han, f.text))]
        groups = (latin, [f.text for f in han], [f.sounds for f in han], [f.gist for f in asks])
        out.append(GROUP.join(LINE.join(group) for group in groups).encode("utf-8"))
    return out


def unpacked(wordings: bytes) -> list[list[str]]:
    """The four groups of lines that a document's asks were packed in."""
    return [group.split(LINE) if group else [] for group in wordings.decode("utf-8").split(GROUP)]


def _channel(name: str, rows: Sequence[Row], read: Sequence[Features], documents: int) -> dict[str, Any]:
    """One channel by feature: which documents have it, how surely (coverage) and how typically (log-odds)."""
    count: dict[int, dict[int, float]] = {}
    mass = [0.0] * documents
    for row, features in zip(rows, read, strict=True):
        weight = ROW_WEIGHTS[row.view]
        for feature in getattr(features, name):
            by_document = count.setdefault(fingerprint(feature), {})
            by_document[row.document] = by_document.get(row.document, 0.0) + weight
            mass[row.document] += weight
    everything = sum(mass)
    vocabulary = sorted(count)
    ptr, ids, values = [0], [], []
    for feature in vocabulary:
        common = sum(count[feature].values()) / everything
        for document, seen in count[feature].items():
            typical = (seen + PRIOR * common) / (mass[document] + PRIOR)
            ids.append(document)
            values.append((seen / (seen + SATURATION), max(0.0, math.log(typical / common))))
        ptr.append(len(ids))
    return {
        "vocabulary": array("I", vocabulary).tobytes(),
        "idf": array("f", [inverse_frequency(len(count[f]), documents) for f in vocabulary]).tobytes(),
        "doc_ptr": array("I", ptr).tobytes(),
        "doc_ids": np.array(ids, ID).tobytes(),
        "doc_values": np.array(values, VALUE).T.tobytes(),
    }


def _kind_shares(rows: Sequence[Row], read: Sequence[Features], documents: int) -> npt.NDArray[np.float32]:
    """By kind of answer, the share 0..1 of each document's asks that ask for it; its root, to tell rare from never."""
    asking = np.zeros((len(ALL_KINDS), documents), np.float32)
    asks = np.zeros(documents, np.float32)
    for row, features in zip(rows, read, strict=True):
        if row.view == "ask":
            asks[row.document] += 1
            asking[[ALL_KINDS.index(kind) for kind in features.kinds], row.document] += 1
    return np.sqrt(asking / np.maximum(asks, 1))


def inverse_frequency(found_in: int, documents: int) -> float:
    """How telling a feature is: BM25's idf (Robertson and Zaragoza 2009, section 3.1), always positive."""
    return math.log(1 + (documents - found_in + 0.5) / (found_in + 0.5))
