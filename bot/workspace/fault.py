"""Faults on demand: the next call of a method fails, as Slack's sometimes do."""

from collections import deque
from dataclasses import dataclass

from bot.workspace.errors import RefusedError


@dataclass(frozen=True, slots=True)
class Fault:
    """How a call is to fail: an error name, or an HTTP status."""

    error: str | None = None
    status: int = 200
    retry_after: int | None = None

    def refusal(self) -> RefusedError:
        """The refusal that the caller gets."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return RefusedError(self.error or "internal_error", status=self.status, headers=headers)


class Faults:
    """The faults that wait for their calls; `*` is any method."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[Fault]] = {}

    def add(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next `times` calls of a method fail."""
        self._waiting.setdefault(method, deque()).extend([fault] * times)

    def take(self, method: str) -> Fault | None:
        """The fault for this call, if one waits."""
        for name in (method, "*"):
            if self._waiting.get(name):
                return self._waiting[name].popleft()
        return None
