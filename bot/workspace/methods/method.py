"""What a Web API method is: its handler and what it needs."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.workspace.call import Call
from bot.workspace.slack import Slack
from bot.workspace.wire import Json

Handler = Callable[[Slack, Call], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Method:
    """A method: `scopes` lists those of which one is needed; `app_level` methods take the xapp token."""

    handler: Handler
    scopes: tuple[str, ...] = ()
    app_level: bool = False
    open_to_all: bool = False
