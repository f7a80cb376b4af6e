"""views.*: modals and the Home tab."""

from bot.workspace.blockkit.block import HOME, MODAL
from bot.workspace.blockkit.view import check_view
from bot.workspace.call import Call
from bot.workspace.errors import RefusedError
from bot.workspace.methods.method import Method
from bot.workspace.screen import View
from bot.workspace.slack import Slack
from bot.workspace.wire import Json


async def open_modal(slack: Slack, call: Call) -> Json:
    """Open a modal on the strength of a trigger id."""
    content = _content(call, MODAL)
    user = slack.triggers.exchange(call.need("trigger_id"))
    return _shown(slack, slack.screens.open(user, content))


async def push(slack: Slack, call: Call) -> Json:
    """Lay a modal over the open one."""
    content = _content(call, MODAL)
    user = slack.triggers.exchange(call.need("trigger_id"))
    return _shown(slack, slack.screens.push(user, content))


async def update(slack: Slack, call: Call) -> Json:
    """Replace what a view shows."""
    view = slack.screens.find(call.text("view_id"), call.text("external_id"))
    if view is None:
        raise RefusedError("not_found")
    content = _content(call, HOME if view.is_home else MODAL)
    _check_hash(call, view)
    return _shown(slack, slack.screens.update(view, content))


async def publish(slack: Slack, call: Call) -> Json:
    """Set a person's Home tab."""
    person = slack.known_person(call.need("user_id", "invalid_arguments"))
    content = _content(call, HOME)
    old = slack.screens.home(person.id)
    if old is not None:
        _check_hash(call, old)
    return _shown(slack, slack.screens.publish(person.id, content))


def _content(call: Call, surface: str) -> Json:
    content = call.parsed("view", error="invalid_arguments")
    if not isinstance(content, dict):
        raise RefusedError("invalid_arguments")
    check_view(content, surface)
    return content


def _check_hash(call: Call, view: View) -> None:
    if call.text("hash") and call.text("hash") != view.hash:
        raise RefusedError("hash_conflict")


def _shown(slack: Slack, view: View) -> Json:
    slack.world.show(view.user, "home" if view.is_home else "modal")
    return {"view": slack.view_wire(view)}


METHODS = {
    "views.open": Method(open_modal),
    "views.push": Method(push),
    "views.update": Method(update),
    "views.publish": Method(publish),
}
