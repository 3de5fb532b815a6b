"""The tick: one APScheduler job a second, which a jump of the wall clock does not silence."""

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


class Ticking(AsyncIOScheduler):  # type: ignore[misc]
    """Calls `tick` every second and holds nothing else.

    APScheduler keeps the wall time of the next run and sleeps until then, so after a step back of
    an hour it would be silent for an hour. Here it never sleeps longer than one interval, and a
    run that lies further ahead is moved to now.
    """

    def __init__(self, tick: Callable[[], Awaitable[None]], now: Now = wall_clock) -> None:
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a long tick is no news
        super().__init__(timezone="UTC")
        self._now = now
        self._job = self.add_job(
            tick, Beat(), coalesce=True, max_instances=1, misfire_grace_time=None
        )

    def _process_jobs(self) -> float:
        now = self._now()
        if self._job.next_run_time > now + INTERVAL:
            self._job.modify(next_run_time=now)
        wait = super()._process_jobs()
        longest = INTERVAL.total_seconds()
        return longest if wait is None else min(wait, longest)


@contextmanager
def ticking(tick: Callable[[], Awaitable[None]], now: Now = wall_clock) -> Iterator[None]:
    """Tick as long as the block runs."""
    scheduler = Ticking(tick, now)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
