"""Submitting and closing modals: `view_submission`, `view_closed` and what the bot answers with."""

from collections.abc import Mapping
from dataclasses import replace

from bot.workspace.blockkit.block import MODAL
from bot.workspace.blockkit.view import check_view
from bot.workspace.delivery import Kind, Postman
from bot.workspace.errors import NotAllowedError, RefusedError
from bot.workspace.interaction import Choice, find_element, head, value_of
from bot.workspace.outcome import Outcome, deliver
from bot.workspace.person import Person
from bot.workspace.screen import View
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


def top_modal(slack: Slack, person: Person) -> View:
    """The modal on top of a person's screen."""
    stack = slack.screens.modals(person.id)
    if not stack:
        msg = f"No modal is open for {person.name}."
        raise NotAllowedError(msg)
    return stack[-1]


def fill(slack: Slack, view: View, values: Mapping[str, Choice]) -> View:
    """Fill in a modal's inputs, by action id."""
    for action_id, choice in values.items():
        element = find_element(view.content["blocks"], action_id)
        held = {"type": element.content["type"], **value_of(element.content, choice)}
        view = slack.screens.fill(view, element.block_id, action_id, held)
    return view


async def submit(slack: Slack, postman: Postman, person: Person, values: Mapping[str, Choice]) -> Outcome:
    """Press a modal's submit button."""
    view = fill(slack, _with_initial_values(slack, top_modal(slack, person)), values)
    _refuse_blanks(view)
    payload = {
        **head("view_submission", slack, person),
        "trigger_id": slack.triggers.new(person.id),
        "view": slack.view_wire(view),
        "response_urls": [],
    }
    outcome = await deliver(postman, Kind.INTERACTION, payload)
    if outcome.failed is None:
        try:
            _apply(slack, view, outcome.ack)
        except RefusedError as refusal:
            outcome = replace(outcome, failed=refusal.error)
    slack.world.show(person.id, "modal")
    return outcome


async def close(slack: Slack, postman: Postman, person: Person, *, everything: bool = False) -> Outcome | None:
    """Close the topmost modal or all; the bot hears of it when it asked to."""
    view = top_modal(slack, person)
    slack.screens.close(view, everything=everything or bool(view.content.get("clear_on_close")))
    slack.world.show(person.id, "modal")
    if not view.content.get("notify_on_close"):
        return None
    closed = {**head("view_closed", slack, person), "view": slack.view_wire(view), "is_cleared": everything}
    return await deliver(postman, Kind.INTERACTION, closed)


def _apply(slack: Slack, view: View, ack: Json) -> None:
    match ack.get("response_action"):
        case None:
            slack.screens.close(view)
        case "clear":
            slack.screens.close(view, everything=True)
        case "errors":
            errors = ack.get("errors")
            block_ids = {b["block_id"] for b in view.content["blocks"] if b["type"] == "input"}
            if not isinstance(errors, dict) or not errors or not errors.keys() <= block_ids:
                raise RefusedError("invalid_errors")
            slack.screens.complain(view, {str(k): str(v) for k, v in errors.items()})
        case "update" | "push" as action:
            content = ack.get("view")
            if not isinstance(content, dict):
                raise RefusedError("invalid_arguments")
            check_view(content, MODAL)
            if action == "update":
                slack.screens.update(view, content)
            else:
                slack.screens.push(view.user, content)
        case _:
            raise RefusedError("invalid_response_action")


def _with_initial_values(slack: Slack, view: View) -> View:
    for block in view.content["blocks"]:
        element = block.get("element")
        if block["type"] != "input" or any(v[0] == block["block_id"] for v in view.values):
            continue
        held: Json = {"type": element["type"], **value_of(element, None)}
        for key in ("option", "options", "date", "time", "user", "channel", "conversation"):
            if f"initial_{key}" in element:
                held[f"selected_{key}"] = element[f"initial_{key}"]
        if "initial_value" in element:
            held["value"] = element["initial_value"]
        view = slack.screens.fill(view, block["block_id"], element["action_id"], held)
    return view


def _refuse_blanks(view: View) -> None:
    held = {block_id: value for block_id, _, value in view.values}
    for block in view.content["blocks"]:
        if block["type"] != "input" or block.get("optional"):
            continue
        value = {k: v for k, v in held.get(block["block_id"], {}).items() if k != "type"}
        if not any(value.values()):
            msg = f"{block['label']['text']}: this field is required."
            raise NotAllowedError(msg)
