"""The page in the browser: its files, what it reads and what it does."""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.workspace.acts import Acts
from bot.workspace.errors import NotAllowedError, WorkspaceError
from bot.workspace.message import Message
from bot.workspace.outcome import Outcome
from bot.workspace.person import Person
from bot.workspace.screen import View
from bot.workspace.snapshot import channel_of, world_of
from bot.workspace.stream import Stream
from bot.workspace.wire import Json

STATIC = Path(__file__).parent / "static"
_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}

Act = Callable[[Json, Person], Awaitable[Outcome | None]]


class Page:
    """Serves the page; every act of it is one of the people's own (`Acts`), so page and tests do the same."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._slack = acts.slack
        self._stream = Stream()
        self._slack.world.observe(self._stream.tell)
        self._does: dict[str, Act] = {
            "type": self._type,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "click": self._click,
            "suggest": self._suggest,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
        }

    def routes(self) -> list[BaseRoute]:
        """The page's addresses."""
        return [
            Route("/", self._index),
            Route("/page/world", self._world),
            Route("/page/channel/{channel}", self._channel),
            Route("/page/events", self._events),
            Route("/page/do/{act}", self._do, methods=["POST"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    def stop(self) -> None:
        """End the open streams."""
        self._stream.stop()

    # --- reading

    async def _index(self, _request: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=_HEADERS)

    async def _world(self, request: Request) -> Response:
        return self._told(lambda: world_of(self._slack, self._person(request.query_params)))

    async def _channel(self, request: Request) -> Response:
        def told() -> Json:
            person = self._person(request.query_params)
            channel = self._slack.world.channel(request.path_params["channel"])
            if not channel.has(person.id):
                msg = f"{person.name} is not in this channel."
                raise NotAllowedError(msg)
            return channel_of(self._slack, person, channel)

        return self._told(told)

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(self._stream.lines(), media_type="text/event-stream", headers=_HEADERS)

    def _told(self, tell: Callable[[], Json]) -> Response:
        try:
            return JSONResponse(tell(), headers=_HEADERS)
        except WorkspaceError as error:
            return JSONResponse({"error": str(error)}, 404, _HEADERS)

    # --- doing

    async def _do(self, request: Request) -> Response:
        act = self._does.get(request.path_params["act"])
        if act is None:
            return JSONResponse({"error": "There is no such act."}, 404, _HEADERS)
        # a form of another site can't send JSON; together with the origin check this keeps them out
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return JSONResponse({"error": "Send JSON."}, 415, _HEADERS)
        try:
            wish = json.loads(await request.body())
            outcome = await act(wish, self._person(wish))
        except WorkspaceError as error:
            return JSONResponse({"error": str(error)}, 400, _HEADERS)
        except (ValueError, KeyError, TypeError, AttributeError):
            return JSONResponse({"error": "The request is not what the page sends."}, 400, _HEADERS)
        if outcome is None:
            return JSONResponse({}, headers=_HEADERS)
        return JSONResponse({"ack": outcome.ack, "failed": outcome.failed}, headers=_HEADERS)

    async def _type(self, wish: Json, person: Person) -> Outcome | None:
        done = await self._acts.type(person.id, wish["channel"], wish["text"], wish.get("thread_ts"))
        return done if isinstance(done, Outcome) else None

    async def _edit(self, wish: Json, person: Person) -> None:
        await self._acts.edit(person.id, wish["channel"], wish["ts"], self._acts.markup(wish["text"]))

    async def _delete(self, wish: Json, person: Person) -> None:
        await self._acts.delete(person.id, wish["channel"], wish["ts"])

    async def _react(self, wish: Json, person: Person) -> None:
        await self._acts.react(person.id, wish["channel"], wish["ts"], wish["name"], add=bool(wish["add"]))

    async def _click(self, wish: Json, person: Person) -> Outcome:
        at = self._place(wish, person)
        block_id, action_id, choice = wish.get("block_id"), wish["action_id"], wish.get("choice")
        if isinstance(at, Message):
            return await self._acts.click(person.id, at, action_id, choice, block_id=block_id)
        return await self._acts.click_view(person.id, action_id, choice, home=at.is_home, block_id=block_id)

    async def _suggest(self, wish: Json, person: Person) -> Outcome:
        return await self._acts.suggest(person.id, self._place(wish, person), wish["action_id"], str(wish["query"]))

    async def _submit(self, wish: Json, person: Person) -> Outcome:
        return await self._acts.submit(person.id, dict(wish["values"]))

    async def _close(self, _wish: Json, person: Person) -> Outcome | None:
        return await self._acts.close_modal(person.id)

    async def _home(self, wish: Json, person: Person) -> None:
        await self._acts.open_home(person.id, str(wish["tab"]))

    def _person(self, wish: Mapping[str, Any]) -> Person:
        return self._slack.world.person(str(wish.get("user", "")))

    def _place(self, wish: Json, person: Person) -> Message | View:
        world = self._slack.world
        if wish.get("view_id"):
            view = self._slack.screens.find(str(wish["view_id"]))
            if view is not None and view.user == person.id:
                return view
        else:
            channel, ts = str(wish["channel"]), str(wish["ts"])
            message = world.find_message(channel, ts) or world.find_whisper(channel, ts)
            if message is not None:
                return message
        msg = "This message or view is gone."
        raise NotAllowedError(msg)
