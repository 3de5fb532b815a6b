"""Look after the bot itself: alarms for the operators every minute, housekeeping every hour.

An alarm is a promise like any other message: one row for each operator, alarm and hour. So however
many replicas look, it comes once; it survives a kill; and it waits while Telegram says no.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from bot.app.deps import Deps
from bot.app.zone_changes import follow_zone_rules
from bot.db.housekeeping import shorten_history, sweep
from bot.db.promises import Promise
from bot.db.store import DatabaseAway, Store
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.operator_alarm import APART, LOOK_BACK, Alarm, Counted, alarms
from bot.lifetime import tasks
from bot.memory import resident_mb
from bot.meter import BROKEN, LATE_REPLIES, SECOND_POLLERS, UNDELIVERED, UPDATES

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
NOTHING = Counted()
FIRST_SWEEP = timedelta(minutes=1)
"""After the start: housekeeping can wait, and those who wrote while the bot was away cannot."""
SWEEP_EVERY = timedelta(hours=1)
DAILY = 24
"""Sweeps after which history is shortened, too, and the zones' rules are looked at."""


@asynccontextmanager
async def watching(deps: Deps, check: Callable[[], Sequence[str]]) -> AsyncIterator[None]:
    """Look after the bot as long as the block runs; with nobody to tell, only after the content.

    Args:
        check: finds the content's problems; takes a second, so it is called once, in a thread,
            when the bot has been up for a minute.
    """

    async def stop() -> None:
        task.cancel()

    async with tasks(stop) as group:
        task = group.create_task(_watch(deps, check))
        yield


async def _watch(deps: Deps, check: Callable[[], Sequence[str]]) -> None:
    before = _count()
    while True:
        await asyncio.sleep(EVERY.total_seconds())
        if deps.content.problems is None:
            deps.content.problems = tuple(await asyncio.to_thread(check))
        counts = _count()
        since = (new - old for new, old in zip(counts, before, strict=True))
        counted = replace(Counted(*since), memory_mb=resident_mb())
        before = counts
        with suppress(DatabaseAway):  # its log says so
            await look(deps, counted)


def _count() -> tuple[int, ...]:
    """Return the counters behind `Counted`, since the process began."""
    return UPDATES.of(BROKEN), LATE_REPLIES.total, SECOND_POLLERS.total, UNDELIVERED.total


async def look(deps: Deps, counted: Counted = NOTHING) -> None:
    """Promise the operators a message about everything that is wrong now."""
    if not deps.admins:
        return
    async with deps.transaction() as store:
        now = deps.now()
        post = await store.counting.post(now - LOOK_BACK, now)
        for alarm in alarms(post, counted, len(deps.content.problems or ())):
            for admin in sorted(deps.admins):
                await _promise(deps, store, admin, alarm, now)


async def _promise(deps: Deps, store: Store, admin: UserId, alarm: Alarm, now: datetime) -> None:
    if await store.people.hold(admin) is None:
        return  # who never wrote to the bot cannot be written to
    hours = (now, now - APART)
    slots = [f"{alarm}:{hour:%Y-%m-%dT%H}" for hour in hours]
    for slot in slots:
        earlier = await store.deliveries.find(admin, DeliveryKind.ALARM, slot)
        if earlier is not None and earlier.due > now - APART:
            return
    rule = deps.catalog.deliveries[DeliveryKind.ALARM]
    expires = now + rule.expires
    await store.deliveries.promise(
        Promise(admin, DeliveryKind.ALARM, slots[0], now, expires, rule.priority)
    )
    log.warning("alarm", extra={"kind": alarm.value})


@asynccontextmanager
async def tidying(deps: Deps, first: timedelta = FIRST_SWEEP) -> AsyncIterator[None]:
    """Run the hourly housekeeping as long as the block runs, `first` after its beginning."""

    async def stop() -> None:
        task.cancel()

    async with tasks(stop) as group:
        task = group.create_task(_tidy(deps, first))
        yield


async def _tidy(deps: Deps, first: timedelta) -> None:
    await asyncio.sleep(first.total_seconds())
    for hour in count():
        try:
            swept = await sweep(deps.transaction, deps.now(), deps.retention)
            if hour % DAILY == 0:
                await follow_zone_rules(deps)
                await shorten_history(deps.transaction, deps.now())
        except DatabaseAway:
            pass
        else:
            if swept.people:
                log.info("silent people erased", extra={"count": swept.people})
        await asyncio.sleep(SWEEP_EVERY.total_seconds())
