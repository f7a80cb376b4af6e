"""Messages that answer no question: help, a welcome, and what went wrong, in words."""

from collections.abc import Sequence

from bot.markup import escape
from bot.views import richtext
from bot.views.attribution import dated, title
from bot.views.payload import Payload, clip
from bot.words import Words
from knowledge.schema import Source

MAX_ARTICLES = 5
MAX_EXAMPLES = 3
MAX_EXAMPLE = 150


def build_note(said: str) -> Payload:
    """A message of one sentence or two."""
    return Payload(text=escape(said), blocks=[richtext.paragraph(said)])


def build_help(words: Words, sources: Sequence[Source], examples: Sequence[str]) -> Payload:
    """What the bot is, how it is asked, which articles it has read and what one could ask."""
    how = richtext.bullets(richtext.section(richtext.text(line)) for line in words.help_how)
    blocks = [richtext.paragraph(words.help_title, bold=True), richtext.block(how)]
    if sources:
        read = [words.joint.join((title(source, words), dated(source, words))) for source in sources[:MAX_ARTICLES]]
        if len(sources) > MAX_ARTICLES:
            read.append(words.more.format(count=len(sources) - MAX_ARTICLES))
        listed = richtext.bullets(richtext.section(richtext.text(line)) for line in read)
        blocks.append(richtext.block(richtext.section(richtext.text(words.help_knows)), listed))
    if examples:
        asked = richtext.bullets(
            richtext.section(richtext.text(clip(example, MAX_EXAMPLE))) for example in examples[:MAX_EXAMPLES]
        )
        blocks.append(richtext.block(richtext.section(richtext.text(words.help_examples)), asked))
    blocks.append(richtext.small(words.help_honest))
    return Payload(text=escape("\n".join((words.help_title, *words.help_how, words.help_honest))), blocks=blocks)


def build_welcome(words: Words) -> Payload:
    """Said to somebody who mentions the bot without a question."""
    return build_note(words.welcome)


def build_empty(words: Words) -> Payload:
    """Said where a question holds no words."""
    return build_note(words.empty)


def build_too_long(words: Words, length: int, most: int) -> Payload:
    """Said where a question is longer than a question can be."""
    return build_note(words.too_long.format(length=length, most=most))


def build_failed(words: Words) -> Payload:
    """Said where something broke that nobody foresaw: a fixed sentence, never an exception's text."""
    return build_note(words.failed)


def build_thread_unreadable(words: Words) -> Payload:
    """Said where the bot is to answer the message before and may not read it."""
    return build_note(words.thread_unreadable)
