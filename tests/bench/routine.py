"""What a routine and a whole check-in cost of the processor.

    python -m tests.bench.routine [--people 60] [--days 28]

Everybody is set up and has lived for some weeks, on SQLite. Then, for each: the plan of today from
what is kept, alone; and one update from the text to the commit, after which the answer is made of
it. Milliseconds of processor time of the whole process: median, and what 95 of 100 stay under.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from sqlalchemy import event

from bot.app.handle import handle
from bot.app.training.trainee import trainee
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from bot.domain.intent import Inbound, Text
from bot.domain.training.plan import plan
from bot.views.screens import answer
from tests.app.talker import CATALOG, ENGLISH, Talker

SAID = ("done", "all done, no pain", "did 3 of 4, left knee 2, effort 6", "skipping today")
"""One after the other, each by other people."""


async def run(people: int, days: int) -> None:
    """Everybody's weeks, then what one day more costs."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}")
        await upgrade(engine)
        clock = MovableClock()
        crowd = [Talker(transactions(engine), clock, UserId(n + 1)) for n in range(people)]
        for one in crowd:
            await one.settle_in(pictures=False)
        for _ in range(days):
            for one in crowd:
                await one.say("/today", "done, no pain")
            clock.move(timedelta(days=1))
        for one in crowd:
            await one.say("/today")
        statements: Counter[str] = Counter()

        @event.listens_for(engine.sync_engine, "before_cursor_execute")
        def count(*arguments: object) -> None:
            statements["all"] += 1

        await _plans(crowd)
        costs: dict[str, list[float]] = {}
        for number, one in enumerate(crowd):
            words = SAID[number % len(SAID)]
            before = statements["all"]
            inbound = Inbound(10**9 + number, one.id, "en", Text(words))
            begun = process_time()
            reply = await handle(one.deps, inbound)
            answer(reply.outcomes, reply.echo, ENGLISH, CATALOG)
            costs.setdefault(words, []).append((process_time() - begun) * 1000)
            statements[words] = statements["all"] - before
        for words, each in costs.items():
            _print(f"{words!r}, {statements[words]} statements", each)
        _print("a whole check-in, all of them", [ms for each in costs.values() for ms in each])
        await engine.dispose()


async def _plans(crowd: list[Talker]) -> None:
    each = []
    for one in crowd:
        async with one.transaction() as store:
            context = await one.context(store)
            who = await trainee(context)
        assert who is not None
        begun = process_time()
        plan(who, context.today, CATALOG)
        each.append((process_time() - begun) * 1000)
    _print("a routine planned", each)


def _print(what: str, each: list[float]) -> None:
    print(f"{what:60} {median(each):7.2f} ms, p95 {quantiles(each, n=20)[-1]:7.2f}, of {len(each)}")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--days", type=int, default=28)
    arguments = parser.parse_args()
    asyncio.run(run(arguments.people, arguments.days))


if __name__ == "__main__":
    main()
