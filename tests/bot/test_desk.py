"""The desk: an inquiry in, a message and a record out."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.desk import MAX_QUESTION, Desk, Inquiry
from bot.locales import Locales
from bot.metrics import Metrics
from bot.store import Asked, Store
from bot.store.database import MEMORY
from knowledge.answer import Question
from knowledge.schema import FactBase
from tests.bot.sample import BASE, DANCE, PreparedEngine, answered
from tests.bot.views.read import shown

INQUIRY = Inquiry("老黄跳了什么舞", "command", "T1", "C1", "U1", "en", ("earlier",))


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    store = await Store.open(MEMORY)
    yield Desk(PreparedEngine(prepared={INQUIRY.text: answered(DANCE)}), store, Locales(), Metrics())
    await store.close()


def engine(desk: Desk) -> PreparedEngine:
    assert isinstance(desk.engine, PreparedEngine)
    return desk.engine


async def test_a_question_is_asked_with_its_thread_and_recorded_with_its_end(desk: Desk) -> None:
    reply = desk.reply(INQUIRY)
    assert engine(desk).asked == [Question("老黄跳了什么舞", ("earlier",))]
    assert shown(reply.payload)[0] == "**黄仁勋跳了东北秧歌。**"
    assert reply.asked == Asked("T1", "C1", "U1", "command", "老黄跳了什么舞", "zh", "answered", 0.9, "dance")
    await desk.remember(reply)
    assert await desk.store.questions() == [reply.asked]


@pytest.mark.parametrize(("length", "asked"), [(MAX_QUESTION, True), (MAX_QUESTION + 1, False)])
async def test_a_question_has_a_longest_length(desk: Desk, length: int, asked: bool) -> None:
    reply = desk.reply(replace(INQUIRY, text="长" * length))
    assert bool(engine(desk).asked) is asked
    assert (reply.asked is not None) is asked


async def test_an_empty_question_is_asked_nobody(desk: Desk) -> None:
    reply = desk.reply(replace(INQUIRY, text=""))
    assert shown(reply.payload) == [
        "I see no question. Write what you would like to know, for example a sentence after /nvcn."
    ]
    assert engine(desk).asked == []
    await desk.remember(reply)
    assert await desk.store.questions() == []


async def test_every_question_counts_by_surface_and_end(desk: Desk) -> None:
    desk.reply(INQUIRY)
    desk.reply(replace(INQUIRY, text="苹果", surface="mention"))
    text = desk.metrics.text()
    assert 'nvcn_questions_total{status="answered",surface="command"} 1' in text
    assert 'nvcn_questions_total{status="none",surface="mention"} 1' in text
    assert "nvcn_answer_seconds_count 2" in text


@pytest.mark.parametrize(
    ("base", "examples"),
    [
        (BASE, ["- 老黄跳了什么舞?", "- 员工想到老黄会来吗?", "- H20 什么时候到货?"]),
        (FactBase(sources=(), texts={}), []),
    ],
)
async def test_help_shows_questions_that_the_base_answers(desk: Desk, base: FactBase, examples: list[str]) -> None:
    payload = replace(desk, engine=PreparedEngine(base)).help("zh")
    listed = shown(payload)
    assert listed[listed.index("可以这样问:") + 1 : -1] == examples if examples else "可以这样问:" not in listed
