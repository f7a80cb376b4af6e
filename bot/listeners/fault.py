"""The one place where errors end up: foreseen ones speak, the rest get a fixed sentence and a logged traceback."""

from typing import Any

import structlog
from aiohttp import ClientError
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk
from bot.errors import NvcnBotError, ThreadUnreadableError
from bot.listeners.claim import CLAIMED
from bot.markup import to_plain
from bot.reply import post
from bot.views.note import build_failed, build_thread_unreadable
from bot.views.payload import Payload
from bot.words import words_in

log = structlog.get_logger("nvcn")


async def on_error(
    error: Exception,
    body: dict[str, Any],
    context: AsyncBoltContext,
    client: AsyncWebClient,
    response: BoltResponse | None,
) -> BoltResponse | None:
    """Log an error and tell the asker that there will be no answer. No exception's text ever reaches Slack."""
    desk: Desk | None = context.get("desk")
    foreseen = isinstance(error, NvcnBotError)
    if foreseen:
        log.warning("foreseen error", reason=str(error))
    else:
        log.error("unforeseen error", exc_info=error)
    if desk is None:
        return None
    desk.metrics.add("nvcn_errors_total", foreseen=str(foreseen).lower())
    if not context.get(CLAIMED):
        return None  # not acknowledged: Slack delivers it again
    if "command" in body:
        # Already acknowledged means already answered: what failed came after, and is logged.
        return None if response is None else await _tell_privately(desk, client, body, error)
    await _tell_in_thread(desk, client, body, error)
    return None


async def _tell_privately(desk: Desk, client: AsyncWebClient, body: dict[str, Any], error: Exception) -> BoltResponse:
    payload = await _payload(desk, client, str(body.get("user_id", "")), str(body.get("text") or ""), error)
    return BoltResponse(status=200, body={"response_type": "ephemeral", **payload})


async def _tell_in_thread(desk: Desk, client: AsyncWebClient, body: dict[str, Any], error: Exception) -> None:
    event = body.get("event") or {}
    if not event.get("channel") or not event.get("ts"):
        return
    payload = await _payload(desk, client, event.get("user"), str(event.get("text") or ""), error)
    try:
        await post(
            client, event["channel"], event.get("thread_ts") or event["ts"], payload, str(body.get("event_id", ""))
        )
    except (SlackApiError, ClientError, TimeoutError, OSError) as second:
        log.warning("could not tell of the error", reason=type(second).__name__)


async def _payload(desk: Desk, client: AsyncWebClient, user: str | None, text: str, error: Exception) -> Payload:
    words = words_in(await desk.locales.lang_for(client, user, to_plain(text)))
    return build_thread_unreadable(words) if isinstance(error, ThreadUnreadableError) else build_failed(words)


def register(app: AsyncApp) -> None:
    """Handle what listeners and middleware raise."""
    app.error(on_error)
