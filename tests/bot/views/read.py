"""Reading blocks back: what a person sees, line by line, with **bold** and a bar before quotations."""

from collections.abc import Mapping
from typing import Any

from bot.views.payload import Block


def shown(payload: Mapping[str, object]) -> list[str]:
    blocks = payload["blocks"]
    assert isinstance(blocks, list)
    return [line for block in blocks for line in lines(block)]


def lines(block: Block) -> list[str]:
    if block["type"] == "divider":
        return ["---"]
    if block["type"] == "section":
        return [f"[{block['text']['type']}] {block['text']['text']}"]
    if block["type"] == "context":
        return [f"[{element['type']}] {element['text']}" for element in block["elements"]]
    return [line for element in block["elements"] for line in _rich(element)]


def _rich(element: dict[str, Any]) -> list[str]:
    if element["type"] == "rich_text_list":
        return [f"- {_joined(item)}" for item in element["elements"]]
    return [("| " if element["type"] == "rich_text_quote" else "") + _joined(element)]


def _joined(element: dict[str, Any]) -> str:
    runs = element["elements"]
    assert all(run["type"] == "text" for run in runs)
    return "".join(f"**{run['text']}**" if run.get("style", {}).get("bold") else run["text"] for run in runs)
