"""Response URLs: five answers within thirty minutes to a command or an interaction."""

import secrets
from dataclasses import dataclass

from bot.workspace.errors import RefusedError
from bot.workspace.stamp import Clock

MOST_USES = 5
LIFETIME = 30 * 60.0
_GONE = 404


@dataclass(frozen=True, slots=True)
class ReplyAddress:
    """Where an answer over a response URL goes: the person, the channel, and the message that was acted on."""

    user: str
    channel: str
    message_ts: str | None = None
    thread_ts: str | None = None


@dataclass(slots=True)
class _Left:
    address: ReplyAddress
    until: float
    uses: int = MOST_USES


class ResponseUrls:
    """The response URLs that were handed out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: dict[str, _Left] = {}

    def new(self, address: ReplyAddress) -> str:
        """The last part of a fresh response URL."""
        key = secrets.token_urlsafe(18)
        self._left[key] = _Left(address, self._clock() + LIFETIME)
        return key

    def use(self, key: str) -> ReplyAddress:
        """Use a response URL once."""
        left = self._left.get(key)
        if left is None:
            raise RefusedError("no_such_response_url", status=_GONE)
        if self._clock() > left.until:
            raise RefusedError("expired_url", status=_GONE)
        if left.uses == 0:
            raise RefusedError("used_url", status=_GONE)
        left.uses -= 1
        return left.address
