"""Answers and bases as JSON rows, in the forms that other programs are written against."""

from typing import Any

from knowledge.answer import Answer, Found
from knowledge.schema import Bilingual, Caveat, Entity, Fact, FactBase, Quote, Topic


def bilingual(words: Bilingual | None) -> dict[str, str | None]:
    """Both languages, null where one is missing."""
    return {"zh": words.zh if words else None, "en": words.en if words else None}


def quote_row(quote: Quote, key: str) -> dict[str, Any]:
    """A quote; `key` names its words: "text" in answers, "exact" in exports."""
    return {"source": quote.source, "start": quote.start, "end": quote.end, key: quote.exact}


def caveat_row(caveat: Caveat) -> dict[str, Any]:
    """A caveat as answers give it."""
    return {"kind": caveat.kind.value, "note": bilingual(caveat.note), "see": list(caveat.see)}


def found_row(found: Found) -> dict[str, Any]:
    """A fact as found."""
    fact = found.fact
    row = {
        "id": fact.id,
        "score": found.score,
        "statement": bilingual(fact.statement),
        "quotes": [quote_row(q, "text") for q in fact.quotes],
        "caveats": [caveat_row(c) for c in fact.caveats],
    }
    if found.also:
        row["also"] = [
            {"fact": a.fact, "source": a.source, "quotes": [quote_row(q, "text") for q in a.quotes]} for a in found.also
        ]
    return row


def answer_row(given_id: object, turn: int, answer: Answer, took_ms: float) -> dict[str, Any]:
    """The row of one question or turn."""
    return {
        "id": given_id,
        "turn": turn,
        "status": answer.status.value,
        "confidence": answer.confidence,
        "facts": [found_row(f) for f in answer.found],
        "took_ms": round(took_ms, 3),
    }


def fact_row(fact: Fact) -> dict[str, Any]:
    """A fact as exported: everything it holds, quotes and caveats in their fixed forms."""
    row = fact.model_dump(mode="json")
    row["quotes"] = [quote_row(q, "exact") for q in fact.quotes]
    row["caveats"] = [
        {**caveat_row(c), "basis": c.basis, "likely": bilingual(c.likely) if c.likely else None} for c in fact.caveats
    ]
    return row


def base_row(base: FactBase) -> dict[str, Any]:
    """A whole base as exported."""

    def plain(items: tuple[Entity, ...] | tuple[Topic, ...]) -> list[dict[str, Any]]:
        return [i.model_dump(mode="json") for i in items]

    return {
        "sources": [s.model_dump(mode="json") for s in base.sources],
        "entities": plain(base.entities),
        "topics": plain(base.topics),
        "facts": [fact_row(f) for f in base.facts],
    }
