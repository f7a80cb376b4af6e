"""The slash command: answered privately within the acknowledgement, also where the bot is not a member."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk import Desk, Inquiry, Reply
from bot.markup import to_plain
from bot.surface import COMMAND

HELP = frozenset({"", "help", "?", "\uff1f", "帮助", "幫助", "说明"})


async def on_command(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient) -> None:
    """Answer a question, or explain the bot."""
    desk: Desk = context["desk"]
    user = str(body.get("user_id", ""))
    text = to_plain(str(body.get("text") or ""), context.bot_user_id)
    if text.casefold() in HELP:
        reply = Reply(desk.help(await desk.locales.lang(client, user)))
    else:
        reply = desk.reply(
            Inquiry(
                text=text,
                surface="command",
                team=str(body.get("team_id", "")),
                channel=str(body.get("channel_id", "")),
                user=user,
                reads=await desk.locales.lang_for(client, user, text),
            )
        )
    await ack(text=reply.payload["text"], blocks=reply.payload["blocks"], response_type="ephemeral")
    await desk.remember(reply)


def register(app: AsyncApp) -> None:
    """Listen to the command."""
    app.command(COMMAND)(on_command)
