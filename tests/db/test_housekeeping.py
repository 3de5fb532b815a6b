"""Sweeping, backing up, moving."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.backup import NotBackedUp, backup
from bot.db.housekeeping import (
    DELIVERIES_KEPT,
    HISTORY_KEPT,
    UPDATES_KEPT,
    Swept,
    shorten_history,
    sweep,
)
from bot.db.migrate import downgrade
from bot.db.move import Moved, NotMoved, copy
from bot.db.promises import Promise
from bot.db.store import Transaction, connect, transactions
from bot.domain.catalog import DeliveryKind
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId, UserId
from bot.domain.talk.answers import Sides
from tests.conftest import NewDatabase
from tests.db.builders import ANNA, BORIS, TALK
from tests.db.test_dialogues import begun, say
from tests.db.test_erase import Rows, contents, live

YEAR = timedelta(days=365)


async def test_a_sweep_takes_what_is_old_and_nothing_else(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.deliveries.promise(
            Promise(ANNA, DeliveryKind.ROUTINE, "old", clock(), clock(), 1)
        )
        await store.deliveries.promise(
            Promise(ANNA, DeliveryKind.ROUTINE, "open", clock(), clock(), 1)
        )
        await store.deliveries.expire(clock(), 1)
        await store.updates.take(1, clock())
    assert await sweep(transaction, clock() + UPDATES_KEPT, YEAR) == Swept(0, 0, 0)
    clock.move(DELIVERIES_KEPT + timedelta(seconds=1))
    async with transaction() as store:
        await store.updates.take(2, clock())
        await store.people.lock(BORIS, "en", clock())
    assert await sweep(transaction, clock(), YEAR) == Swept(1, 1, 0)
    assert await sweep(transaction, clock(), YEAR) == Swept(0, 0, 0)
    async with transaction() as store:
        assert len(await store.deliveries.open_of(ANNA)) == 1
        assert not await store.updates.take(2, clock())
        assert await store.people.find(ANNA) is not None


async def test_a_group_is_remembered_for_good(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.updates.take(-100, clock())
        await store.updates.take(100, clock())
    await sweep(transaction, clock() + YEAR, YEAR)
    async with transaction() as store:
        assert not await store.updates.take(-100, clock())
        assert await store.updates.take(100, clock())


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_year_and_more_of_somebody_s_history_is_bounded(
    transaction: Transaction, clock: MovableClock
) -> None:
    sizes = []
    for month in range(36):
        async with transaction() as store:
            for _ in range(30):
                clock.move(timedelta(days=1))
                talk = await begun(store, clock)
                answered = await say(store, talk, clock, pain="no", hold=Sides(month, month))
                await store.dialogues.close(answered.id, clock())
                for kind in (EventKind.TIP, EventKind.PAIN, EventKind.STRETCHED):
                    await store.events.add(ANNA, kind, {}, clock())
            await store.events.add(ANNA, EventKind.LOCKED, {"month": month}, clock())
        await shorten_history(transaction, clock())
        async with transaction() as store:
            runs = await store.dialogues.runs(ANNA, [TALK])
            events = await store.events.all(ANNA)
        sizes.append(len(runs) + len(events))
    assert max(sizes) - sizes[13] <= 36 + 1  # the locks, and the first run
    held = [run[QuestionId("hold")] for _, run in runs]
    assert (held[0], held[-1]) == (Sides(0, 0), Sides(35, 35))
    assert len(runs) == HISTORY_KEPT.days + 2
    assert [e.detail["month"] for e in events if e.kind == "locked"] == list(range(36))


async def test_what_somebody_told_once_long_ago_still_counts(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await live(store, clock, ANNA)
        before = await store.takeout.of(ANNA)
    assert await shorten_history(transaction, clock() + 3 * YEAR) == 0
    async with transaction() as store:
        assert await store.takeout.of(ANNA) == before


async def test_people_who_have_not_written_for_long_are_erased(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await live(store, clock, ANNA)
        await live(store, clock, BORIS)
    clock.move(YEAR)
    async with transaction() as store:
        await store.people.lock(BORIS, "en", clock())
    assert (await sweep(transaction, clock(), YEAR)).people == 0
    clock.move(timedelta(seconds=1))
    assert (await sweep(transaction, clock(), YEAR)).people == 1
    async with transaction() as store:
        assert await store.people.find(ANNA) is None
        assert await store.people.find(BORIS) is not None


async def test_somebody_who_writes_during_the_sweep_is_kept(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        assert not await store.people.erase(ANNA, silent_since=clock())
        assert await store.people.erase(ANNA, silent_since=clock() + timedelta(seconds=1))


async def test_more_than_a_batch_is_swept_in_one_go(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        for id in range(1500):
            await store.updates.take(id, clock())
    assert (await sweep(transaction, clock() + YEAR, YEAR)).updates == 1500


@pytest.mark.parametrize("dialect", ["postgresql"])
async def test_one_replica_sweeps_at_a_time(database: str) -> None:
    engines = connect(database), connect(database)
    ours, theirs = (transactions(engine) for engine in engines)
    async with ours() as store, theirs() as other:
        assert await store.alone("sweep people")
        assert not await other.alone("sweep people")
        assert await other.alone("sweep updates")
    async with theirs() as other:
        assert await other.alone("sweep people")
    for engine in engines:
        await engine.dispose()


@pytest.fixture
async def full(
    new_database: NewDatabase, clock: MovableClock, dialect: str
) -> AsyncIterator[AsyncEngine]:
    """A database with two people in every table."""
    engine = connect(new_database(dialect))
    async with transactions(engine)() as store:
        await live(store, clock, ANNA)
        await live(store, clock, BORIS)
        await store.people.erase(ANNA)
        await live(store, clock, ANNA)
    yield engine
    await engine.dispose()


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_backup_is_a_database_to_go_on_with(
    full: AsyncEngine, tmp_path: Path, clock: MovableClock
) -> None:
    await backup(full, tmp_path / "kept" / "it's.db")
    restored = connect(f"sqlite+aiosqlite:///{tmp_path}/kept/it's.db")
    assert await contents(restored) == await contents(full)
    async with transactions(restored)() as store:
        await store.updates.take(99, clock())
    await restored.dispose()


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_backup_in_the_middle_of_writing_has_all_that_was_committed_before(
    full: AsyncEngine, tmp_path: Path, clock: MovableClock
) -> None:
    transaction = transactions(full)
    committed = 0
    enough, stop = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        nonlocal committed
        while not stop.is_set():
            async with transaction() as store:
                person = UserId(1000 + committed)
                await store.people.lock(person, "en", clock())
                await store.dialogues.open(person, TALK, clock())
            committed += 1
            if committed == 20:
                enough.set()
            await asyncio.sleep(0)

    async with asyncio.TaskGroup() as group:
        group.create_task(write())
        await enough.wait()
        before = committed
        await backup(full, tmp_path / "backup.db")
        stop.set()
    restored = connect(f"sqlite+aiosqlite:///{tmp_path / 'backup.db'}")
    rows = await contents(restored)
    new = {row[0] for row in rows["people"]} - {ANNA, BORIS}
    assert {UserId(1000 + n) for n in range(before)} <= new
    assert len(rows["dialogues"]) == len(new) + 2
    await restored.dispose()


async def test_a_backup_that_cannot_be_made_says_why_and_leaves_nothing(
    full: AsyncEngine, tmp_path: Path, dialect: str
) -> None:
    there = tmp_path / "there.db"
    there.write_text("precious")
    with pytest.raises(NotBackedUp, match="already" if dialect == "sqlite" else "pg_dump"):
        await backup(full, there)
    with pytest.raises(NotBackedUp):
        await backup(full, there / "below" / "a.db")
    assert there.read_text() == "precious"
    assert "there.db.partial" not in os.listdir(tmp_path)  # noqa: PTH208


def by_key(rows: Rows) -> Rows:
    """In one order: databases sort differently."""
    return {table: sorted(lines, key=lambda row: str(row[:2])) for table, lines in rows.items()}


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
async def test_moving_takes_everything_along_and_ids_go_on_from_there(
    full: AsyncEngine, new_database: NewDatabase, clock: MovableClock, to: str
) -> None:
    target = connect(new_database(to))
    moved = await copy(full, target)
    before, after = await contents(full), await contents(target)
    assert by_key(after) == by_key(before)
    assert {m.table: m.rows for m in moved} == {t: len(rows) for t, rows in before.items()}
    async with transactions(target)() as store:
        opened = await store.dialogues.open(ANNA, TALK, clock())
        assert opened not in {row[0] for row in before["dialogues"]}
        await store.events.add(ANNA, EventKind.LOCKED, {}, clock())
    await target.dispose()


async def test_moving_refuses_a_target_with_people_or_of_another_release(
    full: AsyncEngine, new_database: NewDatabase, dialect: str
) -> None:
    with pytest.raises(NotMoved, match="not empty"):
        await copy(full, full) if dialect == "postgresql" else await _onto_itself(full)
    target = connect(new_database("sqlite"))
    await downgrade(target, "base")
    with pytest.raises(NotMoved, match="migrate"):
        await copy(full, target)
    await target.dispose()


async def _onto_itself(full: AsyncEngine) -> tuple[Moved, ...]:
    """SQLite has one writer: copy it aside first."""
    assert full.url.database is not None
    aside = Path(full.url.database).with_name("aside.db")
    await backup(full, aside)
    target = connect(f"sqlite+aiosqlite:///{aside}")
    try:
        return await copy(full, target)
    finally:
        await target.dispose()
