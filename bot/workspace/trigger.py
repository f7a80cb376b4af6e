"""Trigger ids: leave to open a modal, for three seconds and once."""

import secrets
from dataclasses import dataclass

from bot.workspace.errors import RefusedError
from bot.workspace.stamp import Clock

LIFETIME = 3.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """Who did something, and when the leave that came of it ends."""

    user: str
    until: float


class Triggers:
    """The trigger ids that were handed out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, Trigger] = {}
        self._used: set[str] = set()

    def new(self, user_id: str) -> str:
        """A fresh trigger id for what this person just did."""
        trigger_id = f"{secrets.randbelow(10**12)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._open[trigger_id] = Trigger(user_id, self._clock() + LIFETIME)
        return trigger_id

    def exchange(self, trigger_id: str) -> str:
        """Use a trigger id up; the person it stands for."""
        if trigger_id in self._used:
            raise RefusedError("exchanged_trigger_id")
        trigger = self._open.get(trigger_id)
        if trigger is None:
            raise RefusedError("invalid_trigger_id")
        if self._clock() > trigger.until:
            raise RefusedError("expired_trigger_id")
        self._used.add(trigger_id)
        del self._open[trigger_id]
        return trigger.user
