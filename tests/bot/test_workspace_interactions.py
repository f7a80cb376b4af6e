"""Clicks, response URLs, modals, menus and the Home tab, with a real Bolt app on the other side."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Message, NotAllowedError, Workspace
from bot.workspace.interaction import Choice
from tests.bot.workspace_bot import Transport, bolt_app, client_of, over_http, over_socket_mode
from tests.bot.workspace_fixtures import Hand, clock, refusal, workspace

__all__ = ["clock", "workspace"]

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def choice(value: str) -> Json:
    return {"text": plain(value), "value": value}


FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "fb",
    "positive_button": {"text": plain("good"), "value": "up"},
    "negative_button": {"text": plain("bad"), "value": "down"},
}
TRASH = {
    "type": "icon_button",
    "action_id": "trash",
    "icon": "trash",
    "text": plain("x"),
    "visible_to_user_ids": ["U0LINXIAO1"],
}
BLOCKS = [
    {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": plain("Go"), "value": "f1"}]},
    {
        "type": "actions",
        "elements": [{"type": "static_select", "action_id": "sel", "options": [choice("a"), choice("b")]}],
    },
    {"type": "actions", "elements": [{"type": "external_select", "action_id": "ext"}]},
    {"type": "context_actions", "elements": [FEEDBACK, TRASH]},
]
MODAL = {
    "type": "modal",
    "callback_id": "ask",
    "title": plain("Ask"),
    "submit": plain("Send"),
    "notify_on_close": True,
    "private_metadata": "f1",
    "blocks": [
        {
            "type": "input",
            "block_id": "q",
            "label": plain("Q"),
            "element": {"type": "plain_text_input", "action_id": "q"},
        },
        {
            "type": "input",
            "block_id": "who",
            "optional": True,
            "label": plain("Who"),
            "element": {"type": "static_select", "action_id": "who", "options": [choice("a")]},
        },
    ],
}


async def post(workspace: Workspace, channel: str = "C0GENERAL1") -> Message:
    await client_of(workspace).chat_postMessage(channel=channel, text="answer", blocks=BLOCKS)
    return workspace.messages(channel)[-1]


@pytest.fixture(params=[over_socket_mode, over_http])
async def app(workspace: Workspace, request: pytest.FixtureRequest) -> AsyncIterator[AsyncApp]:
    transport: Transport = request.param
    bolt = bolt_app(workspace)
    bolt.event("message")(_hear)
    async with transport(workspace, bolt):
        yield bolt


async def _hear() -> None: ...


async def test_a_click_tells_who_what_and_where(workspace: Workspace, app: AsyncApp) -> None:
    seen: list[Json] = []

    @app.action("go")
    async def on_go(ack: AsyncAck, body: Json) -> None:
        await ack()
        seen.append(body)

    message = await post(workspace)
    outcome = await workspace.click("lin", message, "go")
    assert outcome.failed is None
    (body,) = seen
    assert body["user"]["id"] == "U0LINXIAO1"
    assert (
        body["actions"][0].items() >= {"action_id": "go", "value": "f1", "type": "button", "block_id": "blk0"}.items()
    )
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": "C0GENERAL1",
        "is_ephemeral": False,
    }
    assert body["message"]["text"] == "answer"


@pytest.mark.parametrize(
    ("action_id", "chosen", "key", "value"),
    [
        ("fb", "positive", "value", "up"),
        ("fb", "negative", "value", "down"),
        ("sel", "b", "selected_option", choice("b")),
        ("ext", choice("z"), "selected_option", choice("z")),
    ],
)
async def test_choices_come_as_slack_sends_them(
    workspace: Workspace,
    action_id: str,
    chosen: Choice,
    key: str,
    value: object,
) -> None:
    outcome = await workspace.click("lin", await post(workspace), action_id, chosen)
    assert outcome.payload["actions"][0][key] == value
    assert outcome.failed == "dispatch_failed"  # nobody is connected


async def test_elements_that_are_not_there_or_not_shown_can_not_be_used(workspace: Workspace) -> None:
    message = await post(workspace)
    with pytest.raises(NotAllowedError, match="'nope' here; there are: ext, fb, go, sel, trash"):
        await workspace.click("lin", message, "nope")
    with pytest.raises(NotAllowedError, match="alex doesn't see"):
        await workspace.click("alex", message, "trash")
    with pytest.raises(NotAllowedError, match="no option 'c'"):
        await workspace.click("lin", message, "sel", "c")


async def test_a_response_url_answers_replaces_and_deletes(workspace: Workspace, app: AsyncApp) -> None:
    @app.action("go")
    async def on_go(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond("only you")
        await respond("everybody", response_type="in_channel")
        await respond("new", replace_original=True)

    @app.action("fb")
    async def on_feedback(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    message = await post(workspace)
    await workspace.click("lin", message, "go")
    await workspace.wait_for(lambda: workspace.messages("general")[0].text == "new")
    assert [m.text for m in workspace.ephemerals("lin", "general")] == ["only you"]
    assert [m.text for m in workspace.messages("general")] == ["new", "everybody"]
    await workspace.click("lin", message, "fb", "positive")
    await workspace.wait_for(lambda: len(workspace.messages("general")) == 1)


async def test_a_response_url_ends_after_five_uses_or_thirty_minutes(workspace: Workspace, clock: Hand) -> None:
    outcome = await workspace.click("lin", await post(workspace), "go")
    late = await workspace.click("lin", workspace.messages("general")[0], "go")
    async with httpx.AsyncClient() as http:
        answers = [await http.post(outcome.response_url, json={"text": str(n)}) for n in range(6)]
        clock.now += 1801
        answers.append(await http.post(late.response_url, json={"text": "late"}))
        answers.append(await http.post(workspace.url + "response/none", json={"text": "x"}))
    assert [a.status_code for a in answers] == [200] * 5 + [404] * 3
    assert [a.json()["error"] for a in answers[5:]] == ["used_url", "expired_url", "no_such_response_url"]
    assert len(workspace.ephemerals("lin", "general")) == 5


async def test_bad_answers_over_a_response_url_are_refused(workspace: Workspace) -> None:
    outcome = await workspace.click("lin", await post(workspace), "go")
    async with httpx.AsyncClient() as http:
        empty = await http.post(outcome.response_url, json={})
        bad = await http.post(outcome.response_url, json={"blocks": [{"type": "nope"}]})
    assert (empty.status_code, empty.json()["error"]) == (400, "no_text")
    assert (bad.status_code, bad.json()["error"]) == (400, "invalid_blocks")


async def test_blocks_that_slack_refuses_are_not_shown_from_an_acknowledgement(
    workspace: Workspace, app: AsyncApp
) -> None:
    @app.command("/nvcn")
    async def on_command(ack: AsyncAck) -> None:
        await ack(blocks=[{"type": "header", "text": plain("x" * 151)}])

    outcome = await workspace.command("lin", "#general", "/nvcn", "hi")
    assert outcome.failed == "invalid_blocks"
    assert [m.user for m in workspace.ephemerals("lin", "general")] == ["USLACKBOT"]


async def test_a_command_can_answer_in_the_channel(workspace: Workspace, app: AsyncApp) -> None:
    @app.command("/nvcn")
    async def on_command(ack: AsyncAck) -> None:
        await ack(text="all of you", response_type="in_channel")

    await workspace.command("lin", "#random", "/nvcn", "hi")
    assert [m.text for m in workspace.messages("random")] == ["all of you"]


async def test_a_modal_is_filled_in_refused_and_sent(workspace: Workspace, app: AsyncApp) -> None:
    sent: list[Json] = []
    closed: list[Json] = []

    @app.action("go")
    async def on_go(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await ack()

    @app.view("ask")
    async def on_ask(ack: AsyncAck, view: Json) -> None:
        if view["state"]["values"]["q"]["q"]["value"] == "bad":
            await ack(response_action="errors", errors={"q": "no"})
            return
        await ack()
        sent.append(view)

    @app.view_closed("ask")
    async def on_closed(ack: AsyncAck, view: Json) -> None:
        await ack()
        closed.append(view)

    message = await post(workspace)
    await workspace.click("lin", message, "go")
    with pytest.raises(NotAllowedError, match="Q: this field is required"):
        await workspace.submit("lin")
    await workspace.submit("lin", {"q": "bad"})
    assert workspace.modals("lin")[0].errors == (("q", "no"),)
    await workspace.submit("lin", {"q": "good", "who": "a"})
    assert workspace.modals("lin") == ()
    assert sent[0]["state"]["values"] == {
        "q": {"q": {"type": "plain_text_input", "value": "good"}},
        "who": {"who": {"type": "static_select", "selected_option": choice("a")}},
    }
    assert sent[0]["private_metadata"] == "f1"
    await workspace.click("lin", message, "go")
    await workspace.close_modal("lin")
    assert (len(closed), workspace.modals("lin")) == (1, ())


async def test_a_submission_can_update_push_or_clear(workspace: Workspace, app: AsyncApp) -> None:
    other = {**MODAL, "title": plain("Other")}
    answers: list[Json] = [
        {"response_action": "update", "view": other},
        {"response_action": "push", "view": MODAL},
        {"response_action": "clear"},
    ]

    @app.view("ask")
    async def on_ask(ack: AsyncAck) -> None:
        await ack(**answers.pop(0))

    trigger = workspace.slack.triggers.new("U0LINXIAO1")
    await client_of(workspace).views_open(trigger_id=trigger, view=MODAL)
    titles = []
    for _ in range(3):
        await workspace.submit("lin", {"q": "x"})
        titles.append([v.content["title"]["text"] for v in workspace.modals("lin")])
    assert titles == [["Other"], ["Other", "Ask"], []]


async def test_triggers_are_for_three_seconds_and_once(workspace: Workspace, clock: Hand) -> None:
    client = client_of(workspace)
    outcome = await workspace.click("lin", await post(workspace), "go")
    late = await workspace.click("lin", workspace.messages("general")[0], "go")
    await client.views_open(trigger_id=outcome.trigger_id, view=MODAL)
    assert await refusal(client, "views.open", trigger_id=outcome.trigger_id, view=MODAL) == "exchanged_trigger_id"
    clock.now += 3.1
    assert await refusal(client, "views.open", trigger_id=late.trigger_id, view=MODAL) == "expired_trigger_id"
    assert await refusal(client, "views.open", trigger_id="1.2.3", view=MODAL) == "invalid_trigger_id"


async def test_views_are_updated_by_id_and_checked_by_hash(workspace: Workspace) -> None:
    client = client_of(workspace)
    trigger = workspace.slack.triggers.new("U0LINXIAO1")
    view = (await client.views_open(trigger_id=trigger, view={**MODAL, "external_id": "mine"}))["view"]
    await client.views_update(external_id="mine", view=MODAL)
    assert await refusal(client, "views.update", view_id=view["id"], hash=view["hash"], view=MODAL) == "hash_conflict"
    assert await refusal(client, "views.update", view_id="V0", view=MODAL) == "not_found"
    bad = {**MODAL, "title": plain("x" * 25)}
    assert await refusal(client, "views.update", view_id=view["id"], view=bad) == "invalid_arguments"


async def test_home_is_published_when_it_is_opened(workspace: Workspace, app: AsyncApp) -> None:
    pressed: list[Json] = []

    @app.event("app_home_opened")
    async def on_home(event: Json, client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": BLOCKS[:1]})

    @app.action("go")
    async def on_go(ack: AsyncAck, body: Json) -> None:
        await ack()
        pressed.append(body)

    await workspace.open_home("chen")
    view = await workspace.wait_for(lambda: workspace.home("chen"))
    assert workspace.home("lin") is None
    await workspace.click_view("chen", "go", home=True)
    assert view is not None
    assert pressed[0]["container"] == {"type": "view", "view_id": view.id}
    assert "response_url" not in pressed[0]


async def test_a_menu_asks_for_its_options(workspace: Workspace, app: AsyncApp) -> None:
    @app.options("ext")
    async def on_options(ack: AsyncAck, payload: Json) -> None:
        await ack(options=[choice(payload["value"])])

    outcome = await workspace.suggest("lin", await post(workspace), "ext", "h80")
    assert outcome.ack == {"options": [choice("h80")]}


async def test_shortcuts_reach_the_bot(workspace: Workspace, app: AsyncApp) -> None:
    seen: list[str] = []

    @app.shortcut("look")
    async def on_look(ack: AsyncAck, shortcut: Json) -> None:
        await ack()
        seen.append(shortcut.get("message", {}).get("text", "none"))

    await workspace.shortcut("lin", "look")
    await workspace.shortcut("lin", "look", await workspace.say("alex", "#general", "this"))
    assert seen == ["none", "this"]
