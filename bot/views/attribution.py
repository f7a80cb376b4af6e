"""Who says a fact, in which article, and when that was written."""

from bot.markup import escape
from bot.views import richtext
from bot.views.library import Library
from bot.views.payload import Block, clip
from bot.words import Words
from knowledge.schema import EntityKind, Fact, Source

MAX_TITLE = 200
MAX_NAME = 120


def speaker(fact: Fact, library: Library, words: Words) -> str:
    """Who says it, as the article attributes it. Where the publisher itself does, that is said plainly."""
    entity = library.entity(fact.said_by)
    phrase = words.writes if entity.kind is EntityKind.PUBLISHER else words.says
    return phrase.format(name=clip(entity.names.get(words.lang), MAX_NAME))


def title(source: Source, words: Words) -> str:
    """The article's title in the reader's language where there is one, else its own."""
    own = source.title_en if words.lang == "en" and source.title_en else source.title
    return words.title.format(title=clip(own, MAX_TITLE))


def written(source: Source, words: Words) -> str | None:
    """When the article was written, for the middle of a sentence; None where nobody knows."""
    if source.published:
        return source.published
    return source.dated.get(words.lang) if source.dated else None


def dated(source: Source, words: Words) -> str:
    """The article's date, in words."""
    if source.published:
        return words.published.format(date=source.published)
    if source.dated:
        return words.written.format(date=source.dated.get(words.lang))
    return words.undated


def attribution(fact: Fact, library: Library, words: Words) -> str:
    """One line: who says it, the article, its date."""
    source = library.source(fact.quotes[0].source)
    return words.joint.join((speaker(fact, library, words), title(source, words), dated(source, words)))


def build_attribution(fact: Fact, library: Library, words: Words) -> Block:
    """The line in small type; the title links to the article where its address is known."""
    source = library.source(fact.quotes[0].source)
    if source.url is None or not source.url.startswith(("https://", "http://")):
        return richtext.small(attribution(fact, library, words))
    linked = f"<{escape(source.url.replace('|', '%7C'))}|{escape(title(source, words))}>"
    line = words.joint.join((escape(speaker(fact, library, words)), linked, escape(dated(source, words))))
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": line, "verbatim": True}]}
