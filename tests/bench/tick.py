"""What a tick costs that finds nothing to do.

    python -m tests.bench.tick [--people 1000] [--rounds 2000]

Everybody is promised a routine for tomorrow, on SQLite. Milliseconds of processor time of the
whole process for each look at what is due.
"""

import argparse
import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from bot.app.push import dispatch
from bot.clock import MovableClock
from bot.db.migrate import upgrade
from bot.db.store import connect, transactions
from bot.domain.ids import UserId
from tests.app.talker import Talker
from tests.delivery.crowd import settle_in


async def run(people: int, rounds: int) -> None:
    """Everybody waits, and the bot looks."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}")
        await upgrade(engine)
        clock, transaction = MovableClock(), transactions(engine)
        crowd = [UserId(number + 1) for number in range(people)]
        await settle_in(transaction, crowd, clock() + timedelta(days=1))
        deps = Talker(transaction, clock).deps
        each = []
        for _ in range(rounds):
            begun = process_time()
            claimed = await dispatch.due(deps, 100, 30.0)
            each.append((process_time() - begun) * 1000)
            assert not claimed
        await engine.dispose()
    print(
        f"an empty tick, {people} people: least {min(each):.2f} ms, median {median(each):.2f}, "
        f"p95 {quantiles(each, n=20)[-1]:.2f}, of {len(each)}"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=2000)
    arguments = parser.parse_args()
    asyncio.run(run(arguments.people, arguments.rounds))


if __name__ == "__main__":
    main()
