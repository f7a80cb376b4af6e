"""A base made ready for matching, as plain data: the lexicon, the dictionary and the feature matrices.

A *document* is a fact, a silence or a set, in this order; a *row* is one text of it (an ask, a statement, its quotes).
Rows of one document stand together. Everything here can be thrown away and built again from the base.
"""

import itertools
import math
import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge import pinyin, segment
from knowledge.asking import ALL_KINDS
from knowledge.feature import CHANNELS, Features, Reader
from knowledge.lexicon import Lexicon, forms_of
from knowledge.schema import EntityKind, FactBase
from knowledge.text import is_han, normalise

ID, VALUE = np.uint32, np.float16  # on disk; half precision changes no ranking and halves the room
VIEWS = ("ask", "statement", "quote")
ROW_WEIGHTS = {"ask": 1.0, "statement": 2.0, "quote": 2.0}  # how much a row says about its document's words
PRIOR = 100.0  # weight of the whole base's word frequencies beside a document's own (Dirichlet smoothing)
# Kinds of names of which a fact about one does not answer a question about another.
CLASHING = (EntityKind.PRODUCT, EntityKind.PERSON, EntityKind.COMPANY)


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a document. `view`: one of VIEWS."""

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
        "row_document": np.array([r.document for r in rows], np.int32).tobytes(),
        "row_view": bytes(VIEWS.index(r.view) for r in rows),
        "row_text": [f.text for f in read],
        "row_gist": [f.gist for f in read],
        "row_sounds": [f.sounds if f.han else "" for f in read],
        "kinds": ALL_KINDS,
        "row_kinds": np.array([[k in f.kinds for k in ALL_KINDS] for f in read], np.bool_).tobytes(),
        **{f"channel_{name}": channel for name, channel in channels.items()},
        "rows": _row_matrix(read, channels["sem"]),
    }


def _channel(name: str, rows: Sequence[Row], read: Sequence[Features], documents: int) -> dict[str, Any]:
    """One channel by feature: which documents have it, how surely (coverage) and how typically (log-odds)."""
    count: dict[str, dict[int, float]] = {}
    mass = [0.0] * documents
    for row, features in zip(rows, read, strict=True):
        weight = ROW_WEIGHTS[row.view]
        for feature in getattr(features, name):
            by_document = count.setdefault(feature, {})
            by_document[row.document] = by_document.get(row.document, 0.0) + weight
            mass[row.document] += weight
    everything = sum(mass)
    vocabulary = {f: i for i, f in enumerate(sorted(count))}
    ptr, ids, values = [0], [], []
    for feature in vocabulary:
        common = sum(count[feature].values()) / everything
        for document, seen in count[feature].items():
            typical = (seen + PRIOR * common) / (mass[document] + PRIOR)
            ids.append(document)
            values.append((1.0 - 0.5**seen, max(0.0, math.log(typical / common))))
        ptr.append(len(ids))
    return {
        "vocabulary": vocabulary,
        "idf": array("f", [inverse_frequency(len(count[f]), documents) for f in vocabulary]).tobytes(),
        "doc_ptr": array("I", ptr).tobytes(),
        "doc_ids": np.array(ids, ID).tobytes(),
        "doc_values": np.array(values, VALUE).tobytes(),
    }


def _row_matrix(read: Sequence[Features], channel: Mapping[str, Any]) -> dict[str, Any]:
    """The meaning of every row by feature, each row of length one."""
    vocabulary, idf = channel["vocabulary"], array("f", channel["idf"])
    by_feature: list[list[tuple[int, float]]] = [[] for _ in vocabulary]
    for at, features in enumerate(read):
        own = {vocabulary[f]: w * idf[vocabulary[f]] for f, w in features.sem.items()}
        length = math.sqrt(sum(v * v for v in own.values())) or 1.0
        for feature, value in own.items():
            by_feature[feature].append((at, value / length))
    return {
        "row_ptr": array("I", itertools.accumulate((len(entries) for entries in by_feature), initial=0)).tobytes(),
        "row_ids": np.array([at for entries in by_feature for at, _ in entries], ID).tobytes(),
        "row_values": np.array([v for entries in by_feature for _, v in entries], VALUE).tobytes(),
    }


def inverse_frequency(found_in: int, documents: int) -> float:
    """How telling a feature is: BM25's idf (Robertson and Zaragoza 2009, section 3.1), always positive."""
    return math.log(1 + (documents - found_in + 0.5) / (found_in + 0.5))
