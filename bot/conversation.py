"""A thread as said so far, and which questions it holds for the bot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MAX_EARLIER = 10  # questions handed on; older ones say little about a follow-up


@dataclass(frozen=True, slots=True)
class Said:
    """One message of a thread, oldest first in its sequence. `words` is its text without markup and mention."""

    words: str
    to_us: bool = False  # mentions the bot
    by_us: bool = False
    by_bot: bool = False  # by any bot, ours included
    event_id: str | None = None  # the event that a message of ours answers


def has_words(text: str) -> bool:
    """True where a text says anything: "?" alone points at what stands before it."""
    return any(character.isalnum() for character in text)


def earlier_questions(said: Sequence[Said]) -> tuple[str, ...]:
    """What people asked the bot in this thread, in order. A mention without words asked what stood before it."""
    return tuple(question for _, question in _asked(said) if question)[-MAX_EARLIER:]


def wordless_question(said: Sequence[Said]) -> tuple[str, tuple[str, ...]]:
    """For a mention without words after these messages: the question it means, and those asked before that one.

    The message just before it, where that is somebody's words; else the thread's root. Empty where neither is.
    """
    place = _meant(said)
    if place is None:
        return "", ()
    return said[place].words, earlier_questions(said[:place])


def already_answered(said: Sequence[Said], event_id: str) -> bool:
    """True where a message of ours in this thread answers this very event."""
    return any(message.by_us and message.event_id == event_id for message in said)


def _asked(said: Sequence[Said]) -> Iterator[tuple[int, str]]:
    for place, message in enumerate(said):
        if not message.to_us or message.by_bot:
            continue
        meant = place if has_words(message.words) else _meant(said[:place])
        yield place, said[meant].words if meant is not None else ""


def _meant(before: Sequence[Said]) -> int | None:
    if not before:
        return None
    return next(
        (place for place in (len(before) - 1, 0) if has_words(before[place].words) and not before[place].by_us), None
    )
