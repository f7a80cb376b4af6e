"""The desk: a question comes in as plain text, a message and a record of it go out. Knows no transport."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from bot import language
from bot.errors import StoreError
from bot.locales import Locales
from bot.metrics import Metrics
from bot.store import Asked, Store
from bot.views.answer import build_answer
from bot.views.library import Library
from bot.views.note import MAX_EXAMPLES, build_empty, build_help, build_too_long
from bot.views.payload import Payload
from bot.words import words_in
from knowledge.answer import Answer, Question
from knowledge.schema import Fact, FactBase

MAX_QUESTION = 1_000  # characters

log = structlog.get_logger("nvcn")


class Answerer(Library, Protocol):
    """What the desk asks: `knowledge.engine.Engine`, or anything like it."""

    @property
    def base(self) -> FactBase:
        """Everything the engine knows."""

    def answer(self, question: Question, top: int = 10) -> Answer:
        """The answer to a question."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question in plain text, where and by whom it was asked, and its asker's language."""

    text: str
    surface: str
    team: str
    channel: str
    user: str
    reads: str  # the asker's language, where the question alone does not tell
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, and what to remember of it (nothing where no question was asked)."""

    payload: Payload
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers inquiries with an engine, and keeps what was asked in the store."""

    engine: Answerer
    store: Store
    locales: Locales
    metrics: Metrics

    def reply(self, inquiry: Inquiry) -> Reply:
        """Look an inquiry up and build the message for it."""
        if not inquiry.text:
            return Reply(build_empty(words_in(inquiry.reads)))
        if len(inquiry.text) > MAX_QUESTION:
            lang = inquiry.reads if language.in_doubt(inquiry.text) else language.of_text(inquiry.text)
            return Reply(build_too_long(words_in(lang), len(inquiry.text), MAX_QUESTION))
        began = time.perf_counter()
        answer = self.engine.answer(Question(inquiry.text, inquiry.earlier))
        if language.in_doubt(inquiry.text):
            answer = replace(answer, lang=inquiry.reads)
        took = time.perf_counter() - began
        self.metrics.add("nvcn_answer_seconds_sum", took)
        self.metrics.add("nvcn_answer_seconds_count")
        self.metrics.add("nvcn_questions_total", surface=inquiry.surface, status=answer.status.value)
        log.info("answered", surface=inquiry.surface, status=answer.status.value, took_ms=round(took * 1000, 1))
        return Reply(build_answer(answer, self.engine), _asked(inquiry, answer))

    def help(self, lang: str) -> Payload:
        """The help message, with the articles of the base and questions that it answers."""
        words = words_in(lang)
        return build_help(words, self.engine.base.sources, _examples(self.engine.base.facts, lang))

    async def remember(self, reply: Reply) -> None:
        """Keep what was asked. An answer already given is worth more than its record: a failure is only logged."""
        if reply.asked is None:
            return
        try:
            await self.store.record(reply.asked)
        except StoreError as error:
            log.warning("question not recorded", reason=str(error))


def _asked(inquiry: Inquiry, answer: Answer) -> Asked:
    return Asked(
        team=inquiry.team,
        channel=inquiry.channel,
        user=inquiry.user,
        surface=inquiry.surface,
        question=inquiry.text,
        lang=answer.lang,
        status=answer.status.value,
        confidence=answer.confidence,
        fact=answer.found[0].fact.id if answer.found else None,
    )


def _examples(facts: Sequence[Fact], lang: str) -> list[str]:
    """Questions the base surely answers: the first of a few facts, taken evenly over all of it."""
    asks = [ask[0] for ask in (fact.asks.en if lang == "en" else fact.asks.zh for fact in facts) if ask]
    step = max(1, len(asks) // MAX_EXAMPLES)
    return asks[::step][:MAX_EXAMPLES]
