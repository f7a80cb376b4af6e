"""A fact in short: one sentence, and the words of the article behind it."""

from bot.views.payload import clip
from bot.words import Words
from knowledge.schema import Fact

MAX_STATEMENT = 600
ELISION = " \u2026 "  # between two quotes of one fact


def statement(fact: Fact, words: Words) -> str:
    """The fact in one sentence; labelled where it had to fall back to the other language."""
    said = clip(fact.statement.get(words.lang), MAX_STATEMENT)
    own = fact.statement.en if words.lang == "en" else fact.statement.zh
    return said if own is not None else f"{said} {words.other_language}"


def quoted(fact: Fact) -> str:
    """The fact's quotations in one line, never shortened."""
    return ELISION.join(quote.exact for quote in fact.quotes)


def brief(fact: Fact, words: Words) -> str:
    """The fact's sentence with its quotations below: no fact is shown without them."""
    return f"{statement(fact, words)}\n{words.open_quote}{quoted(fact)}{words.close_quote}"
