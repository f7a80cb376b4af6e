"""The store: claims hold once, questions are kept, a broken database is one clear error."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store import Asked, Store
from bot.store.database import MEMORY, default_url
from bot.store.store import KEEP_CLAIMS

ASKED = Asked("T1", "C1", "U1", "command", "老黄跳了什么舞", "zh", "answered", 0.9, "dance")
MEND = "Set NVCN_DATABASE_URL to a file that can be written (sqlite:///FILE) or to a PostgreSQL database."


class Clock:
    def __init__(self) -> None:
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "file"])
async def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Store]:
    url = MEMORY if request.param == "memory" else f"sqlite:///{tmp_path / 'deep' / 'down' / 'nvcn.sqlite3'}"
    store = await Store.open(url, clock)
    yield store
    await store.close()


async def test_a_claim_holds_once(store: Store) -> None:
    assert await store.claim("event:1") is True
    assert await store.claim("event:1") is False
    assert await store.claim("event:2") is True


async def test_a_claim_of_two_keys_needs_both(store: Store) -> None:
    assert await store.claim("event:1", "said:1") is True
    assert await store.claim("event:2", "said:1") is False
    assert await store.claim("event:2", "said:2") is False


async def test_of_many_at_once_one_gets_the_claim(store: Store) -> None:
    claims = await asyncio.gather(*(store.claim("event:1", "said:1") for _ in range(30)))
    assert sorted(claims) == [False] * 29 + [True]


async def test_old_claims_are_forgotten(store: Store, clock: Clock) -> None:
    await store.claim("old")
    clock.time += KEEP_CLAIMS - timedelta(seconds=1)
    await store.claim("young")
    await store.prune()
    assert await store.claim("old") is False
    clock.time += timedelta(seconds=2)
    await store.prune()
    assert await store.claim("young") is False
    assert await store.claim("old") is True


async def test_questions_are_kept_newest_first(store: Store) -> None:
    missed = Asked("T1", "C1", "U1", "mention", "?'; DROP TABLE claims; --", "en", "none", 0.0, None)
    await store.record(ASKED)
    await store.record(missed)
    assert await store.questions() == [missed, ASKED]
    assert await store.questions(latest=1) == [missed]


async def test_two_bots_share_a_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'nvcn.sqlite3'}"
    one, other = await Store.open(url), await Store.open(url)
    claims = await asyncio.gather(*(store.claim(f"event:{n}") for store in (one, other) for n in range(20)))
    assert sum(claims) == 20
    await one.close()
    again = await Store.open(url)
    assert await again.claim("event:1") is False
    await other.close()
    await again.close()


async def test_the_file_is_written_ahead(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite:///{tmp_path / 'nvcn.sqlite3'}")
    await store.close()
    connection = sqlite3.connect(tmp_path / "nvcn.sqlite3")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "junk.sqlite3").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError) as caught:
        await Store.open(f"sqlite:///{tmp_path / 'junk.sqlite3'}")
    assert str(caught.value) == f"The database cannot be used: file is not a database. {MEND}"
    assert (tmp_path / "junk.sqlite3").read_bytes() == b"not a database at all" * 100


async def test_a_place_where_no_file_can_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        await Store.open(f"sqlite:///{tmp_path / 'file' / 'nvcn.sqlite3'}")
    assert str(caught.value) == f"The folder of the database cannot be made: {tmp_path / 'file'} (File exists). {MEND}"
    with pytest.raises(StoreError, match=r"The database cannot be used: unable to open database file\."):
        await Store.open(f"sqlite:///{tmp_path}")


async def test_a_read_only_database_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "nvcn.sqlite3"
    await (await Store.open(f"sqlite:///{path}")).close()
    with pytest.raises(StoreError, match="attempt to write a readonly database"):
        await Store.open(f"sqlite:///file:{path}?mode=ro&uri=true")


async def test_an_unreachable_server_does_not_tell_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        await Store.open("postgresql://nvcn:hunter2@127.0.0.1:1/nvcn")
    assert "hunter2" not in str(caught.value)
    assert str(caught.value).endswith(MEND)


def test_the_default_is_a_file_in_the_users_data_directory() -> None:
    assert default_url().startswith("sqlite:////")
    assert default_url().endswith("/nvcn/nvcn.sqlite3")
