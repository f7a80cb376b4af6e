"""A call to the Web API: its method, its arguments, its token."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

from bot.workspace.errors import RefusedError
from bot.workspace.wire import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it arrived. Form values that hold JSON (`blocks`, `view`) are decoded where they are read."""

    method: str
    body: Json
    token: str = field(default="", repr=False)

    def text(self, name: str) -> str:
        """A string argument; empty when it is missing."""
        value = self.body.get(name)
        return "" if value is None else value if isinstance(value, str) else json.dumps(value)

    def need(self, name: str, error: str = "invalid_arguments") -> str:
        """A string argument that has to be there."""
        value = self.text(name)
        if value:
            return value
        message = f"[ERROR] missing required field: {name}"
        raise RefusedError(error, extra={"response_metadata": {"messages": [message]}})

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean argument: JSON's own or Slack's 1/0/true/false in forms."""
        value = self.body.get(name, default)
        return value if isinstance(value, bool) else str(value).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number between 1 and `most`."""
        try:
            return max(1, min(most, int(self.body.get(name) or default)))
        except (TypeError, ValueError):
            raise RefusedError("invalid_limit") from None

    def parsed(self, name: str, *, error: str) -> Any:  # noqa: ANN401 - JSON can be anything
        """A structured argument, from a JSON body or from JSON inside a form."""
        value = self.body.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            raise RefusedError(error) from None


async def read_call(request: Request) -> Call:
    """Read a call from a request: query, form or JSON; token from the header or the arguments."""
    body: Json = dict(request.query_params)
    raw = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if raw and kind == "application/json":
        body |= _json_object(raw)
    elif raw:
        body |= dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
    inside = str(body.pop("token", "") or "")
    return Call(request.path_params["method"], body, _bearer(request.headers) or inside)


def _bearer(headers: Mapping[str, str]) -> str:
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _json_object(raw: bytes) -> Json:
    try:
        loaded = json.loads(raw)
    except ValueError:
        raise RefusedError("invalid_json") from None
    if not isinstance(loaded, dict):
        raise RefusedError("json_not_object")
    return loaded
