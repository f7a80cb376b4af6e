"""The store: events are claimed once, questions are kept with how they ended."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from sqlalchemy import Insert, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StoreError
from bot.store.database import MEND, open_engine, probe
from bot.store.table import CLAIMS, METADATA, QUESTIONS

KEEP_CLAIMS = timedelta(days=2)  # Slack gives an event up after about an hour
PRUNE_EVERY = 500  # claims


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked, and how it ended."""

    team: str
    channel: str
    user: str
    surface: str
    question: str
    lang: str
    status: str
    confidence: float
    fact: str | None


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


class Store:
    """Claimed events and asked questions, in SQLite or PostgreSQL."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], datetime] = now) -> None:
        self._engine = engine
        self._clock = clock
        self._since_pruned = 0

    @classmethod
    async def open(cls, url: str, clock: Callable[[], datetime] = now) -> Self:
        """Connect, and make the tables where they are missing.

        Raises:
            StoreError: one sentence about what is wrong with the database.
        """
        store = cls(open_engine(url), clock)
        try:
            await asyncio.to_thread(probe, store._engine)
            async with store._begin() as connection:
                await connection.run_sync(METADATA.create_all)
        except sqlite3.Error as error:
            raise _unusable(error) from error
        except StoreError:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Let the database go."""
        await self._engine.dispose()

    async def claim(self, *keys: str) -> bool:
        """Take these keys for good; false where any of them was taken before. Safe among several processes."""
        async with self._begin() as connection:
            taken = [(await connection.execute(self._claim(key))).rowcount == 1 for key in keys]
        self._since_pruned += 1
        if self._since_pruned >= PRUNE_EVERY:
            self._since_pruned = 0
            await self.prune()
        return all(taken)

    async def prune(self) -> None:
        """Forget the claims that Slack will not ask about again."""
        async with self._begin() as connection:
            await connection.execute(delete(CLAIMS).where(CLAIMS.c.claimed_at < self._clock() - KEEP_CLAIMS))

    async def record(self, asked: Asked) -> None:
        """Keep a question and how it ended."""
        async with self._begin() as connection:
            await connection.execute(insert(QUESTIONS).values(asked_at=self._clock(), **asdict(asked)))

    async def questions(self, latest: int = 100) -> list[Asked]:
        """The questions asked last, newest first."""
        columns = [QUESTIONS.c[name] for name in Asked.__slots__]
        async with self._begin() as connection:
            rows = await connection.execute(select(*columns).order_by(QUESTIONS.c.id.desc()).limit(latest))
            return [Asked(*row) for row in rows]

    async def ping(self) -> None:
        """Raise StoreError where the database does not answer."""
        async with self._begin() as connection:
            await connection.execute(select(1))

    def _claim(self, key: str) -> Insert:
        # Insert or ignore: the database itself decides who comes first, also among several processes.
        dialect = sqlite.insert if self._engine.dialect.name == "sqlite" else postgresql.insert
        return dialect(CLAIMS).values(key=key, claimed_at=self._clock()).on_conflict_do_nothing()

    @asynccontextmanager
    async def _begin(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(error) from error


def _unusable(error: Exception) -> StoreError:
    """The driver's own words, without the statement, its values or the address (which may hold a password)."""
    origin = getattr(error, "orig", None) or error
    first = str(origin).strip().splitlines()[0:1]
    reason = (first[0] if first else type(origin).__name__).rstrip(".")
    return StoreError(f"The database cannot be used: {reason}. {MEND}")
