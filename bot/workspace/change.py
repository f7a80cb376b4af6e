"""What happened in the world, told to whoever observes it."""

from dataclasses import dataclass

from bot.workspace.channel import Channel
from bot.workspace.message import Message


@dataclass(frozen=True, slots=True)
class Posted:
    """A new message that the channel's members see."""

    message: Message


@dataclass(frozen=True, slots=True)
class Changed:
    """A message with new words."""

    before: Message
    after: Message


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message taken away."""

    before: Message
    ts: str


@dataclass(frozen=True, slots=True)
class Whispered:
    """An ephemeral message: shown, changed or taken away for one person."""

    message: Message


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction put on or taken off a message."""

    message: Message
    user: str
    name: str
    added: bool
    ts: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody came into a channel or left it."""

    channel: Channel
    user: str
    inviter: str | None
    joined: bool
    ts: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Something else on a person's screen changed: a modal, the Home tab, a status line."""

    user: str
    what: str


Change = Posted | Changed | Deleted | Whispered | Reacted | Joined | Shown
