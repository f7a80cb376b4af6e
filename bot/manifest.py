"""The app manifest: what the listeners register, as Slack wants it declared."""

from typing import Any
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.surface import COMMAND, EVENTS, EVENTS_PATH, SCOPES

Json = dict[str, Any]

NAME = "nvcn"
DESCRIPTION = "Answers questions from curated articles and quotes the original word for word."
LONG_DESCRIPTION = (
    "Ask a question with /nvcn or by mentioning the bot, in Chinese or English. It looks the question up in a base of "
    "curated facts and shows the fact that fits, together with the passage of the article that proves it, who said it "
    "and when. No language model writes a word of the answer, and where the article does not tell, the bot says so.\n\n"
    "用 /nvcn 或 @ 提问,中文、英文都可以。机器人从整理过的事实中查找,逐字引用原文,并注明是谁说的、出自哪篇文章;"
    "文章没有说到的,它会直说。"
)
COMMAND_DESCRIPTION = "Ask the articles / 向文章提问"
USAGE_HINT = "[question / 问题] | help"
COLOUR = "#1d5c3a"


def build_manifest(http: str | None = None) -> Json:
    """The manifest for Socket Mode, or with the bot's public address for HTTP.

    Raises:
        SettingsError: where the address is none that Slack could call.
    """
    url = None if http is None else _events_url(http)
    command: Json = {"command": COMMAND, "description": COMMAND_DESCRIPTION, "usage_hint": USAGE_HINT}
    events: Json = {"bot_events": list(EVENTS)}
    if url is not None:
        command["url"] = events["request_url"] = url
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": DESCRIPTION,
            "long_description": LONG_DESCRIPTION,
            "background_color": COLOUR,
        },
        "features": {
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command | {"should_escape": False}],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": {"is_enabled": False},
            "org_deploy_enabled": False,
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }


def _events_url(http: str) -> str:
    address = urlsplit(http)
    if address.scheme not in {"http", "https"} or not address.hostname or address.query or address.fragment:
        raise SettingsError(["--http takes the bot's public address, which Slack calls: write https://HOST."])
    return http.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH
