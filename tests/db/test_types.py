"""Instants are aware and in UTC on every database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from bot.clock import MovableClock
from bot.db.store import Transaction
from tests.db.builders import ANNA, a_profile

NAIVE = datetime(2027, 3, 1, 12)


async def test_a_naive_moment_is_refused(transaction: Transaction) -> None:
    with pytest.raises(StatementError, match="naive"):
        async with transaction() as store:
            await store.people.lock(ANNA, "en", NAIVE)


async def test_a_naive_moment_among_many_rows_is_refused(transaction: Transaction) -> None:
    with pytest.raises((StatementError, ValueError), match="naive"):
        async with transaction() as store:
            await store.deliveries.claim(NAIVE, 1, timedelta())


async def test_a_moment_of_any_zone_comes_back_in_utc(
    transaction: Transaction, clock: MovableClock
) -> None:
    kathmandu = timezone(timedelta(hours=5, minutes=45))
    at = datetime(2027, 3, 1, 5, 45, 0, 1, tzinfo=kathmandu)
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.profiles.add(ANNA, a_profile(), at)
        [(kept, _)] = await store.profiles.all(ANNA)
    assert kept == at
    assert kept.tzinfo is UTC


async def test_moments_sort_by_time_whatever_their_precision(
    transaction: Transaction, clock: MovableClock
) -> None:
    whole = clock().replace(microsecond=0)
    async with transaction() as store:
        for microseconds in (1, 0, 999_999, 500_000):
            await store.updates.take(microseconds, whole + timedelta(microseconds=microseconds))
        assert await store.updates.purge(whole + timedelta(microseconds=500_000)) == 2
