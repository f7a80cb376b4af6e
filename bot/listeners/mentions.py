"""Mentions: answered in the thread, with the thread's earlier questions in mind."""

from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.conversation import Said, already_answered, earlier_questions, has_words, wordless_question
from bot.desk import Desk, Inquiry, Reply
from bot.errors import ThreadUnreadableError
from bot.listeners.claim import retry_number
from bot.listeners.commands import HELP
from bot.markup import to_plain
from bot.reply import post
from bot.surface import MENTION
from bot.thread import before, read_thread
from bot.views.note import build_welcome
from bot.words import words_in

_PEOPLE_WRITE = frozenset({None, "file_share", "me_message", "thread_broadcast"})  # subtypes of people's own messages

log = structlog.get_logger("nvcn")


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as the event tells it."""

    words: str
    user: str
    team: str
    channel: str
    ts: str
    root: str
    event_id: str

    @property
    def in_thread(self) -> bool:
        """True for a reply in a thread, false for a message that may begin one."""
        return self.root != self.ts


async def on_mention(
    request: AsyncBoltRequest, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
) -> None:
    """Answer a person's mention. What bots write is left alone, or two of them would talk forever."""
    event = body["event"]
    if event.get("bot_id") or event.get("subtype") not in _PEOPLE_WRITE or not event.get("user"):
        return
    mention = _read(body, context.bot_user_id or "")
    desk: Desk = context["desk"]
    said = await _said(client, mention, context.bot_user_id or "", repeated=retry_number(request) > 0)
    if already_answered([one for _, one in said], mention.event_id):
        return
    reply = await _reply(desk, client, mention, before(said, mention.ts))
    await post(client, mention.channel, mention.root, reply.payload, mention.event_id)
    await desk.remember(reply)


async def _reply(desk: Desk, client: AsyncWebClient, mention: Mention, said: list[Said]) -> Reply:
    words, earlier = mention.words, earlier_questions(said)
    if words.casefold() in HELP - {""} and has_words(words):
        return Reply(desk.help(await desk.locales.lang(client, mention.user)))
    if not has_words(words):
        words, earlier = wordless_question(said)
    if not words:
        return Reply(build_welcome(words_in(await desk.locales.lang(client, mention.user))))
    reads = await desk.locales.lang_for(client, mention.user, words)
    return desk.reply(Inquiry(words, "mention", mention.team, mention.channel, mention.user, reads, earlier))


async def _said(client: AsyncWebClient, mention: Mention, bot_user: str, *, repeated: bool) -> list[tuple[str, Said]]:
    """The thread, where it is needed: for a mention in one, and to see whether a repeated event was answered before."""
    if not (mention.in_thread or repeated):
        return []
    try:
        return await read_thread(client, mention.channel, mention.root, bot_user)
    except ThreadUnreadableError as error:
        if not has_words(mention.words):
            raise
        # The question stands alone well enough; without the thread it is answered all the same.
        log.warning("thread not read", reason=str(error))
        return []


def _read(body: dict[str, Any], bot_user: str) -> Mention:
    event = body["event"]
    return Mention(
        words=to_plain(str(event.get("text") or ""), bot_user),
        user=event["user"],
        team=str(body.get("team_id", "")),
        channel=event["channel"],
        ts=event["ts"],
        root=event.get("thread_ts") or event["ts"],
        event_id=str(body.get("event_id", "")),
    )


def register(app: AsyncApp) -> None:
    """Listen to mentions."""
    app.event(MENTION)(on_mention)
