"""The shared send budget."""

from datetime import timedelta

from bot.clock import MovableClock
from bot.db.store import Transaction


async def test_what_is_not_used_is_not_saved_up(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await store.budget.take(5, 30.0, clock()) == 5
        clock.move(timedelta(hours=1))
        assert await store.budget.take(100, 30.0, clock()) == 30
        assert await store.budget.take(100, 30.0, clock()) == 0


async def test_a_slow_rate_still_sends(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        granted = 0
        for _ in range(41):
            granted += await store.budget.take(9, 0.5, clock())
            clock.move(timedelta(seconds=0.5))
        assert granted == 10


async def test_nothing_goes_out_during_a_pause(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.budget.take(1, 30.0, clock())
        await store.budget.pause(10, clock())
        clock.move(timedelta(seconds=9))
        assert await store.budget.take(1, 30.0, clock()) == 0
        clock.move(timedelta(seconds=1))
        assert await store.budget.take(1, 30.0, clock()) == 1


async def test_a_pause_does_not_grow_when_the_clock_steps_back(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.budget.pause(10, clock())
        clock.move(-timedelta(hours=1))
        await store.budget.take(1, 30.0, clock())
        clock.move(timedelta(seconds=1))
        assert await store.budget.take(30, 30.0, clock()) == 30


async def test_a_clock_that_steps_back_does_not_stop_the_sending(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.budget.take(30, 30.0, clock())
        clock.move(-timedelta(hours=1))
        assert await store.budget.take(30, 30.0, clock()) == 0
        clock.move(timedelta(seconds=1))
        assert await store.budget.take(30, 30.0, clock()) == 30


async def test_what_was_drawn_and_not_needed_is_there_for_others(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await store.budget.take(30, 30.0, clock()) == 30
        await store.budget.give_back(29, 30.0)
        assert await store.budget.take(1, 30.0, clock()) == 1
        await store.budget.give_back(9, 30.0)
        assert await store.budget.take(100, 30.0, clock()) == 30, "never more than a second's worth"
