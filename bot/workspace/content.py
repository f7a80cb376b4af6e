"""The words and blocks that an app sends, checked as Slack checks them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.workspace.blockkit.message import check_blocks
from bot.workspace.blockkit.naming import named
from bot.workspace.errors import InvalidBlocksError, RefusedError
from bot.workspace.wire import Json

MOST_CHARACTERS = 40_000
MOST_BYTES_OF_AN_UPDATE = 4_000  # chat.update counts bytes, of the text as escaped


@dataclass(frozen=True, slots=True)
class Content:
    """What a message is to show; None stands for a part that the app left out."""

    text: str
    blocks: tuple[Json, ...] | None
    attachments: tuple[Json, ...] | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.text.strip() or self.blocks or self.attachments)


def read_content(body: Mapping[str, Any], *, update: bool = False) -> Content:
    """Read and check text, blocks and attachments of a call, an acknowledgement or a response."""
    text = body.get("text")
    if text is not None and not isinstance(text, str):
        raise RefusedError("invalid_arguments")
    text = text or ""
    if len(text) > MOST_CHARACTERS or (update and len(text.encode()) > MOST_BYTES_OF_AN_UPDATE):
        raise RefusedError("msg_too_long")
    blocks = _objects(body.get("blocks"), "invalid_blocks_format")
    if blocks is not None:
        check_blocks(blocks)
        blocks = named(blocks)
    return Content(text, blocks, _objects(body.get("attachments"), "invalid_attachments"))


def _objects(value: object, error: str) -> tuple[Json, ...] | None:
    if isinstance(value, str):
        try:
            value = json.loads(value) if value else None
        except json.JSONDecodeError:
            raise RefusedError(error) from None
    if value is None:
        return None
    if not isinstance(value, list):
        raise RefusedError(error)
    if not all(isinstance(item, dict) for item in value):
        raise InvalidBlocksError(("blocks must be objects [json-pointer:/blocks]",))
    return tuple(value)
