"""The language each person reads Slack in, asked once an hour at most."""

import asyncio
import time
from collections.abc import Callable

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import language

KEEP = 3_600.0  # seconds
PATIENCE = 1.0  # seconds; an answer to a command has three in all
MOST = 10_000  # people remembered


class Locales:
    """Looks up people's locale and remembers it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, str]] = {}

    async def lang(self, client: AsyncWebClient, user: str | None) -> str:
        """The bot's language for a person: "zh" for any `zh-*`, else "en", also where Slack does not tell in time."""
        if not user:
            return language.from_locale(None)
        until, lang = self._known.get(user, (0.0, ""))
        if self._clock() < until:
            return lang
        try:
            response = await asyncio.wait_for(client.users_info(user=user, include_locale=True), PATIENCE)
        except (SlackApiError, ClientError, TimeoutError, OSError):
            return lang or language.from_locale(None)
        lang = language.from_locale((response.get("user") or {}).get("locale"))
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[user] = (self._clock() + KEEP, lang)
        return lang

    async def lang_for(self, client: AsyncWebClient, user: str | None, text: str) -> str:
        """The language a text is written in; in doubt that of its writer."""
        return await self.lang(client, user) if language.in_doubt(text) else language.of_text(text)
