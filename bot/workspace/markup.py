"""Slack's text markup: what a person types, as the API carries it."""

import re
from collections.abc import Iterable

from bot.workspace.channel import Channel
from bot.workspace.person import Person
from bot.workspace.wire import Json

_TOKEN = re.compile(r"<(?P<kind>[@#!]?)(?P<body>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")
_NAME = re.compile(r"(?P<sign>[@#])(?P<name>[A-Za-z0-9][A-Za-z0-9_-]*)")
_URL = re.compile(r"https?://[^\s<>|\u3000-\u303f\uff00-\uffef]+")
_BROADCASTS = ("channel", "here", "everyone")


def escape(text: str) -> str:
    """Text with Slack's three control characters escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The characters behind Slack's three escapes."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def from_typed(typed: str, people: Iterable[Person], channels: Iterable[Channel]) -> str:
    """What a person typed into the composer, as Slack hands it to apps: escaped, with names made into mentions."""
    users = {p.name: p.id for p in people}
    rooms = {c.name: c for c in channels if c.name}

    def mention(match: re.Match[str]) -> str:
        sign, name = match["sign"], match["name"]
        if sign == "@" and name in users:
            return f"<@{users[name]}>"
        if sign == "@" and name in _BROADCASTS:
            return f"<!{name}>"
        if sign == "#" and name in rooms:
            return f"<#{rooms[name].id}|>"
        return match[0]

    pieces: list[str] = []
    at = 0
    for url in _URL.finditer(typed):
        pieces += [_NAME.sub(mention, escape(typed[at : url.start()])), f"<{escape(url[0])}>"]
        at = url.end()
    return "".join((*pieces, _NAME.sub(mention, escape(typed[at:]))))


def mentions(text: str, user_id: str) -> bool:
    """Whether the text mentions this user."""
    return any(m["kind"] == "@" and m["body"] == user_id for m in _TOKEN.finditer(text))


def rich_text(text: str, block_id: str) -> Json:
    """The rich text block that Slack's client sends along with a person's message."""
    elements: list[Json] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            elements.append({"type": "text", "text": unescape(text[at : match.start()])})
        elements.append(_element(match))
        at = match.end()
    if at < len(text):
        elements.append({"type": "text", "text": unescape(text[at:])})
    return {
        "type": "rich_text",
        "block_id": block_id,
        "elements": [{"type": "rich_text_section", "elements": elements}],
    }


def _element(match: re.Match[str]) -> Json:
    body = match["body"]
    match match["kind"]:
        case "@":
            return {"type": "user", "user_id": body}
        case "#":
            return {"type": "channel", "channel_id": body}
        case "!":
            return {"type": "broadcast", "range": body}
        case _:
            link: Json = {"type": "link", "url": unescape(body)}
            return link | {"text": unescape(match["label"])} if match["label"] else link
