"""The single blocks: which fields they need and how long they may be."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.workspace.blockkit.element import (
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    check_element,
)
from bot.workspace.blockkit.problem import Problems
from bot.workspace.blockkit.richtext import check_rich_text
from bot.workspace.blockkit.table import check_table
from bot.workspace.blockkit.text import ANY, PLAIN, check_text, check_text_object
from bot.workspace.wire import Json

MESSAGE, MODAL, HOME = "message", "modal", "home"
_EVERYWHERE = frozenset({MESSAGE, MODAL, HOME})


@dataclass(frozen=True, slots=True)
class _Rule:
    check: Callable[[Problems, Json], None]
    fields: frozenset[str]
    surfaces: frozenset[str] = _EVERYWHERE


def check_block(problems: Problems, block: Json, surface: str) -> None:
    """Check a block that stands at the present place."""
    kind = block.get("type")
    rule = _RULES.get(str(kind))
    if rule is None or surface not in rule.surfaces:
        problems.add(f"unsupported type: {kind}")
        return
    problems.string(block, "block_id", 255)
    problems.only(block, rule.fields | {"type", "block_id"})
    rule.check(problems, block)
    _check_action_ids(problems, block)


def _check_action_ids(problems: Problems, block: Json) -> None:
    elements = block.get("elements")
    seen: set[str] = set()
    for number, element in enumerate(elements if isinstance(elements, list) else []):
        action_id = element.get("action_id") if isinstance(element, dict) else None
        if action_id in seen:
            problems.add(f'`action_id` "{action_id}" already exists for another element', "elements", number)
        if action_id:
            seen.add(action_id)


def _section(problems: Problems, block: Json) -> None:
    if not (block.get("text") or block.get("fields")):
        problems.add("missing required field: text")
    check_text(problems, block, "text", 3000)
    for number, text in problems.items(block, "fields", 10, required=False):
        with problems.at("fields", number):
            check_text_object(problems, text, 2000, ANY)
    accessory = problems.child(block, "accessory")
    if accessory is not None:
        with problems.at("accessory"):
            check_element(problems, accessory, IN_SECTION)


def _header(problems: Problems, block: Json) -> None:
    check_text(problems, block, "text", 150, kinds=PLAIN, required=True)


def _context(problems: Problems, block: Json) -> None:
    for number, element in problems.items(block, "elements", 10):
        with problems.at("elements", number):
            if element.get("type") == "image":
                check_element(problems, element, frozenset({"image"}))
            else:
                check_text_object(problems, element, 3000, ANY)


def _actions(problems: Problems, block: Json) -> None:
    for number, element in problems.items(block, "elements", 25):
        with problems.at("elements", number):
            check_element(problems, element, IN_ACTIONS)


def _context_actions(problems: Problems, block: Json) -> None:
    for number, element in problems.items(block, "elements", 5):
        with problems.at("elements", number):
            check_element(problems, element, IN_CONTEXT_ACTIONS)


def _input(problems: Problems, block: Json) -> None:
    check_text(problems, block, "label", 2000, kinds=PLAIN, required=True)
    check_text(problems, block, "hint", 2000, kinds=PLAIN)
    element = problems.child(block, "element", required=True)
    if element is not None:
        with problems.at("element"):
            check_element(problems, element, IN_INPUT)


def _image(problems: Problems, block: Json) -> None:
    check_element(problems, block, frozenset({"image"}))
    check_text(problems, block, "title", 2000, kinds=PLAIN)


def _markdown(problems: Problems, block: Json) -> None:
    problems.string(block, "text", 12_000, required=True)


def _alert(problems: Problems, block: Json) -> None:
    check_text(problems, block, "text", 3000, required=True)
    problems.one_of(block, "level", ("default", "info", "warning", "error", "success"))


def _card(problems: Problems, block: Json) -> None:
    if not any(block.get(name) for name in ("hero_image", "title", "actions", "body")):
        problems.add("at least one of hero_image, title, actions and body is required")
    check_text(problems, block, "title", 150)
    check_text(problems, block, "subtitle", 150)
    check_text(problems, block, "body", 200)
    for number, element in problems.items(block, "actions", 25, required=False):
        with problems.at("actions", number):
            check_element(problems, element, IN_ACTIONS)


def _carousel(problems: Problems, block: Json) -> None:
    for number, card in problems.items(block, "elements", 10):
        with problems.at("elements", number):
            if card.get("type") == "card":
                check_block(problems, card, MESSAGE)
            else:
                problems.add(f"unsupported type: {card.get('type')}")


def _container(problems: Problems, block: Json) -> None:
    check_text(problems, block, "title", 150, kinds=PLAIN)
    check_text(problems, block, "subtitle", 150, kinds=PLAIN)
    problems.one_of(block, "width", ("narrow", "standard", "wide", "full"))
    for number, child in problems.items(block, "child_blocks", 10):
        with problems.at("child_blocks", number):
            check_block(problems, child, MESSAGE)


def _nothing(problems: Problems, block: Json) -> None:
    """A block whose own fields aren't checked."""


def _rule(check: Callable[[Problems, Json], None], fields: str, *surfaces: str) -> _Rule:
    return _Rule(check, frozenset(fields.split()), frozenset(surfaces) or _EVERYWHERE)


_RULES = {
    "section": _rule(_section, "text fields accessory expand"),
    "header": _rule(_header, "text"),
    "divider": _rule(_nothing, ""),
    "context": _rule(_context, "elements"),
    "context_actions": _rule(_context_actions, "elements", MESSAGE),
    "actions": _rule(_actions, "elements"),
    "input": _rule(_input, "label hint element optional dispatch_action"),
    "image": _rule(_image, "image_url slack_file alt_text title"),
    "markdown": _rule(_markdown, "text", MESSAGE),
    "rich_text": _rule(check_rich_text, "elements"),
    "table": _rule(check_table, "rows column_settings", MESSAGE),
    "alert": _rule(_alert, "text level", MODAL),
    "card": _rule(_card, "hero_image icon title subtitle subtext body actions slack_icon", MESSAGE, HOME),
    "carousel": _rule(_carousel, "elements", MESSAGE, HOME),
    "container": _rule(
        _container,
        "title rich_text_title subtitle icon child_blocks width is_collapsible default_collapsed has_header_divider",
        MESSAGE,
    ),
    "file": _rule(_nothing, "external_id source", MESSAGE),
    "video": _rule(
        _nothing,
        "alt_text title video_url thumbnail_url title_url description author_name provider_name provider_icon_url",
    ),
    "task_card": _rule(_nothing, "task_id title details output sources status", MESSAGE),
    "plan": _rule(_nothing, "title tasks", MESSAGE),
}
