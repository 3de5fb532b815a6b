"""A day of pushes to people all over the world: how far each goes out from its moment.

    python -m tests.bench.day [--people 100000] [--rate 30]

People live where the cities of the world are, by population, and 30% of them choose a moment from
07:00 to 08:00. The due table, the claims, the budget and the pace are the real ones, on SQLite;
only time is simulated, and no message leaves. The peer is one queue that begins when a push is
due; the limit is the best schedule there can be at that rate, by somebody who knows the day in
advance and may begin a minute early.
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app.deps import Deps
from bot.app.push import dispatch
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.domain import delivery
from bot.domain.schedule import instant
from bot.telegram.pace import Pace
from bot.telegram.pushing import AHEAD
from bot.understanding.cities import _index
from tests.bench.idle import fill
from tests.delivery.crowd import CATALOG

DAY = date(2027, 3, 10)
EARLY = delivery.HEAD_START.total_seconds()
MORNING, CHOOSE_MORNING = range(7 * 60, 8 * 60 + 1), 0.3
QUARTERS = range(6 * 60, 22 * 60, 15)


def moments(people: int) -> list[datetime]:
    """When each is due on that day, the earliest first."""
    cities = {city for places in _index().values() for city in places}
    weights: Counter[str] = Counter()
    for city in cities:
        weights[city.zone] += city.people
    pick = random.Random(5)
    morning = [(m, 8 if m % 30 == 0 else 3 if m % 15 == 0 else 1) for m in MORNING if m % 5 == 0]
    zones = pick.choices(list(weights), list(weights.values()), k=people)
    at: Counter[tuple[str, int]] = Counter()
    for zone in zones:
        if pick.random() < CHOOSE_MORNING:
            minute = pick.choices(*zip(*morning, strict=True))[0]
        else:
            minute = pick.choice(QUARTERS)
        at[zone, minute] += 1
    instants: list[datetime] = []
    for (zone, minute), number in at.items():
        instants += [instant(DAY, time(*divmod(minute, 60)), ZoneInfo(zone))] * number
    return sorted(instants)


def best(due: Sequence[float], rate: float) -> float:
    """The least by which the worst push of a day can be off its moment, in seconds."""
    low, high = 0.0, 86400.0
    while high - low > 0.05:
        middle = (low + high) / 2
        low, high = (low, middle) if _fits(due, rate, middle) else (middle, high)
    return high


def _fits(due: Sequence[float], rate: float, off: float) -> bool:
    free = -1e9
    for at in due:
        free = max(free, at - min(off, EARLY)) + 1 / rate
        if free - 1 / rate > at + off:
            return False
    return True


def queue(due: Sequence[float], rate: float) -> list[float]:
    """Lateness with one queue, first come, first served."""
    free, late = -1e9, []
    for at in due:
        free = max(free, at)
        late.append(free - at)
        free += 1 / rate
    return late


async def ours(due: Sequence[datetime], rate: float) -> list[float]:
    """Lateness with the real engine; negative where a push went early."""
    now = [due[0] - timedelta(minutes=2)]
    clock = MovableClock(lambda: now[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bot.db"
        engine = connect(f"sqlite+aiosqlite:///{path}")
        await upgrade(engine)
        fill(path, len(due))
        _set(path, due)
        deps = Deps(CATALOG, transactions(engine), clock)
        pace = Pace(rate, lambda: now[0].timestamp())
        late: list[float] = []
        while len(late) < len(due):
            claimed = await dispatch.due(deps, int(rate), rate)
            for one in claimed:
                at = now[0].timestamp() + pace.slot(one.person)
                late.append(at - one.due.timestamp())
            async with deps.transaction() as store:
                await store.deliveries.sent_all([(one.id, 1) for one in claimed], now[0])
                soonest = None if claimed else await store.deliveries.next_due()
            wait = max(pace.ahead - AHEAD, 0.0) if claimed else 1.0
            now[0] += timedelta(seconds=wait)
            if soonest is not None:
                now[0] = max(now[0], soonest - delivery.HEAD_START)
        await engine.dispose()
    return late


def _set(path: Path, due: Sequence[datetime]) -> None:
    connection = sqlite3.connect(path)
    written = [at.replace(tzinfo=None).isoformat(" ", "microseconds") for at in due]
    late = (due[-1] + timedelta(days=1)).replace(tzinfo=None).isoformat(" ", "microseconds")
    connection.executemany(
        "UPDATE deliveries SET due = ?, ready = ?, expires = ? WHERE person = ?",
        ((at, at, late, n + 1) for n, at in enumerate(written)),
    )
    connection.commit()
    connection.close()


def line(name: str, late: Sequence[float], limit: float) -> str:
    """One row of the table."""
    ordered, off = sorted(late), sorted(abs(one) for one in late)
    within = bisect_left(off, 60.001) / len(off)
    p99 = off[int(len(off) * 0.99)]
    return (
        f"{name:10} {within:8.1%} {p99:8.1f} s {ordered[-1]:8.1f} s {-min(ordered[0], 0):8.1f} s"
        f" {off[-1] / max(limit, 0.05):8.2f}"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=30.0)
    arguments = parser.parse_args()
    due = moments(arguments.people)
    seconds = [at.replace(tzinfo=UTC).timestamp() for at in due]
    limit = best(seconds, arguments.rate)
    most = Counter(due).most_common(1)[0][1]
    print(f"{arguments.people:,} people, {arguments.rate:g}/s, {most:,} due at once at the most")
    print(f"{'':10} {'in 60 s':>8} {'p99 off':>10} {'latest':>10} {'earliest':>10} {'to best':>8}")
    print(f"{'best':10} {'':8} {'':10} {limit:8.1f} s {min(limit, EARLY):8.1f} s {1:8.2f}")
    print(line("one queue", queue(seconds, arguments.rate), limit))
    print(line("ours", asyncio.run(ours(due, arguments.rate)), limit))


if __name__ == "__main__":
    main()
