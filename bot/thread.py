"""Reading a thread from Slack, up to one of its messages."""

from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Said
from bot.errors import ThreadUnreadableError
from bot.markup import mentions, to_plain
from bot.reply import METADATA_EVENT

PAGE = 200
MAX_PAGES = 5
Message = dict[str, Any]


async def read_thread(client: AsyncWebClient, channel: str, root: str, bot_user: str) -> list[tuple[str, Said]]:
    """The thread's messages with their times, oldest first, its root among them.

    Raises:
        ThreadUnreadableError: where Slack does not let the bot read it.
    """
    read: list[tuple[str, Said]] = []
    cursor = ""
    for _ in range(MAX_PAGES):
        try:
            page = await client.conversations_replies(
                channel=channel, ts=root, limit=PAGE, cursor=cursor or None, include_all_metadata=True
            )
        except SlackApiError as error:
            raise ThreadUnreadableError(channel, str(error.response.get("error", "unknown"))) from error
        except (ClientError, TimeoutError, OSError) as error:
            raise ThreadUnreadableError(channel, type(error).__name__) from error
        read += [(message["ts"], _said(message, bot_user)) for message in page.get("messages") or []]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return read


def before(read: list[tuple[str, Said]], ts: str) -> list[Said]:
    """The messages before the one of this time. Slack's times compare as text within one era of ten digits."""
    return [said for at, said in read if at < ts]


def _said(message: Message, bot_user: str) -> Said:
    text = str(message.get("text") or "")
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {} if metadata.get("event_type") == METADATA_EVENT else {}
    return Said(
        words=to_plain(text, bot_user),
        to_us=mentions(text, bot_user),
        by_us=message.get("user") == bot_user,
        by_bot="bot_id" in message or message.get("subtype") == "bot_message",
        event_id=payload.get("event_id"),
    )
