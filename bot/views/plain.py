"""The same message in the plainest blocks, for a Slack that refuses the rich ones."""

from collections.abc import Iterator

from bot.markup import to_plain
from bot.views.payload import Block, Element, Payload

MAX_SECTION = 3_000  # characters in one section's text
QUOTE_BAR = "\u2502 "


def build_plain(payload: Payload) -> Payload:
    """The payload with every block turned into a section of plain text: no markup, nothing to be refused."""
    blocks = [_section(part) for block in payload["blocks"] for part in _parts("\n".join(_lines(block)))]
    return Payload(text=payload["text"], blocks=blocks)


def _section(words: str) -> Block:
    return {"type": "section", "text": {"type": "plain_text", "text": words, "emoji": False}}


def _parts(words: str) -> Iterator[str]:
    return (words[start : start + MAX_SECTION] for start in range(0, len(words), MAX_SECTION))


def _lines(block: Block) -> Iterator[str]:
    for element in block.get("elements", ()):
        kind = element["type"]
        if kind == "rich_text_list":
            yield from (f"\u2022 {_joined(item)}" for item in element["elements"])
        elif kind == "rich_text_quote":
            yield QUOTE_BAR + _joined(element)
        elif "elements" in element:
            yield _joined(element)
        elif kind == "plain_text":
            yield element["text"]
        elif kind == "mrkdwn":
            yield to_plain(element["text"])


def _joined(element: Element) -> str:
    return "".join(run["text"] for run in element["elements"])
