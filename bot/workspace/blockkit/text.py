"""Text objects, options and confirmation dialogs."""

from bot.workspace.blockkit.problem import Problems
from bot.workspace.wire import Json

PLAIN = ("plain_text",)
ANY = ("plain_text", "mrkdwn")


def check_text(
    problems: Problems, owner: Json, key: str, most: int, *, kinds: tuple[str, ...] = ANY, required: bool = False
) -> None:
    """Check a text object: its kind, its length, its own fields."""
    text = problems.child(owner, key, required=required)
    if text is None:
        return
    with problems.at(key):
        check_text_object(problems, text, most, kinds)


def check_text_object(problems: Problems, text: Json, most: int, kinds: tuple[str, ...] = ANY) -> None:
    """Check a text object that stands at the present place."""
    problems.one_of(text, "type", kinds, required=True)
    problems.string(text, "text", most, required=True)
    if text.get("type") == "mrkdwn":
        problems.only(text, ("type", "text", "verbatim"))
    else:
        problems.only(text, ("type", "text", "emoji"))


def check_options(
    problems: Problems, owner: Json, *, most: int = 100, least: int = 1, key: str = "options", rich: bool = False
) -> None:
    """Check a list of options: their labels and values, no value twice."""
    seen: set[str] = set()
    for number, option in problems.items(owner, key, most, least=least):
        with problems.at(key, number):
            check_option(problems, option, rich=rich)
            value = option.get("value")
            if isinstance(value, str) and value in seen:
                problems.add(f"option values must be unique: {value}")
            seen.add(str(value))


def check_option(problems: Problems, option: Json, *, rich: bool = False) -> None:
    """Check one option."""
    check_text(problems, option, "text", 75, kinds=ANY if rich else PLAIN, required=True)
    problems.string(option, "value", 150, required=True)
    check_text(problems, option, "description", 75, kinds=ANY if rich else PLAIN)
    problems.only(option, ("text", "value", "description", "url"))


def check_confirm(problems: Problems, owner: Json) -> None:
    """Check a confirmation dialog."""
    confirm = problems.child(owner, "confirm")
    if confirm is None:
        return
    with problems.at("confirm"):
        check_text(problems, confirm, "title", 100, kinds=PLAIN, required=True)
        check_text(problems, confirm, "text", 300, required=True)
        check_text(problems, confirm, "confirm", 30, kinds=PLAIN, required=True)
        check_text(problems, confirm, "deny", 30, kinds=PLAIN, required=True)
        problems.one_of(confirm, "style", ("primary", "danger"))
