"""What to distrust in a fact's wording, under a warning sign."""

from bot.views import richtext
from bot.views.brief import brief
from bot.views.library import Library
from bot.views.payload import Element, clip
from bot.words import Words
from knowledge.schema import Caveat

WARNING = "\u26a0\ufe0f"
MAX_NOTE = 500
MAX_SEE = 2


def doubt(caveat: Caveat, library: Library, words: Words) -> str:
    """The caveat in words: kind, note, what the original likely said, on what evidence, where to compare."""
    kind = words.caveat_kinds.get(caveat.kind, str(caveat.kind))
    opening, closing = ("(", ")") if words.lang == "zh" else (" (", ")")
    colon = ":" if words.lang == "zh" else ": "
    lines = [f"{WARNING} {words.caveat}{opening}{kind}{closing}{colon}{clip(caveat.note.get(words.lang), MAX_NOTE)}"]
    if caveat.likely is not None:
        lines.append(words.likely + clip(caveat.likely.get(words.lang), MAX_NOTE))
    lines.append(words.basis[caveat.basis])
    others = (library.fact(fact_id) for fact_id in caveat.see[:MAX_SEE])
    lines += [words.see + brief(other, words) for other in others]
    return "\n".join(lines)


def build_doubt(caveat: Caveat, library: Library, words: Words) -> Element:
    """The caveat as a paragraph."""
    return richtext.section(richtext.text(doubt(caveat, library, words)))
