"""Interactive elements: buttons, menus, inputs."""

from collections.abc import Callable

from bot.workspace.blockkit.problem import Problems
from bot.workspace.blockkit.text import PLAIN, check_confirm, check_option, check_options, check_text
from bot.workspace.wire import Json

Check = Callable[[Problems, Json], None]


def check_element(problems: Problems, element: Json, allowed: frozenset[str]) -> None:
    """Check an element that stands at the present place and has to be one of the allowed types."""
    kind = element.get("type")
    if kind not in allowed or kind not in _CHECKS:
        problems.add(f"unsupported type: {kind}")
        return
    if kind != "image":
        problems.string(element, "action_id", 255)
        check_confirm(problems, element)
    if kind in _WITH_PLACEHOLDER:
        check_text(problems, element, "placeholder", 150, kinds=PLAIN)
    _CHECKS[kind](problems, element)


def _button(problems: Problems, element: Json) -> None:
    check_text(problems, element, "text", 75, kinds=PLAIN, required=True)
    problems.string(element, "url", 3000)
    problems.string(element, "value", 2000)
    problems.string(element, "accessibility_label", 75)
    problems.one_of(element, "style", ("primary", "danger"))
    allowed = ("type", "action_id", "text", "url", "value", "style", "confirm", "accessibility_label")
    problems.only(element, (*allowed, "visible_to_user_ids", "agent_prompt", "agent_prompt_display"))


def _feedback_buttons(problems: Problems, element: Json) -> None:
    for name in ("positive_button", "negative_button"):
        button = problems.child(element, name, required=True)
        if button is None:
            continue
        with problems.at(name):
            check_text(problems, button, "text", 75, kinds=PLAIN, required=True)
            problems.string(button, "value", 2000, required=True)
            problems.string(button, "accessibility_label", 75)
            problems.only(button, ("text", "value", "accessibility_label"))
    problems.only(element, ("type", "action_id", "positive_button", "negative_button"))


def _icon_button(problems: Problems, element: Json) -> None:
    problems.one_of(element, "icon", ("trash",), required=True)
    check_text(problems, element, "text", 75, kinds=PLAIN, required=True)
    problems.string(element, "value", 2000)
    problems.string(element, "accessibility_label", 75)
    allowed = ("type", "action_id", "icon", "text", "value", "confirm", "accessibility_label", "visible_to_user_ids")
    problems.only(element, allowed)


def _overflow(problems: Problems, element: Json) -> None:
    check_options(problems, element, most=5)


def _static_select(problems: Problems, element: Json) -> None:
    if ("options" in element) == ("option_groups" in element):
        problems.add("exactly one of options and option_groups is required")
    elif "options" in element:
        check_options(problems, element)
    else:
        for number, group in problems.items(element, "option_groups", 100):
            with problems.at("option_groups", number):
                check_text(problems, group, "label", 75, kinds=PLAIN, required=True)
                check_options(problems, group)
    _initial_option(problems, element)


def _external_select(problems: Problems, element: Json) -> None:
    _initial_option(problems, element)


def _initial_option(problems: Problems, element: Json) -> None:
    initial = problems.child(element, "initial_option")
    if initial is None:
        return
    with problems.at("initial_option"):
        check_option(problems, initial)
    groups = element.get("option_groups") or [element]
    offered = [o for g in groups if isinstance(g, dict) for o in g.get("options") or []]
    if offered and initial not in offered:
        problems.add("initial option must be one of the options", "initial_option")


def _choices(problems: Problems, element: Json) -> None:
    check_options(problems, element, most=10, rich=True)


def _plain_text_input(problems: Problems, element: Json) -> None:
    for name in ("min_length", "max_length"):
        value = element.get(name)
        if value is not None and not (isinstance(value, int) and 0 <= value <= 3000):
            problems.add("must be between 0 and 3000", name)
    problems.string(element, "initial_value", 3000, least=0)


def _image(problems: Problems, element: Json) -> None:
    problems.string(element, "alt_text", 2000, required=True)
    problems.string(element, "image_url", 3000)
    if not (element.get("image_url") or element.get("slack_file")):
        problems.add("missing required field: image_url")


def _anything(problems: Problems, element: Json) -> None:
    """Types whose own fields aren't checked."""


_CHECKS: dict[str, Check] = {
    "button": _button,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
    "overflow": _overflow,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "external_select": _external_select,
    "multi_external_select": _external_select,
    "radio_buttons": _choices,
    "checkboxes": _choices,
    "plain_text_input": _plain_text_input,
    "image": _image,
}
_CHECKS |= dict.fromkeys(
    (
        "users_select",
        "multi_users_select",
        "conversations_select",
        "multi_conversations_select",
        "channels_select",
        "multi_channels_select",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "workflow_button",
        "email_text_input",
        "url_text_input",
        "number_input",
        "file_input",
        "rich_text_input",
    ),
    _anything,
)
_WITH_PLACEHOLDER = frozenset(k for k in _CHECKS if k.endswith(("_select", "_input")))

_INPUT_ONLY = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"})
IN_INPUT = frozenset(_CHECKS) - {"button", "feedback_buttons", "icon_button", "overflow", "image", "workflow_button"}
IN_ACTIONS = (
    frozenset(k for k in _CHECKS if not k.startswith("multi_"))
    - _INPUT_ONLY
    - {
        "feedback_buttons",
        "icon_button",
        "image",
        "rich_text_input",
    }
)
IN_SECTION = (frozenset(_CHECKS) - _INPUT_ONLY) - {
    "feedback_buttons",
    "icon_button",
    "rich_text_input",
    "datetimepicker",
}
IN_CONTEXT_ACTIONS = frozenset({"feedback_buttons", "icon_button"})
