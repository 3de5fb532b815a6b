"""Housekeeping runs beside the bot and honours the retention setting."""

import asyncio
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from bot.app.deps import Deps
from bot.app.maintenance import tidying
from bot.clock import MovableClock
from bot.db.store import Store, Transaction
from bot.domain.ids import UserId
from tests.content import real_catalog


async def test_a_person_silent_for_longer_than_the_setting_is_erased(
    transaction: Transaction, clock: MovableClock
) -> None:
    deps = Deps(real_catalog(), transaction, clock, retention=timedelta(days=30))
    async with transaction() as store:
        await store.people.lock(UserId(1), "en", clock())
    clock.move(timedelta(days=20))
    async with transaction() as store:
        await store.people.lock(UserId(2), "en", clock())
    clock.move(timedelta(days=11))
    async with tidying(deps, first=timedelta()):
        for _ in range(200):
            async with transaction() as store:
                gone = await store.people.find(UserId(1)) is None
            if gone:
                break
            await asyncio.sleep(0.02)
    async with transaction() as store:
        assert await store.people.find(UserId(1)) is None
        assert await store.people.find(UserId(2)) is not None


async def test_those_who_wrote_while_the_bot_was_away_are_answered_before_any_housekeeping(
    transaction: Transaction, clock: MovableClock
) -> None:
    opened = 0

    def counted() -> AbstractAsyncContextManager[Store]:
        nonlocal opened
        opened += 1
        return transaction()

    deps = Deps(real_catalog(), counted, clock)
    async with tidying(deps):
        await asyncio.sleep(0)  # its task has begun
    assert opened == 0
