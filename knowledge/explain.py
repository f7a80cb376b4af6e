"""Says in words why a fact matched: every contribution to its points."""

from typing import TYPE_CHECKING

from knowledge.answer import Reason
from knowledge.rank import RANKED

if TYPE_CHECKING:
    from knowledge.engine import Engine, Judged

WORDS = {
    "ask_sem": "meaning shared with one known wording",
    "ask_chr": "characters shared with one known wording",
    "ask_pin": "sounds shared with one known wording",
    "ask_best": "likeness to the nearest known wording",
    "ask_mean": "likeness to its known wordings together",
    "statement_best": "likeness to the statement",
    "quote_best": "likeness to the quoted passage",
    "cover_sem": "share of the question's meaning that the fact covers",
    "cover_chr": "share of the question's characters that the fact covers",
    "cover_pin": "share of the question's sounds that the fact covers",
    "kind": "gives the kind of answer asked for",
    "names_missing": "a name in the question that the fact lacks",
    "numbers_missing": "a number in the question that the fact lacks",
    "rarest_missing": "the most telling word that the fact lacks",
    "wording": "edit similarity to the nearest known wording",
    "nearby": "stands beside what the thread spoke of",
    "speaker": "said by whoever the thread spoke of",
}


def reasons(engine: "Engine", judged: "Judged", document: int) -> tuple[Reason, ...]:
    """The contributions to a document's points, largest first."""
    values = judged.ranking.values[document]
    nearest = engine.matcher.row_text[int(judged.ranking.best_row[document])]
    shared = _shared(engine, judged, document)
    out = []
    for name, value, weight in zip(RANKED, values.tolist(), engine.ranker.weights.tolist(), strict=True):
        if value and weight:
            matched = nearest if name.startswith("ask_") or name == "wording" else shared if name.startswith("cover_") else ""
            out.append(Reason(WORDS[name], f"{matched} ({value:.2f})".strip(), round(value * weight, 2)))
    return tuple(sorted(out, key=lambda r: -abs(r.points)))


def _shared(engine: "Engine", judged: "Judged", document: int) -> str:
    channel = engine.matcher.channels["sem"]
    held = [f for f in judged.completed.features.sem if document in channel.holders(f)]
    return " ".join(f[2:] for f in held)
