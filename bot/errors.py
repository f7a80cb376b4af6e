"""What can go wrong in the bot, each with the words that say what broke and how to mend it."""

from collections.abc import Sequence


class NvcnBotError(Exception):
    """Base of every error the bot foresees; `exit_code` is what the command line ends with."""

    exit_code = 1


class SettingsError(NvcnBotError):
    """The settings cannot be used; holds one sentence for every problem found."""

    exit_code = 2

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class UsageError(NvcnBotError):
    """A command was given something that it can't take."""

    exit_code = 2


class StoreError(NvcnBotError):
    """The database cannot be opened, read or written."""


class PortBusyError(NvcnBotError):
    """Nothing can listen on the address that was asked for."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(f"Cannot listen on {host}:{port} ({reason}). Choose a free port with --port.")
        self.host, self.port = host, port


class TokenRefusedError(NvcnBotError):
    """Slack answered and does not accept a token."""

    exit_code = 2

    def __init__(self, setting: str, error: str) -> None:
        super().__init__(
            f"Slack refuses {setting} ({error}). Copy it again from your app's pages at https://api.slack.com/apps."
        )
        self.setting, self.error = setting, error


class SlackUnreachableError(NvcnBotError):
    """Nobody answers at the address of Slack's API."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"Slack cannot be reached at {url} ({reason}). Check the network, HTTPS_PROXY and SLACK_API_URL."
        )
        self.url = url


class ThreadUnreadableError(NvcnBotError):
    """The bot was called into a thread without words, and may not read it; the asker is told so."""

    def __init__(self, channel: str, error: str) -> None:
        super().__init__(
            f"The thread in {channel} cannot be read ({error}). Invite the bot there and grant its history scopes."
        )
        self.channel, self.error = channel, error
