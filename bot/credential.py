"""Slack's secrets: which kind each setting takes, and what to say of the wrong one."""

import re

from pydantic import AfterValidator, SecretStr

_KINDS = {
    "xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a user token",
    "xoxe": "a refresh or configuration token",
    "xoxc-": "a browser session's token",
    "xoxs-": "a legacy token",
    "xoxa-": "a legacy workspace token",
}
_WHERE = {
    "xoxb-": "Copy the one that begins with xoxb- from OAuth & Permissions in your app's settings.",
    "xapp-": "Make one with the scope connections:write (it begins with xapp-) in Basic Information, App-Level Tokens.",
}
_SIGNING = "Copy the Signing Secret from Basic Information, App Credentials."


class WrongSettingError(ValueError):
    """What is wrong with one setting, as a sentence or two that stand alone. Never holds the value of a secret."""


def token(setting: str, prefix: str) -> AfterValidator:
    """A check that a setting holds the kind of token that begins with `prefix`."""

    def check(secret: SecretStr) -> SecretStr:
        value = secret.get_secret_value()
        if not value.startswith(prefix):
            kind = next((kind for start, kind in _KINDS.items() if value.startswith(start)), None)
            wrong = f"is {kind}, not {_KINDS[prefix]}" if kind else "is no Slack token"
            raise WrongSettingError(f"{setting} {wrong}. {_WHERE[prefix]}")
        if not re.fullmatch(r"[A-Za-z0-9_.-]+", value) or len(value) == len(prefix):
            raise WrongSettingError(f"{setting} is cut short or has stray characters. {_WHERE[prefix]}")
        return secret

    return AfterValidator(check)


def check_signing_secret(secret: SecretStr) -> SecretStr:
    """Refuse a token in the signing secret's place, and what no header could be signed with."""
    value = secret.get_secret_value()
    if value.startswith(("xox", "xapp-")):
        raise WrongSettingError(f"SLACK_SIGNING_SECRET holds a token. {_SIGNING}")
    if not re.fullmatch(r"[\x21-\x7e]+", value):
        raise WrongSettingError(f"SLACK_SIGNING_SECRET has stray characters. {_SIGNING}")
    return secret
