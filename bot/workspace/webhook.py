"""Signed HTTP: deliveries POSTed to the bot's request URL, the response as the acknowledgement."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

import aiohttp

from bot.workspace.delivery import Kind, Retry
from bot.workspace.errors import NotDeliveredError
from bot.workspace.stamp import Clock
from bot.workspace.wire import Json

_OK = range(200, 300)


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Slack's v0 signature of a request."""
    base = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class Webhook:
    """Delivers by signed HTTP requests to one URL."""

    def __init__(self, url: str, signing_secret: str, clock: Clock) -> None:
        self.url = url
        self._secret = signing_secret
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def send(self, kind: Kind, payload: Json, retry: Retry | None, timeout: float) -> Json:  # noqa: ASYNC109
        """POST once and return what the response says."""
        body, content_type = _body(kind, payload)
        headers = {"Content-Type": content_type, **self._signature(body)}
        if retry is not None:
            headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
        status, answer, answer_type = await self._post(body, headers, timeout)
        if status not in _OK:
            raise NotDeliveredError("http_error")
        return _ack(answer, answer_type)

    async def verify(self, timeout: float = 3.0) -> bool:  # noqa: ASYNC109
        """Do what Slack does when a request URL is entered: send a challenge and expect it back."""
        body = json.dumps({"type": "url_verification", "challenge": "3eZbrw1aB", "token": "local"}).encode()
        headers = {"Content-Type": "application/json", **self._signature(body)}
        status, answer, _ = await self._post(body, headers, timeout)
        return status in _OK and "3eZbrw1aB" in answer

    async def stop(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _signature(self, body: bytes) -> dict[str, str]:
        timestamp = str(int(self._clock()))
        return {
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": sign(self._secret, timestamp, body),
            "User-Agent": "Slackbot 1.0 (local workspace)",
        }

    async def _post(self, body: bytes, headers: dict[str, str], timeout: float) -> tuple[int, str, str]:  # noqa: ASYNC109
        if self._session is None:
            self._session = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=timeout)
        try:
            async with self._session.post(self.url, data=body, headers=headers, timeout=limit) as response:
                return response.status, await response.text(), response.content_type
        except TimeoutError:
            raise NotDeliveredError("http_timeout") from None
        except aiohttp.ClientError:
            raise NotDeliveredError("connection_failed") from None


def _body(kind: Kind, payload: Json) -> tuple[bytes, str]:
    form = "application/x-www-form-urlencoded"
    match kind:
        case Kind.EVENT:
            return json.dumps(payload).encode(), "application/json"
        case Kind.COMMAND:
            return urlencode({key: "" if value is None else value for key, value in payload.items()}).encode(), form
        case Kind.INTERACTION:
            return urlencode({"payload": json.dumps(payload)}).encode(), form


def _ack(answer: str, content_type: str) -> Json:
    if not answer:
        return {}
    if content_type != "application/json":
        return {"text": answer}
    try:
        loaded = json.loads(answer)
    except json.JSONDecodeError:
        return {}
    return loaded if isinstance(loaded, dict) else {}
