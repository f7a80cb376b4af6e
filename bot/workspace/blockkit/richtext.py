"""Rich text blocks: sections, quotes, lists, preformatted text and what stands in them."""

from bot.workspace.blockkit.problem import Problems
from bot.workspace.wire import Json

_STYLES = frozenset({"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"})
_REQUIRED = {
    "text": "text",
    "link": "url",
    "user": "user_id",
    "channel": "channel_id",
    "usergroup": "usergroup_id",
    "team": "team_id",
    "emoji": "name",
    "broadcast": "range",
    "date": "format",
    "color": "value",
}
_FIELDS = {
    "text": {"text"},
    "link": {"url", "text", "unsafe"},
    "user": {"user_id"},
    "channel": {"channel_id"},
    "usergroup": {"usergroup_id"},
    "team": {"team_id"},
    "emoji": {"name", "unicode", "skin_tone", "display_name", "display_url"},
    "broadcast": {"range"},
    "date": {"format", "timestamp", "url", "fallback"},
    "color": {"value"},
}
_CONTAINERS = {
    "rich_text_section": {"type", "elements"},
    "rich_text_quote": {"type", "elements", "border"},
    "rich_text_preformatted": {"type", "elements", "border", "language"},
    "rich_text_list": {"type", "elements", "style", "indent", "offset", "border"},
}
_MOST = 5_000  # no documented limit; far beyond what fits into a message


def check_rich_text(problems: Problems, block: Json) -> None:
    """Check a rich_text block's elements."""
    for number, element in problems.items(block, "elements", _MOST, least=0):
        with problems.at("elements", number):
            _check_container(problems, element)


def _check_container(problems: Problems, element: Json) -> None:
    kind = element.get("type")
    if kind not in _CONTAINERS:
        problems.add(f"unsupported type: {kind}")
        return
    problems.only(element, _CONTAINERS[kind])
    if kind == "rich_text_list":
        problems.one_of(element, "style", ("bullet", "ordered"), required=True)
        for number, item in problems.items(element, "elements", _MOST, least=0):
            with problems.at("elements", number):
                if item.get("type") != "rich_text_section":
                    problems.add(f"unsupported type: {item.get('type')}")
                else:
                    _check_container(problems, item)
        return
    for number, part in problems.items(element, "elements", _MOST, least=0):
        with problems.at("elements", number):
            _check_part(problems, part, preformatted=kind == "rich_text_preformatted")


def _check_part(problems: Problems, part: Json, *, preformatted: bool) -> None:
    kind = part.get("type")
    if kind not in _REQUIRED or (preformatted and kind not in ("text", "link")):
        problems.add(f"unsupported type: {kind}")
        return
    problems.only(part, _FIELDS[kind] | {"type", "style"})
    # an empty text run is refused: a builder that splits text into runs has to leave empty ones out
    problems.string(part, _REQUIRED[kind], 100_000, required=True)
    if kind == "broadcast":
        problems.one_of(part, "range", ("here", "channel", "everyone"))
    if kind == "date" and not isinstance(part.get("timestamp"), int):
        problems.add("missing required field: timestamp")
    style = problems.child(part, "style")
    for name, value in (style or {}).items():
        if name not in _STYLES:
            problems.add(f"invalid additional property: {name}", "style")
        elif not isinstance(value, bool):
            problems.add("must be a boolean", "style", name)
