"""What the app shows each person outside of messages: stacked modals, the Home tab, status lines."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.workspace.blockkit.naming import named
from bot.workspace.errors import RefusedError
from bot.workspace.wire import Json

MOST_MODALS = 3
_WRITABLE = (
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "external_id",
    "clear_on_close",
    "notify_on_close",
    "submit_disabled",
)


@dataclass(frozen=True, slots=True)
class View:
    """A view as one person sees it; `values` are what they have filled in."""

    id: str
    user: str
    hash: str
    content: Json
    root_id: str
    previous_id: str | None = None
    values: tuple[tuple[str, str, Any], ...] = ()
    errors: tuple[tuple[str, str], ...] = ()

    @property
    def is_home(self) -> bool:
        """Whether it is a Home tab."""
        return bool(self.content.get("type") == "home")

    def state(self) -> Json:
        """The filled-in values as payloads carry them."""
        values: Json = {}
        for block_id, action_id, value in self.values:
            values.setdefault(block_id, {})[action_id] = value
        return {"values": values}

    def wire(self, team_id: str, bot_id: str, app_id: str) -> Json:
        """The view as the API and payloads show it."""
        defaults: Json = {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "clear_on_close": False,
            "notify_on_close": False,
            "close": None,
            "submit": None,
            "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        }
        return {
            **defaults,
            **self.content,
            "id": self.id,
            "team_id": team_id,
            "state": self.state(),
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
            "app_id": app_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }


class Screens:
    """The views of all people."""

    def __init__(self) -> None:
        self._modals: dict[str, tuple[View, ...]] = {}
        self._homes: dict[str, View] = {}

    def modals(self, user_id: str) -> tuple[View, ...]:
        """A person's open modals, the topmost last."""
        return self._modals.get(user_id, ())

    def home(self, user_id: str) -> View | None:
        """A person's Home tab."""
        return self._homes.get(user_id)

    def find(self, view_id: str = "", external_id: str = "") -> View | None:
        """A view by its id or the app's own id for it."""
        views = [*self._homes.values(), *(v for stack in self._modals.values() for v in stack)]
        if external_id:
            return next((v for v in views if v.content.get("external_id") == external_id), None)
        return next((v for v in views if v.id == view_id), None)

    def open(self, user_id: str, content: Json) -> View:
        """Open a modal, in place of those that are open."""
        self._refuse_known_external_id(content)
        view_id = _new_id()
        view = View(view_id, user_id, _new_hash(), _kept(content), view_id)
        self._modals[user_id] = (view,)
        return view

    def push(self, user_id: str, content: Json) -> View:
        """Lay a modal over the open one."""
        stack = self.modals(user_id)
        if not stack:
            raise RefusedError("not_found")
        if len(stack) >= MOST_MODALS:
            raise RefusedError("push_limit_reached")
        self._refuse_known_external_id(content)
        view = View(_new_id(), user_id, _new_hash(), _kept(content), stack[0].id, stack[-1].id)
        self._modals[user_id] = (*stack, view)
        return view

    def publish(self, user_id: str, content: Json) -> View:
        """Set a person's Home tab."""
        old = self._homes.get(user_id)
        view_id = old.id if old else _new_id()
        self._homes[user_id] = View(view_id, user_id, _new_hash(), _kept(content), view_id)
        return self._homes[user_id]

    def update(self, view: View, content: Json) -> View:
        """Replace a view's content; what was filled in stays for blocks that stay."""
        kept = _kept(content)
        block_ids = {block["block_id"] for block in kept["blocks"]}
        values = tuple(v for v in view.values if v[0] in block_ids)
        return self._put(replace(view, content=kept, hash=_new_hash(), values=values, errors=()))

    def fill(self, view: View, block_id: str, action_id: str, value: Any) -> View:  # noqa: ANN401 - a state value
        """Note what a person filled in."""
        rest = tuple(v for v in view.values if v[:2] != (block_id, action_id))
        return self._put(replace(view, values=(*rest, (block_id, action_id, value))))

    def complain(self, view: View, errors: Mapping[str, str]) -> View:
        """Show a modal's errors beside its inputs."""
        return self._put(replace(view, errors=tuple(errors.items())))

    def close(self, view: View, *, everything: bool = False) -> None:
        """Close a modal, or all of them."""
        stack = self.modals(view.user)
        self._modals[view.user] = () if everything else tuple(v for v in stack if v.id != view.id)

    def _put(self, view: View) -> View:
        if view.is_home:
            self._homes[view.user] = view
        else:
            self._modals[view.user] = tuple(view if v.id == view.id else v for v in self.modals(view.user))
        return view

    def _refuse_known_external_id(self, content: Json) -> None:
        external_id = content.get("external_id")
        if external_id and self.find(external_id=external_id):
            raise RefusedError("duplicate_external_id")


def _kept(content: Json) -> Json:
    kept = {key: content[key] for key in _WRITABLE if key in content}
    kept["blocks"] = list(named(content.get("blocks", [])))
    return kept


def _new_id() -> str:
    return f"V{secrets.token_hex(5).upper()}"


def _new_hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
