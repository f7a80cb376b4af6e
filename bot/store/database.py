"""Opening the database: which driver, where the file lies, and what to say when it cannot be used."""

from pathlib import Path

from platformdirs import user_data_path
from sqlalchemy import event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import StoreError

MEMORY = "sqlite:///:memory:"
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
        return _sqlite(address.database)
    driven = address.set(drivername="postgresql+asyncpg")
    return create_async_engine(driven, pool_pre_ping=True)


def _sqlite(database: str | None) -> AsyncEngine:
    if database in (None, "", ":memory:"):
        # One connection, used in turn: another one would see another, empty memory.
        engine = create_async_engine(
            "sqlite+aiosqlite://", poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0
        )
    else:
        path = Path(str(database)).expanduser()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"The folder of the database cannot be made: {path.parent} ({_why(error)}). {MEND}"
            ) from error
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}", connect_args={"timeout": 10})
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    """Write-ahead logging lets a reader and a writer work at once; each commit still survives a crash of the bot."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__
