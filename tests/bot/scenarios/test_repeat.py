"""Nothing is answered twice and nobody talks with himself."""

from pathlib import Path

from bot.workspace import Workspace
from tests.bot.sample import PreparedEngine
from tests.bot.scenarios.conftest import ANSWERS, Office, connected

QUESTION = "老黄跳了什么舞"


def event_id(office: Office, kind: str = "app_mention") -> str:
    found = [d.event_id for d in office.workspace.deliveries if d.payload.get("event", {}).get("type") == kind]
    assert found[-1] is not None
    return found[-1]


async def test_a_repeated_event_gets_no_second_reply(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.replies("general", said.ts)
    for reason in ("http_timeout", "http_error"):
        await office.workspace.redeliver(event_id(office), reason)
    await office.rest()
    assert len(office.posted("general", said.ts)) == 1
    assert all(delivery.failed is None for delivery in office.workspace.deliveries)
    assert office.bot is not None
    assert "nvcn_repeats_total 2" in office.bot.desk.metrics.text()


async def test_the_message_twin_of_a_mention_gets_no_second_reply(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.replies("general", said.ts)
    await office.workspace.redeliver(event_id(office, "message"))
    await office.rest()
    assert len(office.posted("general", said.ts)) == 1
    assert all(delivery.failed is None for delivery in office.workspace.deliveries)


async def test_a_message_without_a_mention_gets_no_reply(office: Office) -> None:
    said = await office.workspace.say("lin", "general", QUESTION)
    await office.rest()
    assert office.posted("general", said.ts) == []
    assert all(delivery.failed is None for delivery in office.workspace.deliveries)


async def test_other_bots_get_no_reply(office: Office) -> None:
    said = await office.workspace.say("newsbot", "general", f"{office.me} {QUESTION}")
    await office.rest()
    assert office.posted("general", said.ts) == []


async def test_the_bot_does_not_answer_itself(office: Office) -> None:
    said = await office.workspace.say("nvcn", "general", f"{office.me} {QUESTION}")
    await office.rest()
    assert office.posted("general", said.ts) == [said]


async def test_editing_an_answered_question_gets_no_second_reply(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.replies("general", said.ts)
    await office.workspace.edit("lin", "general", said.ts, "never mind")
    await office.workspace.edit("lin", "general", said.ts, f"{office.me} 谁想到他会来")
    await office.rest()
    assert len(office.posted("general", said.ts)) == 1


async def test_a_mention_that_is_put_in_later_is_answered_once(office: Office) -> None:
    said = await office.workspace.say("lin", "general", QUESTION)
    await office.workspace.edit("lin", "general", said.ts, f"{office.me} {QUESTION}")
    await office.replies("general", said.ts)
    await office.workspace.edit("lin", "general", said.ts, QUESTION)
    await office.workspace.edit("lin", "general", said.ts, f"{office.me} {QUESTION}?")
    await office.rest()
    assert len(office.posted("general", said.ts)) == 1


async def test_deleting_a_question_is_no_question(office: Office) -> None:
    said = await office.workspace.say("lin", "general", f"{office.me} {QUESTION}")
    await office.replies("general", said.ts)
    await office.workspace.delete("lin", "general", said.ts)
    await office.rest()
    assert len([m for m in office.workspace.messages("general") if m.user == office.workspace.bot_user_id]) == 1


async def test_a_restarted_bot_remembers_what_it_answered(transport: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nvcn.sqlite3'}"
    async with Workspace(retry_delays=()) as workspace:
        office = Office(workspace, PreparedEngine(prepared=dict(ANSWERS)))
        async with connected(office, transport, url):
            said = await workspace.say("lin", "general", f"{office.me} {QUESTION}")
            await office.replies("general", said.ts)
        async with connected(office, transport, url):
            await workspace.redeliver(event_id(office))
            await office.rest()
        assert len(office.posted("general", said.ts)) == 1
        assert office.faults == []


async def test_a_bot_that_forgot_everything_sees_its_own_reply_in_the_thread(transport: str) -> None:
    async with Workspace(retry_delays=()) as workspace:
        office = Office(workspace, PreparedEngine(prepared=dict(ANSWERS)))
        async with connected(office, transport):
            said = await workspace.say("lin", "general", f"{office.me} {QUESTION}")
            await office.replies("general", said.ts)
        async with connected(office, transport):
            await workspace.redeliver(event_id(office))
            await office.rest()
            await workspace.wait_for(lambda: any(c.method == "conversations.replies" for c in workspace.calls))
            await office.rest()
        assert len(office.posted("general", said.ts)) == 1
        assert office.faults == []
