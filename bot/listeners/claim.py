"""Middleware: every event is claimed before it is acknowledged, so that it is answered once and lost never.

Bolt acknowledges an event before its listener runs. Here, ahead of that, the claim is written down; where it cannot be
written the event is not acknowledged, and Slack delivers it again.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.desk import Desk
from bot.surface import EVENTS

CLAIMED = "nvcn_claimed"  # in the request's context: an error after this point is told to the asker

log = structlog.get_logger("nvcn")


async def claim_event(
    request: AsyncBoltRequest, context: AsyncBoltContext, body: dict[str, Any], next: Callable[[], Awaitable[None]]
) -> BoltResponse | None:
    """Let each event through once; acknowledge repeats, twins and events of no interest without a word."""
    event = body.get("event")
    if isinstance(event, dict):
        if event.get("type") not in EVENTS:
            return BoltResponse(status=200)
        desk: Desk = context["desk"]
        if not await desk.store.claim(*_keys(body, event)):
            desk.metrics.add("nvcn_repeats_total")
            log.info("repeat left unanswered", event_id=body.get("event_id"), retry=retry_number(request))
            return BoltResponse(status=200)
    context[CLAIMED] = True
    await next()
    return None


def retry_number(request: AsyncBoltRequest) -> int:
    """Which repetition of an event this is, as Slack counts; 0 for the first delivery."""
    header = request.headers.get("x-slack-retry-num") or ["0"]
    return int(header[0]) if str(header[0]).isdecimal() else 0


def _keys(body: dict[str, Any], event: dict[str, Any]) -> tuple[str, str]:
    # By the message too: its edit, and the `message` event that comes beside a mention, have event ids of their own.
    team = body.get("team_id", "")
    return f"event:{body.get('event_id')}", f"said:{team}:{event.get('channel')}:{event.get('ts')}"


def register(app: AsyncApp) -> None:
    """Run for every request, ahead of the listeners."""
    app.middleware(claim_event)
