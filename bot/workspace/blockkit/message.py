"""The blocks of a message as a whole: how many, how much text, no id twice."""

from collections.abc import Iterator, Sequence

from bot.workspace.blockkit.block import MESSAGE, check_block
from bot.workspace.blockkit.problem import Problems
from bot.workspace.errors import InvalidBlocksError, RefusedError
from bot.workspace.wire import Json

MOST_BLOCKS = 50
MOST_TEXT = 12_000  # over all blocks; Slack documents no number, reports say a little above this


def check_blocks(blocks: Sequence[Json]) -> None:
    """Refuse what Slack would refuse in a message."""
    problems = Problems("blocks")
    if len(blocks) > MOST_BLOCKS:
        problems.add(f"no more than {MOST_BLOCKS} items allowed")
    check_each(problems, blocks, MESSAGE)
    if sum(block.get("type") == "table" for block in blocks) > 1:
        problems.add("only one table is allowed in a message")
    if problems.found:
        raise InvalidBlocksError(problems.found)
    if sum(map(len, texts(list(blocks)))) > MOST_TEXT:
        raise RefusedError("msg_blocks_too_long")


def check_each(problems: Problems, blocks: Sequence[Json], surface: str) -> None:
    """Check the blocks one by one, and that no block id stands twice."""
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        with problems.at(number):
            check_block(problems, block, surface)
            block_id = block.get("block_id")
            if isinstance(block_id, str):
                if block_id in seen:
                    problems.add(f'`block_id` "{block_id}" already exists for another block')
                seen.add(block_id)


def texts(value: object, key: str = "") -> Iterator[str]:
    """Every piece of text that a reader would see in the blocks."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
    elif isinstance(value, str) and key in ("text", "alt_text", "fallback"):
        yield value
