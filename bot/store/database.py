"""Opening the database: which driver, where the file lies, and what to say when it cannot be used."""

import sqlite3
from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import URL, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import StoreError

MEMORY = "sqlite:///:memory:"
MEMORIES = (None, "", ":memory:")
BUSY = 10  # seconds to wait for another writer
MEND = "Set NVCN_DATABASE_URL to a file that can be written (sqlite:///FILE) or to a PostgreSQL database."


def default_url() -> str:
    """The file in the user's data directory, made if need be."""
    folder = user_data_path("nvcn", appauthor=False)
    return f"sqlite:///{folder / 'nvcn.sqlite3'}"


def open_engine(url: str) -> AsyncEngine:
    """An engine for `sqlite:///…` or `postgresql://…`; nothing is connected yet.

    Raises:
        StoreError: where the file's folder cannot be made or the address is none.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"NVCN_DATABASE_URL is no database address. {MEND}") from error
    if address.get_backend_name() == "sqlite":
        return _sqlite(address)
    driven = address.set(drivername="postgresql+asyncpg")
    return create_async_engine(driven, pool_pre_ping=True)


def _sqlite(address: URL) -> AsyncEngine:
    driven, database = address.set(drivername="sqlite+aiosqlite"), address.database
    if database in MEMORIES:
        # One connection, used in turn: another one would see another, empty memory.
        engine = create_async_engine(driven, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0)
    else:
        if not str(database).startswith("file:"):
            driven = driven.set(database=str(_with_folder(Path(str(database)).expanduser())))
        engine = create_async_engine(driven, connect_args={"timeout": BUSY})
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def _with_folder(path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise StoreError(f"The folder of the database cannot be made: {path.parent} ({why}). {MEND}") from error
    return path


def probe(engine: AsyncEngine) -> None:
    """Open a SQLite file once and write to it, without aiosqlite and without changing it.

    What cannot be opened, read or written shows here: where aiosqlite fails to connect, its thread outlives the loop
    and dies with a traceback on standard error.

    Raises:
        sqlite3.Error: what SQLite says.
    """
    if engine.dialect.name != "sqlite" or engine.url.database in MEMORIES:
        return
    (place, *_), options = engine.dialect.create_connect_args(engine.url)
    connection = sqlite3.connect(place, timeout=BUSY, uri=bool(options.get("uri")), isolation_level=None)
    try:
        for statement in ("PRAGMA journal_mode=WAL", "BEGIN IMMEDIATE", "PRAGMA user_version=0", "ROLLBACK"):
            connection.execute(statement)
    finally:
        connection.close()


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    """Write-ahead logging lets a reader and a writer work at once; each commit still survives a crash of the bot."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()
