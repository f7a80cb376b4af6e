"""Cursors: how the API hands out long lists piece by piece."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from bot.workspace.call import Call
from bot.workspace.errors import RefusedError
from bot.workspace.wire import Json

T = TypeVar("T")


def cut(call: Call, items: Sequence[T], *, default: int = 100, most: int = 999) -> tuple[Sequence[T], str]:
    """The piece that a call asks for, and the cursor of the next one (empty at the end)."""
    limit = call.number("limit", default, most)
    start = _position(call.text("cursor"))
    end = start + limit
    cursor = base64.b64encode(f"at:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], cursor


def listed(cursor: str) -> Json:
    """The part of an answer that tells the next cursor."""
    return {"response_metadata": {"next_cursor": cursor}}


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        word, number = "", ""
    if word != "at" or not number.isdecimal():
        raise RefusedError("invalid_cursor")
    return int(number)
