"""Marks of what was sent: written at once, and together where many come at the same time."""

import asyncio
import logging

from bot.app.deps import Deps
from bot.app.push import dispatch
from bot.db.store import DatabaseAway

log = logging.getLogger(__name__)

TOGETHER = 50
"""Marks in one transaction at most."""


class Marking:
    """While one transaction commits, the next marks gather."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps
        self._waiting: list[dispatch.Sent] = []
        self._writing = asyncio.Lock()

    async def mark(self, sent: dispatch.Sent) -> None:
        """Returns when it is written; as long as the database is away it is tried again."""
        self._waiting.append(sent)
        async with self._writing:
            while sent in self._waiting:
                batch = self._waiting[:TOGETHER]
                await self._write(batch)
                del self._waiting[: len(batch)]

    async def _write(self, batch: list[dispatch.Sent]) -> None:
        pause = 0.5
        while True:
            try:
                await dispatch.settle(self._deps, batch)
            except DatabaseAway:
                log.warning("database away", extra={"count": len(batch)})
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
            else:
                return
