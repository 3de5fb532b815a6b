"""Erasing leaves nothing of a person in any row of any table."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db.promises import Promise
from bot.db.store import Store, Transaction
from bot.db.tables import metadata
from bot.domain.catalog import DeliveryKind
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId, UserId
from bot.domain.talk.dialogue import Dialogue
from bot.domain.zone_rules import ZoneRules
from tests.db.builders import (
    ANNA,
    BORIS,
    TALK,
    a_lock,
    a_person,
    a_profile,
    a_script,
    a_state,
    a_workout,
)

Rows = dict[str, list[tuple[object, ...]]]
"""Table -> its rows."""

OF_NOBODY = {"updates", "files", "budgets", "zone_rules", "locks", "salts"}
"""Tables without a person: ids of updates, of files, of lanes, zones, and hashes."""


async def live(store: Store, clock: MovableClock, person: UserId) -> None:
    """Leave something in every table."""
    await store.updates.take(person, clock())
    await store.people.lock(person, "en", clock())
    await store.people.save(a_person(person, lock=a_lock()))
    id = await store.dialogues.open(person, TALK, clock())
    before = Dialogue(id, a_script(), {})
    await store.dialogues.save(before, before.answer(QuestionId("pain"), "yes"), clock())
    await store.profiles.add(person, a_profile(), clock())
    await store.workouts.save(person, a_workout())
    await store.deliveries.promise(
        Promise(person, DeliveryKind.ROUTINE, "day", clock(), clock(), 1)
    )
    await store.undos.keep(person, a_state(), a_state(), clock())
    await store.events.add(person, EventKind.RED_FLAG_HEARD, {"flags": ["R01"]}, clock())
    await store.files.save(1, "plank.png", "file")
    await store.budget.take(1, 30.0, clock())
    await store.zones.save({"Europe/Kyiv": ZoneRules((0,), (7200,), 1)})


async def contents(engine: AsyncEngine) -> Rows:
    """Every row of every table."""
    async with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in await connection.execute(select(table))]
            for table in metadata.sorted_tables
        }


async def test_nothing_of_an_erased_person_is_left_and_everything_of_others_is(
    engine: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await live(store, clock, BORIS)
    others = await contents(engine)
    async with transaction() as store:
        await live(store, clock, ANNA)
    full = await contents(engine)
    assert all(full[table] for table in full.keys() - {"locks", "salts"})
    async with transaction() as store:
        assert await store.people.erase(ANNA)
    left = await contents(engine)
    for table in left.keys() - OF_NOBODY:
        assert left[table] == others[table], table
    assert str(ANNA) not in re.sub(r"datetime\([^)]*\)", "", str(left | {"updates": []}))
    assert len(left["locks"]) == 1


async def test_every_table_is_known_to_hold_people_or_not_to() -> None:
    reached = {"people"}
    for table in metadata.sorted_tables:
        if any(key.column.table.name in reached for key in table.foreign_keys):
            assert all(key.ondelete == "CASCADE" for key in table.foreign_keys)
            reached.add(table.name)
    assert reached | OF_NOBODY == set(metadata.tables)
    assert not reached & OF_NOBODY


async def test_an_erased_person_who_was_not_locked_leaves_no_trace_at_all(
    engine: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.save(a_person())
        await store.people.erase(ANNA)
    assert not any((await contents(engine)).values())


async def test_nothing_can_be_kept_of_somebody_unknown(
    engine: AsyncEngine, clock: MovableClock
) -> None:
    """Foreign keys are on: an erased person's late message cannot bring rows back."""
    row = {"person": ANNA, "at": clock(), "kind": "stop", "detail": {}}

    async def keep() -> None:
        async with engine.begin() as connection:
            await connection.execute(insert(metadata.tables["events"]).values(row))

    with pytest.raises(IntegrityError):
        await keep()
    assert not (await contents(engine))["events"]


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_what_is_erased_is_overwritten_in_the_file(
    engine: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    file = Path(str(engine.url.database))
    async with transaction() as store:
        await live(store, clock, ANNA)
    settled(file)
    assert b"friend_123" in content_of(file)
    async with transaction() as store:
        await store.people.erase(ANNA)
    settled(file)
    for word in (b"friend_123", b"after my first coffee", b"calf_wall", b"Asia/Kathmandu"):
        assert word not in content_of(file)


def settled(file: Path) -> None:
    """Bring everything into the file itself, through another connection."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def content_of(file: Path) -> bytes:
    """Every byte."""
    return file.read_bytes()
