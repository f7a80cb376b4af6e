"""The rich text blocks that show text as it is: nothing in them is read as markup, a ping or a link."""

from collections.abc import Iterable

from bot.views.payload import Block, Element


def text(words: str, *, bold: bool = False) -> Element:
    """A run of text, never empty for Slack refuses that."""
    run: Element = {"type": "text", "text": words or " "}
    return run | {"style": {"bold": True}} if bold else run


def link(url: str, words: str) -> Element:
    """A link that the base itself holds; what users write never becomes one."""
    return {"type": "link", "url": url, "text": words}


def section(*runs: Element) -> Element:
    """A paragraph."""
    return {"type": "rich_text_section", "elements": list(runs)}


def quote(*runs: Element) -> Element:
    """A quotation, with the bar at its side."""
    return {"type": "rich_text_quote", "elements": list(runs)}


def bullets(items: Iterable[Element]) -> Element:
    """A bulleted list of paragraphs."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def block(*elements: Element) -> Block:
    """A block of paragraphs, quotations and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def paragraph(words: str, *, bold: bool = False) -> Block:
    """A block with one plain paragraph."""
    return block(section(text(words, bold=bold)))


def small(words: str) -> Block:
    """A line in small grey type, as plain text."""
    return {"type": "context", "elements": [{"type": "plain_text", "text": words, "emoji": False}]}


DIVIDER: Block = {"type": "divider"}
