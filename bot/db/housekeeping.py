"""What is deleted and when: silent people, old updates, answers and events after 13 months."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.db.store import Store, Transaction
from bot.domain.ids import UserId

UPDATES_KEPT = timedelta(days=2)
"""Telegram keeps an unconfirmed update for a day; nothing older can be delivered again."""

DELIVERIES_KEPT = timedelta(days=60)
"""Far longer than any slot may be promised again."""

HISTORY_KEPT = timedelta(days=400)
"""A year, and a month to look back from its end."""

BATCH = 1000
"""Rows in one transaction: a few milliseconds."""

PEOPLE_LOOKED_AT = 5000
"""People in one transaction; few of them are erased."""


PEOPLE_SHORTENED = 500
"""People in one transaction whose history is shortened."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How much was deleted."""

    updates: int
    deliveries: int
    people: int


async def sweep(transaction: Transaction, now: datetime, retention: timedelta) -> Swept:
    """Delete handled updates, old closed deliveries, and people silent for longer than `retention`;
    skip what another replica is sweeping."""
    return Swept(
        updates=await _purge(
            transaction,
            "updates",
            lambda store: store.updates.purge(now - UPDATES_KEPT, BATCH),
        ),
        deliveries=await _purge(
            transaction,
            "deliveries",
            lambda store: store.deliveries.purge(now - DELIVERIES_KEPT, BATCH),
        ),
        people=await _erase_silent(transaction, now - retention),
    )


async def shorten_history(transaction: Transaction, now: datetime) -> int:
    """Delete history older than a year of the people who stay; return how many rows it was.

    Kept are the first and the last run of each script, with their answers, and every event that
    the plan, the summary or the law needs; profiles and workouts stay whole.
    """
    before, forgotten = now - HISTORY_KEPT, 0
    after: UserId | None = None
    while True:
        async with transaction() as store:
            if not await store.alone("shorten history"):
                return forgotten
            page = await store.people.page(after, PEOPLE_SHORTENED)
            if page is None:
                return forgotten
            forgotten += await store.dialogues.purge(*page, before)
            forgotten += await store.events.purge(*page, before)
        after = page[1]


async def _purge(
    transaction: Transaction, what: str, batch: Callable[[Store], Awaitable[int]]
) -> int:
    forgotten = 0
    while True:
        async with transaction() as store:
            count = await batch(store) if await store.alone(f"sweep {what}") else 0
        forgotten += count
        if count < BATCH:
            return forgotten


async def _erase_silent(transaction: Transaction, since: datetime) -> int:
    erased = 0
    after: UserId | None = None
    while True:
        async with transaction() as store:
            if not await store.alone("sweep people"):
                return erased
            silent, after = await store.people.silent(since, after, PEOPLE_LOOKED_AT)
            for id in silent:
                erased += await store.people.erase(id, silent_since=since)
        if after is None:
            return erased
