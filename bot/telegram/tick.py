"""Look once a second for what is due, also after the wall clock jumped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import Now, wall_clock

INTERVAL = timedelta(seconds=1)


class Beat(BaseTrigger):  # type: ignore[misc]
    """Every interval on the beat; after a jump of the clock in either direction, from now on.

    APScheduler's own interval trigger walks through every beat that a jump forward skipped.
    """

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """The next beat, never more than one interval ahead."""
        following = now if previous is None else previous + INTERVAL
        return following if now < following <= now + INTERVAL else now + INTERVAL


@contextmanager
def ticking(tick: Callable[[], Awaitable[None]], now: Now = wall_clock) -> Iterator[None]:
    """Call `tick` every second as long as the block runs.

    APScheduler keeps the wall time of the next run and sleeps until then, so after a step back of
    an hour it would be silent for an hour. A look each second moves such a run to now.
    """
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a long tick is no news
    scheduler, loop = AsyncIOScheduler(timezone="UTC"), asyncio.get_running_loop()
    job = scheduler.add_job(tick, Beat(), coalesce=True, max_instances=1, misfire_grace_time=None)
    look: asyncio.TimerHandle | None = None

    def look_at_the_clock() -> None:
        nonlocal look
        if job.next_run_time > now() + INTERVAL:
            job.modify(next_run_time=now())
        look = loop.call_later(INTERVAL.total_seconds(), look_at_the_clock)

    scheduler.start()
    look_at_the_clock()
    try:
        yield
    finally:
        if look is not None:
            look.cancel()
        scheduler.shutdown(wait=False)
