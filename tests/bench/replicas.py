"""What a second replica is worth on PostgreSQL, and what is lost when one of four is killed.

    python -m tests.bench.replicas [--people 1500] [--rounds 3]

Replicas are processes of their own that claim, prepare and mark pushes as fast as they can: all of
a push but the call to Telegram, at no pace. Prints pushes a second by one replica and by two, in
turns, with how many deliveries two have claimed; then four, of which one is killed by `kill -9`.
"""

import argparse
import asyncio
import subprocess
import sys
from datetime import timedelta
from statistics import median
from time import perf_counter, sleep

from sqlalchemy import text

from bot.app.deps import Deps
from bot.app.push import dispatch
from bot.clock import wall_clock
from bot.db.engine import connect
from bot.db.migrate import upgrade
from bot.db.store import transactions
from bot.domain.ids import UserId
from tests.conftest import postgresql
from tests.delivery.crowd import CATALOG, settle_in

RATE = 100_000.0
"""No pace at all."""
BATCH = 30
OVER = 2.0
"""Seconds without anything to claim after which a replica has done its part."""


async def work(database: str) -> None:
    """One replica, until there is nothing more; a line for each delivery it has claimed."""
    engine = connect(database)
    deps = Deps(CATALOG, transactions(engine), wall_clock)
    print("ready", flush=True)
    sys.stdin.readline()
    last = perf_counter()
    while perf_counter() - last < OVER:
        claimed = await dispatch.due(deps, BATCH, RATE)
        if not claimed:
            await asyncio.sleep(0.05)
            continue
        pushes = await dispatch.prepare(deps, claimed)
        await dispatch.settle(deps, [dispatch.Sent(one.delivery) for one in pushes])
        print("\n".join(str(one.id) for one in claimed), flush=True)
        last = perf_counter()
    print(f"over {last}", flush=True)
    await engine.dispose()


async def crowd(database: str, people: int) -> None:
    """Everybody's routine is due now, and nothing else."""
    engine = connect(database)
    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE people, deliveries, budgets CASCADE"))
    ids = [UserId(n) for n in range(1, people + 1)]
    await settle_in(transactions(engine), ids, wall_clock() - timedelta(seconds=1))
    await engine.dispose()


async def open_ones(database: str) -> int:
    """Routines of today that were neither sent nor settled."""
    engine = connect(database)
    query = (
        "SELECT count(*) FROM deliveries WHERE state <> 'sent' AND kind = 'routine'"
        " AND slot = (SELECT min(slot) FROM deliveries WHERE kind = 'routine')"
    )
    async with engine.connect() as connection:
        open_count = int(await connection.scalar(text(query)) or 0)
    await engine.dispose()
    return open_count


def race(database: str, people: int, replicas: int, kill: bool = False) -> tuple[float, int]:
    """Pushes a second, and how many deliveries more than one has claimed."""
    asyncio.run(crowd(database, people))
    command = [sys.executable, "-m", "tests.bench.replicas", "--work", database]
    each = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(replicas)
    ]
    for one in each:
        assert one.stdin is not None
        assert one.stdout is not None
        one.stdout.readline()
    begun = perf_counter()
    for one in each:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    if kill:
        sleep(1.0)
        each[0].kill()
    outputs = [one.communicate()[0].splitlines() for one in each]
    claimed = [line for lines in outputs for line in lines if line.isdecimal()]
    ends = [
        float(line.split()[1]) for lines in outputs for line in lines if line.startswith("over")
    ]
    return people / (max(ends) - begun), len(claimed) - len(set(claimed))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", default="")
    arguments = parser.parse_args()
    if arguments.work:
        asyncio.run(work(arguments.work))
        return
    with postgresql() as url:
        database = url.format(database="postgres")
        asyncio.run(upgrade(connect(database)))
        rates_of: dict[int, list[float]] = {1: [], 2: []}
        twice = 0
        for _ in range(arguments.rounds):
            for replicas, rates in rates_of.items():
                rate, doubled = race(database, arguments.people, replicas)
                rates.append(rate)
                twice += doubled
        for replicas, rates in rates_of.items():
            spread = f"({min(rates):.0f}-{max(rates):.0f})"
            print(f"{replicas} replicas: {median(rates):.0f} pushes/s {spread}")
        print(
            f"2 against 1: {median(rates_of[2]) / median(rates_of[1]):.2f}; claimed twice {twice}"
        )
        _, twice = race(database, arguments.people, 4, kill=True)
        rest = asyncio.run(open_ones(database))
        sleep(dispatch.LEASE.total_seconds() + 1)
        race_on(database)
        lost = asyncio.run(open_ones(database))
        print(f"one of 4 killed: {rest} under its lease, claimed twice {twice}, lost {lost}")


def race_on(database: str) -> None:
    """One replica takes what a dead one has left."""
    command = [sys.executable, "-m", "tests.bench.replicas", "--work", database]
    subprocess.run(command, input="\n", text=True, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
