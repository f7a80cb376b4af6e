"""A base made ready for matching, as plain data: the lexicon, the dictionary and the feature matrices.

A *document* is a fact or a silence; a *row* is one text of it (an ask, a statement, its quotes). Rows of one document
stand together. Everything here can be thrown away and built again from the base.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge import segment
from knowledge.feature import CHANNELS, Features, Reader
from knowledge.lexicon import Lexicon, forms_of
from knowledge.schema import EntityKind, Fact, FactBase, Silence
from knowledge.text import is_han, normalise, units

PRIOR = 100.0  # weight of the whole base's word frequencies beside a document's own (Dirichlet smoothing)
# Kinds of names of which a fact about one does not answer a question about another.
CLASHING = (EntityKind.PRODUCT, EntityKind.PERSON, EntityKind.COMPANY)
HAN_FIRST, HAN_LAST = 0x4E00, 0x9FFF


@dataclass(frozen=True, slots=True)
class Row:
    """One text of a document. `view`: "ask", "statement" or "quote"."""

    document: int
    view: str
    text: str


def rows_of(facts: Sequence[Fact], silences: Sequence[Silence]) -> list[Row]:
    """Every text by which a document can be found, document by document."""
    rows = []
    for number, fact in enumerate(facts):
        rows += [Row(number, "ask", a) for a in (*fact.asks.zh, *fact.asks.en)]
        rows += [Row(number, "statement", s) for s in (fact.statement.zh, fact.statement.en) if s]
        rows.append(Row(number, "quote", " ".join(q.exact for q in fact.quotes)))
    for number, silence in enumerate(silences, len(facts)):
        rows += [Row(number, "ask", a) for a in (*silence.asks.zh, *silence.asks.en)]
    return rows


def pinyin_table() -> dict[str, str]:
    """The commonest syllable, without tone, of each character of the basic block (pypinyin)."""
    import pypinyin  # noqa: PLC0415 - 60 MB that only building needs

    table = {}
    for code in range(HAN_FIRST, HAN_LAST + 1):
        spoken = pypinyin.lazy_pinyin(chr(code), errors="ignore", v_to_u=False)
        if spoken:
            table[chr(code)] = spoken[0]
    return table


def compile_base(base: FactBase, rows: Sequence[Row] | None = None) -> dict[str, Any]:
    """The base as plain data that `marshal` can write. `rows`: those to index, all by default."""
    rows = rows_of(base.facts, base.silences) if rows is None else rows
    pinyin = pinyin_table()
    own_words = [w for c in base.concepts for w in c.zh]
    own_words += [n for e in base.entities for n in (e.names.zh, *e.aliases) if n]
    own_words = [w for w in ("".join(forms_of(word)) for word in own_words) if len(w) > 1 and all(map(is_han, w))]
    dictionary = segment.build(own_words, [*base.texts.values(), *(r.text for r in rows)])
    english = {u.form for r in rows for u in units(normalise(r.text).text) if u.form.isascii() and u.form.isalpha()}
    english |= {f for c in base.concepts for w in c.en for f in forms_of(w) if f.isascii() and f.isalpha()}
    lexicon = Lexicon.build(base, pinyin, english)
    reader = Reader(Lexicon(lexicon, pinyin), segment.cutter(dictionary))
    read = [reader.read(row.text) for row in rows]
    documents = len(base.facts) + len(base.silences)
    return {
        "pinyin": pinyin,
        "dictionary": dictionary,
        "lexicon": lexicon,
        "documents": documents,
        "facts": len(base.facts),
        "about": [[*f.about, f.said_by] for f in base.facts] + [[] for _ in base.silences],
        "clashing": {k.value: [e.id for e in base.entities if e.kind is k] for k in CLASHING},
        "row_document": np.array([r.document for r in rows], np.int32).tobytes(),
        "row_view": [r.view for r in rows],
        "row_text": [normalise(r.text).text for r in rows],
        "row_kinds": [sorted(f.kinds) for f in read],
        "channels": {name: _channel(name, rows, read, documents) for name in CHANNELS},
    }


def _channel(name: str, rows: Sequence[Row], read: Sequence[Features], documents: int) -> dict[str, Any]:
    """One channel's two matrices, by feature: rows (cosine) and documents (how surely the feature belongs to it)."""
    where: dict[str, dict[int, float]] = {}
    count: dict[str, dict[int, float]] = {}
    for at, (row, features) in enumerate(zip(rows, read, strict=True)):
        own: Mapping[str, float] = getattr(features, name)
        for feature, weight in own.items():
            where.setdefault(feature, {})[at] = weight
            by_document = count.setdefault(feature, {})
            by_document[row.document] = by_document.get(row.document, 0.0) + (1.0 if row.view == "ask" else 2.0)
    idf = {f: inverse_frequency(len(count[f]), documents) for f in where}
    length = [0.0] * len(rows)
    for feature, weights in where.items():
        for at, weight in weights.items():
            length[at] += (weight * idf[feature]) ** 2
    vocabulary = {f: i for i, f in enumerate(sorted(where))}
    mass = [0.0] * documents
    for seen_in in count.values():
        for document, seen in seen_in.items():
            mass[document] += seen
    everything = sum(mass)
    row_ptr, row_ids, row_values, doc_ptr, doc_ids, doc_values, doc_odds = [0], [], [], [0], [], [], []
    for feature in vocabulary:
        for at, weight in where[feature].items():
            row_ids.append(at)
            row_values.append(weight * idf[feature] / math.sqrt(length[at]))
        for document, seen in count[feature].items():
            doc_ids.append(document)
            doc_values.append(1.0 - 0.5**seen)
            common = sum(count[feature].values()) / everything
            typical = (seen + PRIOR * common) / (mass[document] + PRIOR)
            doc_odds.append(max(0.0, math.log(typical / common)))
        row_ptr.append(len(row_ids))
        doc_ptr.append(len(doc_ids))
    return {
        "vocabulary": vocabulary,
        "idf": np.array([idf[f] for f in vocabulary], np.float32).tobytes(),
        "row_ptr": row_ptr,
        "row_ids": np.array(row_ids, np.int32).tobytes(),
        "row_values": np.array(row_values, np.float32).tobytes(),
        "doc_ptr": doc_ptr,
        "doc_ids": np.array(doc_ids, np.int32).tobytes(),
        "doc_values": np.array(doc_values, np.float32).tobytes(),
        "doc_odds": np.array(doc_odds, np.float32).tobytes(),
    }


def inverse_frequency(found_in: int, documents: int) -> float:
    """How telling a feature is: BM25's idf (Robertson and Zaragoza 2009, section 3.1), always positive."""
    return math.log(1 + (documents - found_in + 0.5) / (found_in + 0.5))
