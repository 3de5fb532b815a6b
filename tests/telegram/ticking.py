"""A process that ticks by a wall clock which a file moves: `python -m tests.telegram.ticking FILE`.

Prints the monotonic time of every tick. The file holds seconds.
"""

import asyncio
import sys
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import apscheduler.schedulers.base

from bot.clock import wall_clock
from bot.telegram.tick import ticking


def shift() -> timedelta:
    """How far the clock was moved."""
    return timedelta(seconds=float(Path(sys.argv[1]).read_text()))


class Wall(datetime):
    """What APScheduler reads."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The moved time."""
        return datetime.fromtimestamp(wall_clock().timestamp(), tz) + shift()


async def tick() -> None:
    """Tell."""
    print(time.monotonic(), flush=True)


async def main() -> None:
    """Until killed."""
    with ticking(tick, lambda: wall_clock() + shift()):
        await asyncio.sleep(60)


apscheduler.schedulers.base.datetime = Wall
asyncio.run(main())
