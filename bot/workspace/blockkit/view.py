"""Views: modals and the Home tab."""

from bot.workspace.blockkit.block import MODAL
from bot.workspace.blockkit.message import check_each
from bot.workspace.blockkit.problem import Problems
from bot.workspace.blockkit.text import PLAIN, check_text
from bot.workspace.errors import InvalidBlocksError, RefusedError
from bot.workspace.wire import Json

MOST_BLOCKS = 100
MOST_BYTES = 250_000


def check_view(view: Json, surface: str) -> None:
    """Refuse a view that Slack would refuse on this surface."""
    problems = Problems("view")
    problems.one_of(view, "type", (surface,), required=True)
    problems.string(view, "private_metadata", 3000, least=0)
    problems.string(view, "callback_id", 255, least=0)
    problems.string(view, "external_id", 255, least=0)
    if surface == MODAL:
        check_text(problems, view, "title", 24, kinds=PLAIN, required=True)
        check_text(problems, view, "submit", 24, kinds=PLAIN)
        check_text(problems, view, "close", 24, kinds=PLAIN)
    blocks = [block for _, block in problems.items(view, "blocks", MOST_BLOCKS, least=0)]
    with problems.at("blocks"):
        check_each(problems, blocks, surface)
    has_input = any(block.get("type") == "input" for block in blocks)
    if surface == MODAL and has_input and not view.get("submit"):
        problems.add("submit is required when an input block is within blocks")
    allowed = {"type", "blocks", "private_metadata", "callback_id", "external_id", "title", "submit", "close"}
    problems.only(view, allowed | {"clear_on_close", "notify_on_close", "submit_disabled"})
    if problems.found:
        raise InvalidBlocksError(problems.found, error="invalid_arguments")
    if len(str(view).encode()) > MOST_BYTES:
        raise RefusedError("view_too_large")
