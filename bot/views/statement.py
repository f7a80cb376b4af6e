"""A fact with everything that proves it: statement, quotation, speaker, article, caveats."""

from bot.views import richtext
from bot.views.attribution import attribution, build_attribution
from bot.views.doubt import build_doubt, doubt
from bot.views.library import Library
from bot.views.payload import Block, Element, clip
from bot.views.quotation import build_quotation
from bot.words import Words
from knowledge.answer import Found
from knowledge.schema import Fact

MAX_STATEMENT = 600


def statement(fact: Fact, words: Words) -> str:
    """The fact in one sentence; labelled where it had to fall back to the other language."""
    said = clip(fact.statement.get(words.lang), MAX_STATEMENT)
    own = fact.statement.en if words.lang == "en" else fact.statement.zh
    return said if own is not None else f"{said} {words.other_language}"


def quotation_label(fact: Fact, library: Library, words: Words) -> str:
    """Says that what follows is the original wording, and in which language."""
    source = library.source(fact.quotes[0].source)
    return words.quotation_in.get(source.language, words.quotation)


def build_fact(found: Found, library: Library, words: Words) -> list[Block]:
    """The fact in full."""
    fact = found.fact
    proof: list[Element] = [richtext.section(richtext.text(statement(fact, words), bold=True))]
    proof.append(richtext.section(richtext.text(quotation_label(fact, library, words))))
    proof += [build_quotation(quote, found.highlights) for quote in fact.quotes]
    proof += [build_doubt(caveat, library, words) for caveat in fact.caveats]
    return [richtext.block(*proof), build_attribution(fact, library, words)]


def build_candidate(found: Found, words: Words) -> Element:
    """The fact in short, for a list: its statement and the words of the article behind it."""
    quoted = ELISION.join(quote.exact for quote in found.fact.quotes)
    proof = f"\n{words.open_quote}{quoted}{words.close_quote}"
    return richtext.section(richtext.text(statement(found.fact, words)), richtext.text(proof))


ELISION = " \u2026 "  # between two quotes of one fact


def read_aloud(found: Found, library: Library, words: Words) -> str:
    """The fact as lines of plain text, for notifications, screen readers and clients without blocks."""
    fact = found.fact
    quoted = ELISION.join(quote.exact for quote in fact.quotes)
    lines = [statement(fact, words), f"{quotation_label(fact, library, words)} {quoted}"]
    lines += [doubt(caveat, library, words) for caveat in fact.caveats]
    return "\n".join((*lines, attribution(fact, library, words)))
