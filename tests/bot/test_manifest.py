"""The manifest declares exactly what is registered, and asks for no scope without a use."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from slack_bolt.async_app import AsyncApp

import bot
from bot import listeners
from bot.errors import SettingsError
from bot.manifest import build_manifest
from bot.surface import SCOPES

PACKAGE = Path(bot.__file__).parent


class Register(AsyncApp):
    """Writes down what is registered; anything not foreseen here fails."""

    def __init__(self) -> None:
        self.commands: list[object] = []
        self.events: list[object] = []

    def command(self, name: object, *_: object) -> Callable[[object], object]:  # type: ignore[override]
        self.commands.append(name)
        return lambda function: function

    def event(self, name: object, *_: object) -> Callable[[object], object]:  # type: ignore[override]
        self.events.append(name)
        return lambda function: function

    def middleware(self, *_: object) -> None:
        """Declares nothing."""


@pytest.fixture
def app() -> Register:
    app = Register()
    listeners.register(app)
    return app


def test_the_commands_are_those_registered(app: Register) -> None:
    declared = [command["command"] for command in build_manifest()["features"]["slash_commands"]]
    assert declared == app.commands == ["/nvcn"]


def test_the_events_are_those_registered(app: Register) -> None:
    declared = build_manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert declared == app.events == ["app_mention"]


def test_no_scope_is_without_a_use_in_the_code() -> None:
    own = [path for path in PACKAGE.rglob("*.py") if "workspace" not in path.parts and path.name != "surface.py"]
    code = "\n".join(path.read_text("utf-8") for path in own)
    manifest = build_manifest()
    for scope, uses in SCOPES.items():
        for use in uses:
            declared = use in manifest["settings"]["event_subscriptions"]["bot_events"] or use == "/nvcn"
            assert declared or f"client.{use}(" in code, (scope, use)
    assert manifest["oauth_config"]["scopes"] == {"bot": sorted(SCOPES)}


def test_every_call_to_slack_has_its_scope() -> None:
    free = {"auth_test", "apps_connections_open", "is_connected"}  # need no scope of the bot token
    own = [path for path in PACKAGE.rglob("*.py") if "workspace" not in path.parts]
    called = {call for path in own for call in re.findall(r"client\.([a-z]+_\w+)\(", path.read_text("utf-8"))}
    assert called - free == {use for uses in SCOPES.values() for use in uses if "_" in use} - {"app_mention"}


def test_without_an_address_it_is_socket_mode() -> None:
    manifest = build_manifest()
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in manifest["settings"]["event_subscriptions"]
    assert "url" not in manifest["features"]["slash_commands"][0]
    assert manifest["_metadata"] == {"major_version": 1, "minor_version": 1}


@pytest.mark.parametrize(
    "url", ["https://bot.example.com", "https://bot.example.com/", "https://bot.example.com/slack/events"]
)
def test_with_an_address_everything_goes_there(url: str) -> None:
    manifest = build_manifest(url)
    assert manifest["settings"]["socket_mode_enabled"] is False
    assert manifest["settings"]["event_subscriptions"]["request_url"] == "https://bot.example.com/slack/events"
    assert manifest["features"]["slash_commands"][0]["url"] == "https://bot.example.com/slack/events"


@pytest.mark.parametrize("url", ["bot.example.com", "ftp://x", "https://", "https://x/?a", ""])
def test_an_address_that_is_none_is_one_sentence(url: str) -> None:
    with pytest.raises(SettingsError, match=r"^--http takes the bot's public address"):
        build_manifest(url)


def test_slacks_lengths_are_kept() -> None:
    shown = build_manifest()["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4_000
    assert len(build_manifest()["features"]["slash_commands"][0]["description"]) <= 2_000
