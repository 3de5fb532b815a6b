"""How the bot's memory grows while people live with it.

    python -m tests.bench.memory [--people 200] [--days 60]

Everybody asks for the routine and reports it in words every day, on SQLite, in one process. After
each day: resident memory in MB, and how many objects the collector knows of. What the first day
loads (words, pictures' words, the model) is counted apart.
"""

import argparse
import asyncio
import gc
import tempfile
from datetime import timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from tests.app.talker import Talker

SAID = ("done, no pain", "did 3 of 4, left knee 2, effort 6", "skipping today", "all done, easy")
"""One after the other, each by other people."""


def resident_mb() -> float:
    """Return the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


async def run(people: int, days: int) -> None:
    """Everybody's days, and what each leaves behind."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}")
        await upgrade(engine)
        clock = MovableClock()
        crowd = [Talker(transactions(engine), clock, UserId(n + 1)) for n in range(people)]
        for one in crowd:
            await one.settle_in(pictures=False)
        first = 0.0
        for day in range(days):
            for number, one in enumerate(crowd):
                await one.say("/today", SAID[(number + day) % len(SAID)])
                one.outcomes = []
            clock.move(timedelta(days=1))
            gc.collect()
            first = first or resident_mb()
            grown = resident_mb() - first
            print(f"day {day + 1:3}: {resident_mb():6.1f} MB, {grown:+6.1f} since the first day")
        await engine.dispose()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--days", type=int, default=60)
    arguments = parser.parse_args()
    asyncio.run(run(arguments.people, arguments.days))


if __name__ == "__main__":
    main()
