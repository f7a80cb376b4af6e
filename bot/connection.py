"""The connection to Slack: who we are there, and the Socket Mode line."""

import asyncio

from aiohttp import ClientError
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import is_local
from bot.errors import SlackUnreachableError, TokenRefusedError
from bot.settings import Settings

PING_EVERY = 10.0  # seconds


async def check_bot(client: AsyncWebClient) -> str:
    """The bot's name and team, as Slack knows them.

    Raises:
        TokenRefusedError: where Slack does not accept the bot token.
        SlackUnreachableError: where nobody answers.
    """
    try:
        who = await client.auth_test()
    except SlackApiError as error:
        raise TokenRefusedError("SLACK_BOT_TOKEN", str(error.response.get("error", "unknown"))) from error
    except (ClientError, TimeoutError, OSError) as error:
        raise SlackUnreachableError(client.base_url, type(error).__name__) from error
    return f"{who.get('user')} in {who.get('team')}"


async def open_line(client: AsyncWebClient, app_token: str) -> str:
    """A fresh address for Socket Mode.

    Raises:
        TokenRefusedError: where Slack does not accept the app token.
        SlackUnreachableError: where nobody answers.
    """
    try:
        opened = await client.apps_connections_open(app_token=app_token)
    except SlackApiError as error:
        raise TokenRefusedError("SLACK_APP_TOKEN", str(error.response.get("error", "unknown"))) from error
    except (ClientError, TimeoutError, OSError) as error:
        raise SlackUnreachableError(client.base_url, type(error).__name__) from error
    return str(opened["url"])


class Line:
    """The Socket Mode connection. The SDK renews it by itself; this opens and closes it."""

    def __init__(self, settings: Settings, app: AsyncApp) -> None:
        self._settings = settings
        self._app = app
        self._handler: AsyncSocketModeHandler | None = None

    async def connect(self) -> None:
        """Connect once; a refused token is an error here, while the SDK would try it forever."""
        token = self._settings.app_token
        if token is None:
            return
        url = await open_line(self._app.client, token.get_secret_value())
        self._handler = AsyncSocketModeHandler(self._app, token.get_secret_value(), ping_interval=PING_EVERY)
        self._handler.client.wss_uri = url
        if is_local(self._settings.api_url):
            self._handler.client.proxy = None
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def connected(self) -> bool:
        """True while the line stands."""
        return self._handler is not None and await self._handler.client.is_connected()

    async def close(self) -> None:
        """Hang up."""
        if self._handler is None:
            return
        client = self._handler.client
        tasks = [client.message_processor, client.message_receiver, client.current_session_monitor]
        await self._handler.close_async()  # type: ignore[no-untyped-call]
        # The SDK cancels its tasks and leaves them; wait, or they outlive the loop.
        await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)
