"""Message stamps: Slack's `ts`, at once the time of a message and its id in the channel."""

from collections.abc import Callable

Clock = Callable[[], float]
_MICRO = 1_000_000


class Stamps:
    """Hands out stamps that are unique and rise, however fast they are asked for."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """The stamp of something that happens now."""
        self._last = max(self._last + 1, int(self._clock() * _MICRO))
        return f"{self._last // _MICRO}.{self._last % _MICRO:06d}"


def order(ts: str) -> tuple[int, int]:
    """A key that sorts stamps by time; an ill-formed one sorts first."""
    seconds, _, micros = ts.partition(".")
    if not seconds.isdecimal() or (micros and not micros.isdecimal()):
        return (-1, 0)
    return int(seconds), int(micros.ljust(6, "0")[:6] or 0)
