"""Slack's markup: reading what people typed as plain text, and writing text that stays text."""

import re

_REFERENCE = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_PING = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.IGNORECASE)
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
WORD_JOINER = "\u2060"  # invisible; keeps "@here" from being read as a ping


def escape(text: str) -> str:
    """Text for mrkdwn and for a message's `text`: shows as it is, pings nobody, links nowhere.

    Slack asks for exactly these three entities: https://docs.slack.dev/messaging/formatting-message-text/#escaping
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _PING.sub("@" + WORD_JOINER, safe)


def to_plain(text: str, bot_user: str | None = None) -> str:
    """What a person typed, without Slack's markup and without the mention of the bot itself.

    Control characters go; they are no part of a question and would travel into logs and replies.
    """

    def reference(match: re.Match[str]) -> str:
        target, label = match.group(1), match.group(2)
        if target.startswith("@"):
            return "" if target[1:] == bot_user else f"@{label or target[1:]}"
        if target.startswith("#"):
            return f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or f"@{target[1:].split('^')[0]}"
        return label or target

    plain = _REFERENCE.sub(reference, text)
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return " ".join(_UNPRINTABLE.sub(" ", plain).split())


def mentions(text: str, bot_user: str) -> bool:
    """True where a message's text mentions this bot."""
    return any(match.group(1) == f"@{bot_user}" for match in _REFERENCE.finditer(text))
