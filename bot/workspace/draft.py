"""The parts of a message that its writer may give beside the words."""

from typing import TypedDict

from bot.workspace.wire import Json


class Draft(TypedDict, total=False):
    """Optional parts of a message."""

    blocks: tuple[Json, ...]
    attachments: tuple[Json, ...]
    thread_ts: str | None
    metadata: Json | None
    subtype: str | None
    visible_to: str | None
    broadcast: bool
    client_msg_id: str | None


class Parts(TypedDict):
    """What an app may show beside the words."""

    blocks: tuple[Json, ...]
    attachments: tuple[Json, ...]
