"""The Web API: who may call what, and the answer."""

import asyncio
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.workspace.call import Call, read_call
from bot.workspace.errors import RefusedError
from bot.workspace.fault import Faults
from bot.workspace.methods import assistant, chat, conversations, people, reactions, views
from bot.workspace.methods.method import Method
from bot.workspace.slack import Slack
from bot.workspace.wire import Json

METHODS: dict[str, Method] = {
    **people.METHODS,
    **conversations.METHODS,
    **chat.METHODS,
    **reactions.METHODS,
    **views.METHODS,
    **assistant.METHODS,
}


class WebApi:
    """Answers calls; `calls` keeps them all, refused ones too, for tests to look at."""

    def __init__(self, slack: Slack) -> None:
        self.calls: list[Call] = []
        self.faults = Faults()
        self.on_call: Callable[[], None] = lambda: None
        self.latency = 0.0
        self._slack = slack

    async def handle(self, request: Request) -> Response:
        """Answer one HTTP request."""
        try:
            call = await read_call(request)
            self.calls.append(call)
            answer = await self._answer(call)
        except RefusedError as refusal:
            return JSONResponse(refusal.wire(), refusal.status, refusal.headers)
        finally:
            self.on_call()
        scopes = ",".join(sorted(self._slack.installation.scopes))
        return JSONResponse({"ok": True, **answer}, headers={"x-oauth-scopes": scopes})

    async def _answer(self, call: Call) -> Json:
        if self.latency:
            await asyncio.sleep(self.latency)
        fault = self.faults.take(call.method)
        if fault is not None:
            raise fault.refusal()
        method = METHODS.get(call.method)
        if method is None:
            raise RefusedError("unknown_method", extra={"req_method": call.method})
        self._check_token(method, call.token)
        self._check_scopes(method)
        return await method.handler(self._slack, call)

    def _check_token(self, method: Method, token: str) -> None:
        installation = self._slack.installation
        if method.open_to_all:
            return
        if not token:
            raise RefusedError("not_authed")
        if token not in (installation.bot_token, installation.app_token):
            raise RefusedError("invalid_auth")
        if (token == installation.app_token) != method.app_level:
            raise RefusedError("not_allowed_token_type")

    def _check_scopes(self, method: Method) -> None:
        granted = self._slack.installation.scopes
        if method.scopes and not granted.intersection(method.scopes):
            provided = ",".join(sorted(granted))
            raise RefusedError("missing_scope", extra={"needed": ",".join(method.scopes), "provided": provided})
