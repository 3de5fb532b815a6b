"""On SQLite several transactions share a commit, and nobody notices."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.clock import MovableClock
from bot.db import group_commit
from bot.db.store import DatabaseAway, Transaction
from bot.domain.ids import UserId
from tests.db.builders import ANNA, a_profile

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"])


async def test_those_who_wait_are_committed_together_and_told_only_then(
    transaction: Transaction, clock: MovableClock
) -> None:
    order: list[str] = []

    async def work(number: int) -> None:
        async with transaction() as store:
            await store.people.lock(UserId(number), "en", clock())
            order.append("done")
        order.append("kept")

    await asyncio.gather(*(work(number) for number in range(10)))
    assert order == ["done"] * 10 + ["kept"] * 10
    async with transaction() as store:
        assert len(await store.people.hold_all([UserId(n) for n in range(10)])) == 10


async def test_a_leader_who_is_cancelled_leaves_the_others_their_work(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def work(number: int) -> None:
        async with transaction() as store:
            await store.people.lock(UserId(number), "en", clock())
            if number == 0:
                asyncio.current_task().cancel()  # type: ignore[union-attr]

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(number)) for number in range(5)]
    assert [task.cancelled() for task in tasks] == [True, False, False, False, False]
    async with transaction() as store:
        assert set(await store.people.hold_all([UserId(n) for n in range(5)])) >= {1, 2, 3, 4}


async def test_a_waiter_who_is_cancelled_stops_nobody(
    transaction: Transaction, clock: MovableClock
) -> None:
    begun = asyncio.Event()

    async def work(number: int) -> None:
        async with transaction() as store:
            await store.people.lock(UserId(number), "en", clock())
            begun.set()
            await asyncio.sleep(0.02)

    async with asyncio.timeout(30), asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(number)) for number in range(3)]
        await begun.wait()
        tasks[2].cancel()
    async with transaction() as store:
        assert set(await store.people.hold_all([UserId(n) for n in range(3)])) == {0, 1}


async def test_a_long_statement_that_is_cancelled_costs_the_others_nothing(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def work(number: int) -> None:
        async with transaction() as store:
            await store.people.lock(UserId(number), "en", clock())
            if number == 3:
                claiming.set()
                await store.deliveries.claim(clock(), 10, timedelta())

    for _ in range(5):
        claiming = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(work(number)) for number in range(6)]
            await claiming.wait()
            tasks[3].cancel()
        assert [task.cancelled() for task in tasks] == [number == 3 for number in range(6)]


async def test_a_disk_that_fills_up_is_told_to_all_whose_work_it_undid(
    engine: AsyncEngine, transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
    async with engine.connect() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")

    async def work(profiles: int) -> None:
        async with transaction() as store:
            for _ in range(profiles):
                await store.profiles.add(ANNA, a_profile(), clock())

    outcomes = await asyncio.gather(*(work(n) for n in (1, 1, 500, 1)), return_exceptions=True)
    kept = sum(one is None for one in outcomes)
    assert {type(one) for one in outcomes if one} == {DatabaseAway}
    async with transaction() as store:
        assert len(await store.profiles.all(ANNA)) == kept < 4


async def test_a_transaction_inside_a_transaction_gives_up_instead_of_waiting_for_ever(
    transaction: Transaction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "PATIENCE", 0.05)

    async def nested() -> None:
        async with transaction(), transaction():
            pass

    with pytest.raises(DatabaseAway):
        await nested()
    async with transaction():
        pass
