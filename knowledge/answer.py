"""What goes into the engine and what comes out: Question, Answer and their parts."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.schema import Fact, Quote


class Status(StrEnum):
    """How a question ended. `related`: the base does not say it, but these passages are near or contradict it."""

    ANSWERED = "answered"
    RELATED = "related"
    NONE = "none"


class Notice(StrEnum):
    """Something a reader should be told beside the facts; the words are the view's."""

    NOTHING_NEWER = "nothing_newer"  # the question asks for now or the latest; the article is of its day
    CONTRADICTED = "contradicted"  # the question takes for granted what the article says otherwise


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, and the earlier questions of its thread, oldest first."""

    text: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlight:
    """A matched run of a source's stored text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One contribution to a fact's score, in words: what was compared, what matched, how much it added."""

    what: str
    matched: str
    points: float


@dataclass(frozen=True, slots=True)
class Also:
    """The same fact as found in another source."""

    fact: str
    source: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with its score in 0..1, the matched words inside its quotes, and why it matched."""

    fact: Fact
    score: float
    highlights: tuple[Highlight, ...] = ()
    reasons: tuple[Reason, ...] = ()
    also: tuple[Also, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the base has to say to a question.

    `found` holds up to `top` facts, best first, whatever the status. `confidence` in 0..1 is the probability that the
    first of them answers the question. `complete` counts the facts that belong together as one set (1 for a plain
    question, more for "which companies…"); they come first, as many of them as `top` lets in. `lang` is the language to
    answer in ("zh" or "en"). `understood` is the question as completed from the thread, None where it stood alone.
    `suggestions` are near questions that the base can answer. `parts` are the answers to further questions asked in
    the same message.
    """

    status: Status
    confidence: float
    found: tuple[Found, ...]
    lang: str
    complete: int = 1
    understood: str | None = None
    suggestions: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    parts: tuple["Answer", ...] = ()
