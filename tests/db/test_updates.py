"""Updates are taken once."""

import asyncio
from datetime import timedelta

from bot.clock import MovableClock
from bot.db.store import Transaction


async def test_a_redelivered_update_is_not_taken_again(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await store.updates.take(7, clock())
    async with transaction() as store:
        assert not await store.updates.take(7, clock())


async def test_an_update_that_was_rolled_back_is_taken_again(
    transaction: Transaction, clock: MovableClock
) -> None:
    try:
        async with transaction() as store:
            assert await store.updates.take(7, clock())
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    async with transaction() as store:
        assert await store.updates.take(7, clock())


async def test_of_ten_racing_deliveries_of_one_update_one_acts(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def take() -> bool:
        async with transaction() as store:
            first = await store.updates.take(7, clock())
            await asyncio.sleep(0.01)
            return first

    assert sorted(await asyncio.gather(*(take() for _ in range(10)))) == [False] * 9 + [True]


async def test_only_old_updates_are_forgotten(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        for id in range(5):
            await store.updates.take(id, clock() + timedelta(days=id))
        assert await store.updates.purge(clock() + timedelta(days=3), limit=2) == 2
        assert await store.updates.purge(clock() + timedelta(days=3), limit=2) == 1
        assert [await store.updates.take(id, clock()) for id in range(5)] == [
            *(True, True, True),
            *(False, False),
        ]
