"""The app as it is installed in the workspace: its tokens, scopes, events and commands."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "commands",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "reactions:read",
        "reactions:write",
        "team:read",
        "users:read",
    }
)
EVENTS = frozenset(
    {"app_home_opened", "app_mention", "message.channels", "message.groups", "message.im", "message.mpim"}
)


@dataclass(frozen=True, slots=True)
class Installation:
    """What the team granted the app, and the secrets between the two (kept out of `repr`)."""

    scopes: frozenset[str] = SCOPES
    events: frozenset[str] = EVENTS
    commands: frozenset[str] = frozenset({"/nvcn"})
    escaped_commands: frozenset[str] = frozenset()
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(16)}", repr=False)
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(16)}", repr=False)
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16), repr=False)

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> "Installation":
        """The installation that an app manifest asks for."""
        settings = manifest.get("settings", {})
        commands = manifest.get("features", {}).get("slash_commands", [])
        return cls(
            scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
            events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
            commands=frozenset(c["command"] for c in commands),
            escaped_commands=frozenset(c["command"] for c in commands if c.get("should_escape")),
        )
