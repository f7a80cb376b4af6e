"""A message as Slack takes it, and the sizes that it takes."""

from typing import Any, TypedDict

Block = dict[str, Any]
Element = dict[str, Any]

MAX_BLOCKS = 50  # Slack's own limit for a message
MAX_CHARACTERS = 9_000  # Slack answers msg_blocks_too_long at about 12,000 over all blocks
MAX_TEXT = 2_000  # of the `text` beside the blocks; Slack takes 40,000, nobody listens to as much
ELLIPSIS = "\u2026"


class Payload(TypedDict):
    """What a message carries: blocks, and `text` for notifications and screen readers."""

    text: str
    blocks: list[Block]


def characters(value: object) -> int:
    """How many characters of text a block, or anything inside it, shows."""
    if isinstance(value, dict):
        shown = len(value["text"]) if isinstance(value.get("text"), str) else 0
        return shown + sum(characters(inner) for inner in value.values() if isinstance(inner, dict | list))
    if isinstance(value, list):
        return sum(characters(inner) for inner in value)
    return 0


def fits(payload: Payload) -> bool:
    """True where Slack takes this many blocks with this much text."""
    return len(payload["blocks"]) <= MAX_BLOCKS and characters(payload["blocks"]) <= MAX_CHARACTERS


def clip(text: str, most: int) -> str:
    """At most so many characters of a text, with an ellipsis where something was left out. Never for quotations."""
    return text if len(text) <= most else text[: most - 1] + ELLIPSIS
