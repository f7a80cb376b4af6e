"""Interactions: buttons and menus, in messages and views, as `block_actions` and `block_suggestion`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.workspace.errors import NotAllowedError
from bot.workspace.message import Message
from bot.workspace.person import Person
from bot.workspace.response_url import ReplyAddress
from bot.workspace.screen import View
from bot.workspace.slack import Slack
from bot.workspace.wire import Json

Choice = str | Sequence[str] | Json | None


@dataclass(frozen=True, slots=True)
class Element:
    """An interactive element and the block it stands in."""

    block_id: str
    content: Json


def find_element(blocks: Sequence[Json], action_id: str, block_id: str | None = None) -> Element:
    """The element with this action id."""
    for element in elements(blocks):
        if element.content.get("action_id") == action_id and block_id in (None, element.block_id):
            return element
    known = ", ".join(sorted(str(e.content.get("action_id")) for e in elements(blocks))) or "none"
    msg = f"There is no element {action_id!r} here; there are: {known}."
    raise NotAllowedError(msg)


def elements(blocks: Sequence[Json]) -> Iterator[Element]:
    """All interactive elements, those of nested blocks, too."""
    for block in blocks:
        inner = [*block.get("elements", []), *block.get("actions", []), block.get("accessory"), block.get("element")]
        for content in inner:
            if isinstance(content, dict) and content.get("action_id"):
                yield Element(str(block.get("block_id", "")), content)
        nested = [*block.get("child_blocks", []), *block.get("elements", [])]
        yield from elements([b for b in nested if isinstance(b, dict) and b.get("type") == "card"])
        yield from elements([b for b in block.get("child_blocks", []) if b.get("type") != "card"])


def action_of(element: Element, choice: Choice) -> Json:
    """The `actions` entry for what was chosen: a value, several, an option, or positive/negative."""
    content = element.content
    kind = str(content["type"])
    action: Json = {"type": kind, "action_id": content["action_id"], "block_id": element.block_id}
    if kind in ("button", "icon_button"):
        kept = {key: content[key] for key in ("text", "value", "style", "icon", "url") if key in content}
        return action | kept
    if kind == "feedback_buttons":
        button = content["negative_button" if choice == "negative" else "positive_button"]
        return action | {"text": button["text"], "value": button["value"]}
    return action | value_of(content, choice)


def value_of(content: Json, choice: Choice) -> Json:
    """What a stateful element holds once this was chosen or typed."""
    kind = str(content["type"])
    if kind in ("checkboxes", "multi_static_select", "multi_external_select"):
        return {"selected_options": [_option(content, c) for c in _several(choice)]}
    if kind in ("static_select", "external_select", "overflow", "radio_buttons"):
        return {"selected_option": None if choice is None else _option(content, choice)}
    if kind.endswith("s_select"):
        name = kind.removesuffix("s_select")
        if name.startswith("multi_"):
            return {f"selected_{name.removeprefix('multi_')}s": list(_several(choice))}
        return {f"selected_{name}": choice}
    if kind in ("datepicker", "timepicker", "datetimepicker"):
        key = {"datepicker": "selected_date", "timepicker": "selected_time"}.get(kind, "selected_date_time")
        return {key: choice}
    return {"value": choice or None}


def message_actions(slack: Slack, person: Person, message: Message, element: Element, choice: Choice) -> Json:
    """The payload of a click in a message."""
    action = action_of(element, choice)
    values = {} if "value" in action or "selected_option" not in action else _state(element, choice)
    address = ReplyAddress(person.id, message.channel, message.ts, message.thread_ts)
    return {
        **head("block_actions", slack, person),
        **message_place(slack, person, message),
        "trigger_id": slack.triggers.new(person.id),
        "state": {"values": values},
        "response_url": f"{slack.base_url}/response/{slack.response_urls.new(address)}",
        "actions": [action | {"action_ts": slack.world.stamps.next()}],
    }


def view_actions(slack: Slack, person: Person, view: View, element: Element, choice: Choice) -> Json:
    """The payload of a click in a modal or the Home tab."""
    return {
        **head("block_actions", slack, person),
        **view_place(slack, view),
        "trigger_id": slack.triggers.new(person.id),
        "state": view.state(),
        "actions": [action_of(element, choice) | {"action_ts": slack.world.stamps.next()}],
    }


def suggestion(slack: Slack, person: Person, place: Json, element: Element, query: str) -> Json:
    """The payload that asks for a menu's options as a person types."""
    ids = {"action_id": element.content["action_id"], "block_id": element.block_id}
    return {**head("block_suggestion", slack, person), **place, **ids, "value": query}


def message_place(slack: Slack, person: Person, message: Message) -> Json:
    """Where in a message it happened. Slack doesn't repeat an ephemeral message."""
    channel = slack.world.channel(message.channel)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.visible_to is not None,
    }
    if message.is_reply:
        container["thread_ts"] = message.thread_ts
    name = channel.name or "directmessage"
    place: Json = {"container": container, "channel": {"id": channel.id, "name": name}}
    if message.visible_to not in (None, person.id):
        msg = f"{person.name} can't see this message."
        raise NotAllowedError(msg)
    return place if message.visible_to else place | {"message": slack.world.wire(message)}


def message_shortcut_place(slack: Slack, person: Person, message: Message) -> Json:
    """On which message a shortcut was used, and where to answer."""
    channel = slack.world.channel(message.channel)
    address = ReplyAddress(person.id, message.channel, message.ts, message.thread_ts)
    return {
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message_ts": message.ts,
        "message": slack.world.wire(message),
        "response_url": f"{slack.base_url}/response/{slack.response_urls.new(address)}",
    }


def view_place(slack: Slack, view: View) -> Json:
    """In which view it happened."""
    return {"container": {"type": "view", "view_id": view.id}, "view": slack.view_wire(view)}


def head(kind: str, slack: Slack, person: Person) -> Json:
    """What every interaction tells: who, in which team, for which app."""
    team = slack.world.team
    return {
        "type": kind,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": team.id},
        "api_app_id": slack.bot.app_id,
        "token": "verification-token-of-the-local-workspace",
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _state(element: Element, choice: Choice) -> Json:
    held = {"type": element.content["type"], **value_of(element.content, choice)}
    return {element.block_id: {element.content["action_id"]: held}}


def _several(choice: Choice) -> Sequence[str]:
    if choice is None or isinstance(choice, dict):
        return ()
    return [choice] if isinstance(choice, str) else choice


def _option(content: Json, choice: Choice) -> Json:
    if isinstance(choice, dict):
        return choice
    groups = content.get("option_groups") or [content]
    for option in (o for g in groups for o in g.get("options", [])):
        if option["value"] == choice:
            return dict(option)
    msg = f"There is no option {choice!r} in {content['action_id']}."
    raise NotAllowedError(msg)
