"""The pictures of the next pushes are drawn before they are due, so that no push waits for one."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from bot.app import foresight
from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.domain.delivery import Delivery, DeliveryId
from bot.domain.ids import UserId
from bot.lifetime import tasks
from bot.telegram.pictures import Pictures
from bot.telegram.respond import Speak
from bot.views.screens import view
from bot.views.texts import words_for

log = logging.getLogger(__name__)

SOONEST = 512
"""Pushes looked ahead at, four minutes of looking and 20 MB of charts: the rest of a larger rush
begins with the same few stills, and a chart that is not ready is left out."""
FEW = 2
"""Looked at in one go: each costs a plan, and replies come first."""
EVERY = 1.0
"""Seconds between looks."""
FRESH = 30.0
"""Seconds for which the list of what comes next is good, as long as nobody does anything: reading
all of it at every look cost an idle bot a hundredth of a processor."""


class Foresight:
    """Looks at each coming push once, and again after its person has done something."""

    def __init__(self, deps: Deps, pictures: Pictures, speak: Speak) -> None:
        self._deps = deps
        self._pictures = pictures
        self._speak = speak
        self._seen: dict[DeliveryId, UserId] = {}
        self._unseen: list[Delivery] = []
        self._stale_at = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """It looks ahead as long as the block runs."""

        async def stop() -> None:
            task.cancel()

        async with tasks(stop) as group:
            task = group.create_task(self._run())
            yield

    def acted(self, person: UserId) -> None:
        """What comes to them may be another thing now."""
        self._seen = {id: whose for id, whose in self._seen.items() if whose != person}
        self._stale_at = 0.0

    async def _run(self) -> None:
        while True:
            try:
                await self.look()
            except DatabaseAway as away:
                log.warning("database away", extra={"error": away.reason})
            except Exception as error:  # a bug of ours: pushes go without it
                log.exception("no foresight", extra={"error": type(error).__name__})
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Have the pictures drawn of a few pushes that were not looked at yet."""
        if monotonic() >= self._stale_at:
            self._stale_at = monotonic() + FRESH
            soonest = await foresight.soonest(self._deps, SOONEST)
            self._seen = {one.id: one.person for one in soonest if one.id in self._seen}
            self._unseen = [one for one in soonest if one.id not in self._seen]
        few, self._unseen = self._unseen[:FEW], self._unseen[FEW:]
        for delivery in few:
            self._seen[delivery.id] = delivery.person
            await self._look_at(delivery)

    async def _look_at(self, delivery: Delivery) -> None:
        coming = await foresight.foresee(self._deps, delivery)
        if coming is None:
            return
        screen = view(coming.outcome, words_for(coming.person, self._speak), self._deps.catalog)
        if screen.picture is not None:
            await self._pictures.ahead(screen.picture)
