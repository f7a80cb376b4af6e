"""Fixtures that the workspace's tests share."""

import time
from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace import Workspace
from tests.bot.workspace_bot import client_of


class Hand:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = float(int(time.time()))  # Bolt refuses signatures that are five minutes old

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
async def workspace(clock: Hand) -> AsyncIterator[Workspace]:
    async with Workspace(clock=clock, ack_timeout=0.15, retry_delays=(0, 0, 0)) as opened:
        yield opened


@pytest.fixture
def client(workspace: Workspace) -> AsyncWebClient:
    return client_of(workspace)


async def refusal(client: AsyncWebClient, method: str, **arguments: object) -> str:
    """Slack's error name for a call that is refused."""
    with pytest.raises(SlackApiError) as caught:
        await client.api_call(method, json=arguments)
    return str(caught.value.response["error"])
