"""Transactions: all or nothing, and a database that is away says so."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from bot.clock import MovableClock
from bot.db import sqlite
from bot.db.promises import Promise
from bot.db.store import DatabaseAway, Transaction, connect, transactions
from bot.domain.catalog import DeliveryKind
from tests.conftest import NewDatabase
from tests.db.builders import ANNA, BORIS, a_profile

FAR = datetime(2030, 1, 1, tzinfo=UTC)


async def test_an_exception_undoes_everything(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def fail() -> None:
        async with transaction() as store:
            await store.people.lock(ANNA, "en", clock())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with transaction() as store:
        assert await store.people.find(ANNA) is None


async def test_a_cancelled_transaction_is_undone_and_the_next_one_works(
    transaction: Transaction, clock: MovableClock
) -> None:
    started = asyncio.Event()

    async def hang() -> None:
        async with transaction() as store:
            await store.people.lock(ANNA, "en", clock())
            started.set()
            await asyncio.sleep(60)

    async with asyncio.TaskGroup() as group:
        task = group.create_task(hang())
        await started.wait()
        task.cancel()
    async with transaction() as store:
        assert await store.people.find(ANNA) is None
        await store.people.lock(ANNA, "en", clock())


async def test_a_claim_cancelled_at_any_moment_is_made_again_when_its_lease_is_over(
    transaction: Transaction, clock: MovableClock
) -> None:
    lease = timedelta(minutes=1)
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.deliveries.promise(Promise(ANNA, DeliveryKind.ROUTINE, "d", clock(), FAR, 1))

    async def claim() -> None:
        async with transaction() as store:
            await store.deliveries.claim(clock(), 10, lease)

    for moment in range(12):
        async with asyncio.TaskGroup() as group:
            task = group.create_task(claim())
            for _ in range(moment):
                await asyncio.sleep(0)
            task.cancel()
        clock.move(lease)
        async with transaction() as store:
            assert len(await store.deliveries.claim(clock(), 10, timedelta())) == 1


async def test_one_failing_transaction_among_many_fails_alone(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def take(id: int) -> None:
        async with transaction() as store:
            await store.updates.take(id, clock())
            if id == 5:
                raise ZeroDivisionError

    done = await asyncio.gather(*(take(id) for id in range(10)), return_exceptions=True)
    assert [type(one) for one in done if one] == [ZeroDivisionError]
    async with transaction() as store:
        assert [id for id in range(10) if await store.updates.take(id, clock())] == [5]


async def test_what_is_committed_is_there_for_another_process(
    database: str, clock: MovableClock
) -> None:
    ours, theirs = connect(database), connect(database)
    async with transactions(ours)() as store:
        await store.people.lock(ANNA, "en", clock())
    async with transactions(theirs)() as store:
        assert await store.people.find(ANNA) is not None
    await ours.dispose()
    await theirs.dispose()


async def test_a_database_that_cannot_be_reached_is_away() -> None:
    engine = connect("postgresql+asyncpg://nobody@127.0.0.1:9/nothing")
    with pytest.raises(DatabaseAway):
        async with transactions(engine)():
            pass
    await engine.dispose()


async def test_a_database_that_goes_away_and_comes_back_is_used_again(
    postgresql_server: str, new_database: NewDatabase, clock: MovableClock
) -> None:
    url = new_database("postgresql")
    engine, admin = connect(url), connect(postgresql_server.format(database="postgres"))
    transaction = transactions(engine)

    async def lose_the_connection() -> None:
        async with transaction() as store:
            await store.people.lock(ANNA, "en", clock())
            async with admin.connect() as connection:
                await connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    f" WHERE datname = '{make_url(url).database}'"
                )
            await store.people.lock(BORIS, "en", clock())

    with pytest.raises(DatabaseAway):
        await lose_the_connection()
    async with transaction() as store:
        assert await store.people.find(ANNA) is None
    await engine.dispose()
    await admin.dispose()


@pytest.mark.parametrize("dialect", ["postgresql"])
@pytest.mark.parametrize("code", ["53100", "40P01", "57P03", "55P03"])
async def test_trouble_that_passes_is_told_from_a_bug(transaction: Transaction, code: str) -> None:
    """Disk full, deadlock, starting up, lock not available; and a broken rule."""

    async def fail(code: str) -> None:
        async with transaction() as store:
            await store._connection.exec_driver_sql(
                f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"
            )

    with pytest.raises(DatabaseAway):
        await fail(code)
    with pytest.raises(DBAPIError):
        await fail("23505")


async def test_a_file_that_another_process_writes_to_for_too_long_is_away(
    new_database: NewDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = new_database("sqlite")
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    other = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    engine = connect(url)
    with pytest.raises(DatabaseAway):
        async with transactions(engine)():
            pass
    other.close()
    async with transactions(engine)():
        pass
    await engine.dispose()


async def test_a_short_wait_for_another_process_holds_up_nobody_else(
    new_database: NewDatabase, clock: MovableClock
) -> None:
    url = new_database("sqlite")
    other = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"), isolation_level=None)
    engine = connect(url)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with transactions(engine)() as store:
            await store.people.lock(ANNA, "en", clock())

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        writing = group.create_task(write())
        for _ in range(20):
            await asyncio.sleep(0.005)
        assert not writing.done()
        other.execute("COMMIT")
    other.close()
    await engine.dispose()


async def test_the_folder_of_a_new_file_is_made(tmp_path: Path) -> None:
    engine = connect(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'deep' / 'bot.db'}")
    async with transactions(engine)():
        pass
    assert (tmp_path / "data" / "deep" / "bot.db").exists()
    await engine.dispose()


async def test_a_full_disk_loses_nothing_that_was_committed(
    new_database: NewDatabase, clock: MovableClock
) -> None:
    engine = connect(new_database("sqlite"))
    transaction = transactions(engine)
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
    async with engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    async def fill() -> None:
        async with transaction() as store:
            for _ in range(500):
                await store.profiles.add(ANNA, a_profile(), clock())

    with pytest.raises(DatabaseAway):
        await fill()
    async with transaction() as store:
        assert await store.people.find(ANNA) is not None
        assert await store.profiles.all(ANNA) == ()
    await engine.dispose()


@pytest.mark.parametrize("dialect", ["postgresql"])
@pytest.mark.parametrize(
    ("name", "value"), [("SESSION", "SET lock_timeout = '200ms'"), ("LONGEST_S", 0.3)]
)
async def test_a_row_that_somebody_holds_for_long_is_a_database_that_is_away(
    name: str,
    value: object,
    database: str,
    transaction: Transaction,
    clock: MovableClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
    monkeypatch.setattr(f"bot.db.postgresql.{name}", value)
    impatient = connect(database)
    async with transaction() as store:
        await store.people.hold(ANNA)
        with pytest.raises(DatabaseAway):
            async with transactions(impatient)() as other:
                await other.people.hold(ANNA)
    async with transactions(impatient)() as other:
        assert await other.people.hold(ANNA) is not None
    await impatient.dispose()


def rights(folder: Path, name: str) -> dict[str, int]:
    """Who may read the files of a database."""
    return {path.name: path.stat().st_mode & 0o777 for path in folder.glob(f"{name}*")}


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that everybody may look into, with an old database that everybody may read."""
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(0o755)
    (folder / "old.db").touch()
    (folder / "old.db").chmod(0o644)
    return folder


@pytest.mark.parametrize("name", ["new.db", "old.db"])
async def test_only_the_owner_reads_the_files_of_a_database(name: str, open_folder: Path) -> None:
    engine = connect(f"sqlite+aiosqlite:///{open_folder / name}")
    async with engine.begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE t (a)")
        modes = rights(open_folder, name)
    assert {name, f"{name}-wal", f"{name}-shm"} <= set(modes)
    assert set(modes.values()) == {0o600}
    await engine.dispose()
