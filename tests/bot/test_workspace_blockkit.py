"""Block Kit's rules: what passes, what is refused, and the place that is named."""

from typing import Any

import pytest

from bot.workspace.blockkit.message import check_blocks
from bot.workspace.blockkit.naming import named
from bot.workspace.blockkit.view import check_view
from bot.workspace.errors import InvalidBlocksError, RefusedError

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str) -> Json:
    return {"type": "section", "text": mrkdwn(text)}


def button(**more: Any) -> Json:  # noqa: ANN401
    return {"type": "button", "action_id": "go", "text": plain("Go"), **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def quote(*parts: Json) -> Json:
    return {"type": "rich_text_quote", "elements": list(parts)}


def option(text: str = "a", value: str = "a") -> Json:
    return {"text": plain(text), "value": value}


FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "fb",
    "positive_button": {"text": plain("good"), "value": "1"},
    "negative_button": {"text": plain("bad"), "value": "0"},
}
TRASH = {
    "type": "icon_button",
    "action_id": "x",
    "icon": "trash",
    "text": plain("Delete"),
    "visible_to_user_ids": ["U1"],
}
SELECT = {"type": "static_select", "action_id": "s", "options": [option()]}
TABLE = {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich(quote({"type": "text", "text": "b"}))]]}

GOOD = [
    section("x" * 3000),
    {"type": "section", "fields": [mrkdwn("a"), plain("b")], "accessory": button(value="v" * 2000)},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [mrkdwn("a")] * 10},
    {"type": "divider"},
    actions(*(button(action_id=str(n)) for n in range(25))),
    actions(SELECT, {"type": "overflow", "action_id": "o", "options": [option()]}),
    {"type": "context_actions", "elements": [FEEDBACK, TRASH]},
    rich(quote({"type": "text", "text": "a *b* <c>", "style": {"bold": True}}, {"type": "link", "url": "https://a"})),
    rich({"type": "rich_text_list", "style": "bullet", "elements": [{"type": "rich_text_section", "elements": []}]}),
    rich({"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x"}]}),
    TABLE,
    {"type": "markdown", "text": "# a"},
    {"type": "image", "image_url": "https://a/b.png", "alt_text": "b"},
    {"type": "card", "title": plain("a"), "body": mrkdwn("b"), "actions": [button()]},
]

BAD = [
    ({"type": "sectoin"}, "unsupported type: sectoin [json-pointer:/blocks/0]"),
    ({"type": "alert", "text": plain("a")}, "unsupported type: alert [json-pointer:/blocks/0]"),
    ({"type": "section"}, "missing required field: text [json-pointer:/blocks/0]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ({**section("a"), "colour": 1}, "invalid additional property: colour [json-pointer:/blocks/0]"),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "header", "text": mrkdwn("x")},
        "must be a valid enum value (plain_text) [json-pointer:/blocks/0/text/type]",
    ),
    (
        {"type": "context", "elements": [plain("a")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (actions(), "no fewer than 1 items required [json-pointer:/blocks/0/elements]"),
    (
        actions(*(button(action_id=str(n)) for n in range(26))),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        actions(button(), button()),
        '`action_id` "go" already exists for another element [json-pointer:/blocks/0/elements/1]',
    ),
    (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        actions(button(value="x" * 2001)),
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        actions({**SELECT, "options": [option("x" * 76)]}),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        actions({**SELECT, "options": [option(value="x" * 151)]}),
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (actions(FEEDBACK), "unsupported type: feedback_buttons [json-pointer:/blocks/0/elements/0]"),
    (
        {"type": "context_actions", "elements": [{**TRASH, "action_id": str(n)} for n in range(6)]},
        "no more than 5 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        rich(quote({"type": "text", "text": ""})),
        "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
    ),
    (
        rich(quote({"type": "text", "text": "a", "style": {"blink": True}})),
        "invalid additional property: blink [json-pointer:/blocks/0/elements/0/elements/0/style]",
    ),
    (rich({"type": "text", "text": "a"}), "unsupported type: text [json-pointer:/blocks/0/elements/0]"),
    ({"type": "table", "rows": [[]]}, "must be an array of cells [json-pointer:/blocks/0/rows/0]"),
    ({"type": "image", "image_url": "https://a"}, "missing required field: alt_text [json-pointer:/blocks/0]"),
]


@pytest.mark.parametrize("block", GOOD, ids=lambda b: b["type"])
def test_a_sound_block_passes(block: Json) -> None:
    check_blocks([block])


@pytest.mark.parametrize(("block", "problem"), BAD, ids=[problem for _, problem in BAD])
def test_a_broken_block_is_refused_with_its_place(block: Json, problem: str) -> None:
    with pytest.raises(InvalidBlocksError) as caught:
        check_blocks([block])
    assert caught.value.problems == (problem,)
    assert caught.value.wire() == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [problem],
        "response_metadata": {"messages": [f"[ERROR] {problem}"]},
    }


def test_a_message_has_at_most_fifty_blocks_and_one_table() -> None:
    check_blocks([{"type": "divider"}] * 50)
    with pytest.raises(InvalidBlocksError, match="invalid_blocks"):
        check_blocks([{"type": "divider"}] * 51)
    with pytest.raises(InvalidBlocksError) as caught:
        check_blocks([TABLE, TABLE])
    assert caught.value.problems == ("only one table is allowed in a message [json-pointer:/blocks]",)


def test_the_same_block_id_twice_is_refused() -> None:
    with pytest.raises(InvalidBlocksError) as caught:
        check_blocks([{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}])
    assert caught.value.problems == ('`block_id` "a" already exists for another block [json-pointer:/blocks/1]',)


def test_the_text_of_all_blocks_together_is_limited() -> None:
    check_blocks([section("x" * 3000)] * 4)
    with pytest.raises(RefusedError) as caught:
        check_blocks([section("x" * 3000)] * 4 + [section("x")])
    assert caught.value.error == "msg_blocks_too_long"


MODAL = {"type": "modal", "title": plain("T"), "blocks": []}
INPUT = {"type": "input", "label": plain("L"), "element": {"type": "plain_text_input", "action_id": "a"}}


@pytest.mark.parametrize(
    "view",
    [
        {**MODAL, "title": plain("x" * 25)},
        {**MODAL, "blocks": [{"type": "divider"}] * 101},
        {**MODAL, "private_metadata": "x" * 3001},
        {**MODAL, "blocks": [INPUT]},  # an input without a submit button
        {**MODAL, "blocks": [TABLE]},
        {**MODAL, "type": "home"},
        {"type": "modal", "blocks": []},
    ],
)
def test_a_broken_modal_is_refused(view: Json) -> None:
    check_view({**MODAL, "blocks": [INPUT], "submit": plain("S")}, "modal")
    with pytest.raises(InvalidBlocksError) as caught:
        check_view(view, "modal")
    assert caught.value.error == "invalid_arguments"
    assert len(caught.value.problems) == 1


def test_ids_that_were_left_out_are_made_up() -> None:
    left_out = actions({"type": "button", "text": plain("Go")})
    (block,) = named([left_out])
    assert (block["block_id"], block["elements"][0]["action_id"]) == ("blk0", "act0-0")
    assert "block_id" not in left_out
