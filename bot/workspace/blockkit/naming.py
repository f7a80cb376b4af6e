"""Ids that an app left out: Slack makes them up, so that every element can be acted on."""

from collections.abc import Sequence

from bot.workspace.wire import Json


def named(blocks: Sequence[Json]) -> tuple[Json, ...]:
    """The blocks, each with a block id and each of their elements with an action id."""
    return tuple(_named(block, str(number)) for number, block in enumerate(blocks))


def _named(block: Json, place: str) -> Json:
    done = {**block, "block_id": block.get("block_id") or f"blk{place}"}
    for key in ("elements", "actions"):
        if isinstance(block.get(key), list) and block.get("type") in ("actions", "context_actions", "card"):
            done[key] = [_acted(e, f"{place}-{number}") for number, e in enumerate(block[key])]
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict) and block[key].get("type") != "image":
            done[key] = _acted(block[key], place)
    for key in ("child_blocks", "elements"):
        if isinstance(block.get(key), list) and block.get("type") in ("container", "carousel"):
            done[key] = [_named(inner, f"{place}-{number}") for number, inner in enumerate(block[key])]
    return done


def _acted(element: Json, place: str) -> Json:
    return {**element, "action_id": element.get("action_id") or f"act{place}"}
