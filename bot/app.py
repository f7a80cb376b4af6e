"""The Bolt app, built from settings and a desk."""

import logging
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient

from bot import listeners
from bot.desk import Desk
from bot.listeners import fault
from bot.settings import Settings

_BOLT_TURNS_OAUTH_ON = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
TIMEOUT = 15  # seconds for a call to Slack


def build_client(settings: Settings) -> AsyncWebClient:
    """A client that waits when Slack says to, and tries again when Slack stumbles."""
    client = AsyncWebClient(
        token=settings.bot_token.get_secret_value() if settings.bot_token else None,
        base_url=settings.api_url,
        timeout=TIMEOUT,
        retry_handlers=[
            AsyncConnectionErrorRetryHandler(),
            AsyncRateLimitErrorRetryHandler(max_retry_count=3),
            AsyncServerErrorRetryHandler(max_retry_count=2),
        ],
    )
    if is_local(settings.api_url):
        client.proxy = None
    return client


def build_app(settings: Settings, desk: Desk) -> AsyncApp:
    """The app with every listener registered; it is connected to nothing yet."""

    async def attach(context: AsyncBoltContext, client: AsyncWebClient, next: Callable[[], Awaitable[None]]) -> None:
        context["desk"] = desk
        if is_local(settings.api_url):
            client.proxy = None
        await next()

    with _out_of_the_environment(_BOLT_TURNS_OAUTH_ON):
        app = AsyncApp(
            name="nvcn-bolt",  # Bolt gives the logger of this name its own level; ours is called nvcn
            logger=logging.getLogger("nvcn.bolt"),
            client=build_client(settings),
            signing_secret=settings.signing_secret.get_secret_value() if settings.signing_secret else "",
            # Socket Mode is trusted by its token; Slack signs nothing there.
            request_verification_enabled=not settings.socket_mode,
            before_authorize=attach,
        )
    listeners.register(app)
    fault.register(app)
    return app


def is_local(url: str) -> bool:
    """True for an address on this machine. The SDK would send even that through HTTPS_PROXY."""
    return urlsplit(url).hostname in {"127.0.0.1", "localhost", "::1"}


@contextmanager
def _out_of_the_environment(names: tuple[str, ...]) -> Iterator[None]:
    """Bolt reads these by itself and then drops the bot's token: https://docs.slack.dev/tools/bolt-python/ (OAuth)."""
    kept = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
