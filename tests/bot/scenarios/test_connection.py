"""Signing in, staying connected, and what is said where that fails."""

import asyncio

import httpx
import pytest

from bot.errors import SlackUnreachableError, TokenRefusedError
from bot.serving import listen, running
from bot.settings import Settings
from bot.workspace import Workspace
from tests.bot.sample import PreparedEngine
from tests.bot.scenarios.conftest import Office, connected, opened


def settings(workspace: Workspace, **changes: str) -> Settings:
    given = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
        "NVCN_DATABASE_URL": "sqlite:///:memory:",
    }
    return Settings.model_validate(given | changes)


@pytest.mark.parametrize(
    ("name", "token"), [("SLACK_BOT_TOKEN", "xoxb-1-another"), ("SLACK_APP_TOKEN", "xapp-1-another")]
)
async def test_a_refused_token_is_one_error_with_its_mend(name: str, token: str) -> None:
    async with Workspace() as workspace:
        with pytest.raises(TokenRefusedError) as caught:
            async with running(settings(workspace, **{name: token}), PreparedEngine(), listen("127.0.0.1", 0)):
                pass
    assert caught.value.exit_code == 2
    assert str(caught.value) == (
        f"Slack refuses {name} (invalid_auth). Copy it again from your app's pages at https://api.slack.com/apps."
    )


async def test_a_proxy_in_the_environment_does_not_come_between(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for transport in ("socket", "http"):
        async with opened(transport) as office:
            said = await office.workspace.say("lin", "general", f"{office.me} 老黄跳了什么舞")
            assert len(await office.replies("general", said.ts)) == 1


async def test_nobody_at_the_address_is_one_error() -> None:
    async with Workspace() as workspace:
        unreachable = settings(workspace, SLACK_API_URL="http://127.0.0.1:9/api/")
    with pytest.raises(SlackUnreachableError, match=r"^Slack cannot be reached at http://127\.0\.0\.1:9/api/ \("):
        async with running(unreachable, PreparedEngine(), listen("127.0.0.1", 0)):
            pass


async def test_the_bot_comes_back_when_slack_refreshes_the_connection() -> None:
    async with Workspace() as workspace:
        office = Office(workspace, PreparedEngine())
        async with connected(office, "socket"):
            await workspace.socket_mode.cut()
            async with asyncio.timeout(25):
                await workspace.socket_mode.connected()
            outcome = await workspace.command("lin", "general", "/nvcn", "help")
            assert outcome.failed is None


async def test_a_bot_without_its_line_is_not_ready() -> None:
    async with opened("socket") as office:
        assert office.bot is not None
        await office.bot.line.close()
        async with httpx.AsyncClient(trust_env=False) as client:
            ready = await client.get(f"http://127.0.0.1:{office.bot.port}/readyz")
    assert ready.status_code == 503
    assert ready.json() == {
        "ready": False,
        "problems": {"slack": "Socket Mode is not connected; the bot keeps trying."},
    }
