"""Collecting what is wrong with a payload, each problem with its place."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from bot.workspace.wire import Json


class Problems:
    """The problems found so far; the place is a JSON pointer that follows the checks down into the payload."""

    def __init__(self, root: str = "") -> None:
        self._path: list[str] = [root] if root else []
        self._found: list[str] = []

    @property
    def found(self) -> tuple[str, ...]:
        """What is wrong, in the order of the payload."""
        return tuple(self._found)

    def add(self, what: str, *path: str | int) -> None:
        """Note a problem at a place below the present one."""
        pointer = "/".join(("", *self._path, *map(str, path)))
        self._found.append(f"{what} [json-pointer:{pointer}]")

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Check something below the present place."""
        self._path += map(str, path)
        try:
            yield
        finally:
            del self._path[-len(path) :]

    def string(self, owner: Json, key: str, most: int, *, required: bool = False, least: int = 1) -> None:
        """Check a string and its length."""
        value = owner.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}")
        elif not isinstance(value, str):
            self.add("must be a string", key)
        elif len(value) < least:
            self.add(f"must be more than {least - 1} characters", key)
        elif len(value) > most:
            self.add(f"must be less than {most + 1} characters", key)

    def items(
        self, owner: Json, key: str, most: int, *, least: int = 1, required: bool = True
    ) -> list[tuple[int, Json]]:
        """Check a list of objects and its length; what can be looked into further."""
        value = owner.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}")
            return []
        if not isinstance(value, list):
            self.add("must be an array", key)
            return []
        if len(value) < least:
            self.add(f"no fewer than {least} items required", key)
        if len(value) > most:
            self.add(f"no more than {most} items allowed", key)
        for number, item in enumerate(value):
            if not isinstance(item, dict):
                self.add("must be an object", key, number)
        return [(number, item) for number, item in enumerate(value) if isinstance(item, dict)]

    def child(self, owner: Json, key: str, *, required: bool = False) -> Json | None:
        """Check that a value is an object."""
        value: Any = owner.get(key)
        if value is None:
            if required:
                self.add(f"missing required field: {key}")
            return None
        if not isinstance(value, dict):
            self.add("must be an object", key)
            return None
        return value

    def one_of(self, owner: Json, key: str, allowed: Collection[str], *, required: bool = False) -> None:
        """Check a string that is one of a few."""
        value = owner.get(key)
        if value is None and not required:
            return
        if value not in allowed:
            self.add(f"must be a valid enum value ({', '.join(sorted(allowed))})", key)

    def only(self, owner: Json, allowed: Collection[str]) -> None:
        """Check that there are no fields that Slack doesn't know."""
        for key in owner:
            if key not in allowed:
                self.add(f"invalid additional property: {key}")
