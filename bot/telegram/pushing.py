"""Pushes: one tick a second claims what is due, within the pace, and sends it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.app import push
from bot.app.deps import Deps
from bot.db.store import DatabaseAway
from bot.domain.delivery import Delivery
from bot.domain.outcome import Outcome
from bot.domain.person import Person
from bot.telegram.outbound import Outbound
from bot.telegram.respond import Speak
from bot.views.screens import view

log = logging.getLogger(__name__)

GONE = ("chat not found", "user is deactivated", "private chat not found")
"""Refusals that mean the person is not there any more."""
RETRY = timedelta(seconds=5)
"""Between tries of one push while Telegram is out of order."""


class Pusher:
    """Sends what was promised."""

    def __init__(self, deps: Deps, outbound: Outbound, speak: Speak, rate: float) -> None:
        self._deps = deps
        self._outbound = outbound
        self._speak = speak
        self._rate = rate

    async def tick(self) -> None:
        """Claim what is due, no more than a second's budget, and send it."""
        limit = max(1, int(self._rate))
        try:
            claimed = await push.due(self._deps, limit)
            async with asyncio.TaskGroup() as group:
                for number, delivery in enumerate(claimed):
                    group.create_task(self._send(delivery, number / self._rate))
        except* DatabaseAway:
            log.warning("database away")

    async def _send(self, delivery: Delivery, wait: float) -> None:
        await asyncio.sleep(wait)
        try:
            await push.deliver(self._deps, delivery, self._show)
        except DatabaseAway:
            raise
        except Exception as error:  # one broken delivery must not stop the others
            log.exception(
                "delivery failed",
                extra={"delivery": delivery.id, "error": type(error).__name__},
            )

    async def _show(self, person: Person, outcome: Outcome) -> int:
        screen = view(outcome, self._speak(person.language), self._deps.catalog)
        try:
            return (await self._outbound.send(person.id, screen)).message_id
        except Forbidden as error:
            raise push.Unreachable from error
        except RetryAfter as error:
            after = error.retry_after
            wait = after if isinstance(after, timedelta) else timedelta(seconds=after)
            raise push.TryLater(wait) from error
        except BadRequest as error:
            if any(words in error.message.lower() for words in GONE):
                raise push.Unreachable from error
            raise push.Impossible(error.message) from error
        except TelegramError as error:
            raise push.TryLater(RETRY) from error


def ticking(tick: Callable[[], Awaitable[None]]) -> AsyncIOScheduler:
    """A scheduler that calls `tick` every second; it holds nothing else."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tick, "interval", seconds=1, coalesce=True, max_instances=1, misfire_grace_time=None
    )
    return scheduler
