"""Building the app: nothing in the environment changes who the bot is or where it speaks to."""

import os

import pytest
from pydantic import SecretStr

from bot.app import build_app, build_client, is_local
from bot.desk import Desk
from bot.locales import Locales
from bot.metrics import Metrics
from bot.settings import Settings
from bot.store import Store
from bot.store.database import MEMORY, open_engine
from tests.bot.sample import PreparedEngine

SETTINGS = Settings(bot_token=SecretStr("xoxb-1"), app_token=SecretStr("xapp-1"), api_url="http://127.0.0.1:1/api/")


def desk() -> Desk:
    return Desk(PreparedEngine(), Store(open_engine(MEMORY)), Locales(), Metrics())


def test_client_credentials_in_the_environment_do_not_take_the_token_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "hunter2")
    app = build_app(SETTINGS, desk())
    assert app.oauth_flow is None
    assert app.client.token == "xoxb-1"
    assert (os.environ["SLACK_CLIENT_ID"], os.environ["SLACK_CLIENT_SECRET"]) == ("1.2", "hunter2")


def test_a_proxy_is_for_the_real_slack_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    assert build_client(SETTINGS).proxy is None
    assert build_client(SETTINGS.model_copy(update={"api_url": "https://slack.com/api/"})).proxy == (
        "http://proxy.example:3128"
    )


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8750/api/", True),
        ("http://localhost/api/", True),
        ("http://[::1]:1/", True),
        ("https://slack.com/api/", False),
        ("https://127.0.0.1.example/", False),
    ],
)
def test_an_address_on_this_machine_is_local(url: str, local: bool) -> None:
    assert is_local(url) is local
