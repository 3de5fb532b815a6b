"""The days around each change of the clocks, pushed for real in twenty zones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.ids import UserId
from bot.domain.outcome.pushed import RoutineDue
from tests.app.talker import Talker

ZONES = [
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Havana",
    "America/Santiago",
    "America/Asuncion",
    "America/Nuuk",
    "Atlantic/Azores",
    "Europe/London",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Jerusalem",
    "Asia/Beirut",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks go forward or back."""

    zone: ZoneInfo
    at: datetime
    by: timedelta

    @property
    def inside(self) -> tuple[date, time]:
        """The middle of the time on the wall that is skipped or repeated."""
        before = (self.at - timedelta(seconds=1)).astimezone(self.zone).replace(tzinfo=None)
        wall = before + timedelta(seconds=1) + self.by / 2
        return wall.date(), wall.time()

    @property
    def instant(self) -> datetime:
        """When somebody who chose that time is pushed to, still on that day."""
        if self.by < timedelta():
            return self.at + self.by / 2
        over = self.at.astimezone(self.zone).date() != self.inside[0]
        return self.at - timedelta(seconds=1) if over else self.at


def changes(name: str) -> Iterator[Change]:
    """Those of 2027."""
    zone = ZoneInfo(name)

    def offset(at: datetime) -> timedelta:
        shift = at.astimezone(zone).utcoffset()
        assert shift is not None
        return shift

    at = datetime(2027, 1, 1, tzinfo=UTC)
    while at.year == 2027:
        step = HOUR / 2 if offset(at) != offset(at + DAY) else DAY
        if step < DAY and (by := offset(at + step) - offset(at)) != timedelta():
            yield Change(zone, at + step, by)
        at += step


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ZONES)
async def test_each_day_around_a_change_has_its_push_at_its_time(
    name: str, transaction: Transaction, clock: MovableClock
) -> None:
    all_changes = list(changes(name))
    for number, change in enumerate(all_changes):
        day, at = change.inside
        clock.move(change.at - timedelta(hours=36) - clock())
        me = Talker(transaction, clock, UserId(number + 1))
        around = [day + timedelta(days=n) for n in (-1, 0, 1)]
        await me.settle_in(zone=name, push_at=at, days=frozenset(d.weekday() for d in around))
        pushed: list[tuple[date, datetime]] = []
        while len(pushed) < 3:
            routines = [o for o in await me.next_push() if isinstance(o, RoutineDue)]
            pushed += [(outcome.workout.day, clock()) for outcome in routines]
        async with transaction() as store:
            await store.deliveries.close(me.id)
        days, moments = zip(*pushed, strict=True)
        assert list(days) == around
        assert moments[1] == change.instant
        assert [m.astimezone(change.zone).time() for m in (moments[0], moments[2])] == [at, at]
    assert len(all_changes) in (0, 2, 4)
