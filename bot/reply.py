"""Posting into a thread: once more in plain blocks where Slack refuses the rich ones."""

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.views.payload import Payload
from bot.views.plain import build_plain

METADATA_EVENT = "nvcn_answer"
_REFUSED = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}

log = structlog.get_logger("nvcn")


async def post(client: AsyncWebClient, channel: str, thread: str, payload: Payload, event_id: str) -> None:
    """Post to a thread. The message carries the event's id, so that a bot started anew can tell what it answered."""
    try:
        await _post(client, channel, thread, payload, event_id)
    except SlackApiError as error:
        if error.response.get("error") not in _REFUSED:
            raise
        log.warning("blocks refused, posting plain ones", error=error.response.get("error"))
        await _post(client, channel, thread, build_plain(payload), event_id)


async def _post(client: AsyncWebClient, channel: str, thread: str, payload: Payload, event_id: str) -> None:
    await client.chat_postMessage(
        channel=channel,
        thread_ts=thread,
        text=payload["text"],
        blocks=payload["blocks"],
        mrkdwn=False,
        unfurl_links=False,
        unfurl_media=False,
        metadata={"event_type": METADATA_EVENT, "event_payload": {"event_id": event_id}},
    )
