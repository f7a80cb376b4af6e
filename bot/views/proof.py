"""A fact with everything that proves it: statement, quotation, speaker, article, caveats."""

from bot.views import richtext
from bot.views.attribution import attribution, build_attribution
from bot.views.brief import quoted, statement
from bot.views.doubt import build_doubt, doubt
from bot.views.library import Library
from bot.views.payload import Block, Element
from bot.views.quotation import build_quotation
from bot.words import Words
from knowledge.answer import Found
from knowledge.schema import Fact


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


def read_aloud(found: Found, library: Library, words: Words) -> str:
    """The fact as lines of plain text, for notifications, screen readers and clients without blocks."""
    fact = found.fact
    lines = [statement(fact, words), f"{quotation_label(fact, library, words)} {quoted(fact)}"]
    lines += [doubt(caveat, library, words) for caveat in fact.caveats]
    return "\n".join((*lines, attribution(fact, library, words)))
