"""Says in words why a fact matched: every contribution to its points."""

from typing import TYPE_CHECKING

from knowledge.answer import Reason
from knowledge.match import WORDINGS
from knowledge.rank import RANKED

if TYPE_CHECKING:
    from knowledge.engine import Engine, Judged

WORDS = {
    "cover_sem": "share of the question's meaning that the fact covers",
    "typical_sem": "meanings asked for here more than elsewhere",
    "typical_chr": "characters used here more than elsewhere",
    "typical_pin": "sounds used here more than elsewhere",
    "kind": "gives the kind of answer asked for",
    "names_clash": "is about other names than the question",
    "names_missing": "a name in the question that the fact lacks",
    "numbers_missing": "a number in the question that the fact lacks",
    "wording": "edit similarity to the nearest known wording",
    "wordings": "edit similarity to its three nearest known wordings",
    "among_chr": "characters that tell it from the other close facts",
    "gist": "edit similarity to the nearest known wording, names and synonyms made equal",
    "gists": "edit similarity to its three nearest ones, names and synonyms made equal",
    "nearby": "stands beside what the thread spoke of",
    "speaker": "said by whoever the thread spoke of",
    "again": "was just said in the thread",
}


def reasons(engine: "Engine", judged: "Judged", document: int) -> tuple[Reason, ...]:
    """The contributions to a document's points, largest first."""
    values = judged.ranking.values[:, document]
    nearest = engine.matcher.nearest_ask(judged.completed.features, document)
    shared = _shared(engine, judged, document)
    out = []
    for name, value, weight in zip(RANKED, values.tolist(), engine.ranker.weights.tolist(), strict=True):
        if value and weight:
            matched = nearest if name in WORDINGS else shared if name in {"cover_sem", "typical_sem"} else ""
            out.append(Reason(WORDS[name], f"{matched} ({value:.2f})".strip(), round(value * weight, 2)))
    return tuple(sorted(out, key=lambda r: -abs(r.points)))


def _shared(engine: "Engine", judged: "Judged", document: int) -> str:
    channel = engine.matcher.channels["sem"]
    held = [f for f in judged.completed.features.sem if document in channel.holders(f)]
    return " ".join(f[2:] for f in held)
