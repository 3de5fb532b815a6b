"""Housekeeping beside everything else: once an hour, a little at a time."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count

from bot.app.deps import Deps
from bot.db.housekeeping import shorten_history, sweep
from bot.db.store import DatabaseAway
from bot.lifetime import tasks

log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
DAY = 24
"""Rounds after which history is shortened, too."""


@asynccontextmanager
async def tidying(deps: Deps) -> AsyncIterator[None]:
    """Forget what is no longer needed as long as the block runs."""

    async def stop() -> None:
        task.cancel()

    async with tasks(stop) as group:
        task = group.create_task(_tidy(deps))
        yield


async def _tidy(deps: Deps) -> None:
    for hour in count():
        try:
            swept = await sweep(deps.transaction, deps.now(), deps.retention)
            if hour % DAY == 0:
                await shorten_history(deps.transaction, deps.now())
        except DatabaseAway:
            log.warning("database away")
        else:
            if swept.people:
                log.info("silent people erased", extra={"count": swept.people})
        await asyncio.sleep(EVERY.total_seconds())
