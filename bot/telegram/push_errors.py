"""What follows a push that did not go out: tried later, never, or claimed by another."""

import logging
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.app.deps import Deps
from bot.app.push import dispatch
from bot.db.store import DatabaseAway
from bot.domain.delivery import Delivery
from bot.telegram.network_errors import MayHaveActed
from bot.telegram.pace import Pace
from bot.telegram.reply_queue import ReplyQueue
from bot.telegram.request import seconds
from bot.telegram.retry import is_gone

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=5)
"""Snapshot the first new try while Telegram is out of order; doubled with every try."""
SLOWEST = timedelta(minutes=2)
"""Between two tries at the most."""


class PushErrors:
    """Decides by what Telegram said, and writes it down.

    Args:
        rate: pushes a second of all replicas together.
        queue: told of refusals, since Telegram counts pushes and replies together.
    """

    def __init__(self, deps: Deps, pace: Pace, rate: float, queue: ReplyQueue) -> None:
        self._deps = deps
        self._queue = queue
        self._pace = pace
        self._rate = rate

    async def failed(self, delivery: Delivery, error: TelegramError) -> None:
        """Telegram refused, or did not answer."""
        match error:
            case RetryAfter():
                wait = timedelta(seconds=seconds(error))
                self._pace.refused(delivery.person, wait.total_seconds())
                if self._queue.refused(delivery.person, wait.total_seconds()):
                    log.warning("all pushes wait", extra={"seconds": wait.total_seconds()})
                    await dispatch.pause(self._deps, wait)
                await self.put_off(delivery, wait)
            case Forbidden() | ChatMigrated():
                await dispatch.unreachable(self._deps, delivery)
            case BadRequest() if is_gone(error):
                await dispatch.unreachable(self._deps, delivery)
            case BadRequest(message=words):
                log.error("push refused", extra={"delivery": delivery.id, "kind": delivery.kind})
                await dispatch.refuse(self._deps, delivery, words)
            case _:
                log.warning("push not sent", extra={"error": type(error).__name__})
                wait = min(RETRY * 2 ** (delivery.attempts - 1), SLOWEST)
                await self.put_off(delivery, wait, in_doubt=isinstance(error, MayHaveActed))

    async def broken(self, delivery: Delivery, error: Exception) -> None:
        """A bug of ours: never tried again, and told."""
        words = {"delivery": delivery.id, "error": type(error).__name__}
        log.error("push broken", exc_info=error, extra=words)
        await dispatch.refuse(self._deps, delivery, type(error).__name__)

    async def put_off(self, delivery: Delivery, wait: timedelta, *, in_doubt: bool = False) -> None:
        """Again after a while.

        Args:
            in_doubt: it may have arrived.
        """
        await dispatch.put_off(self._deps, [delivery], wait, self._rate, in_doubt=in_doubt)

    async def give_back(self, deliveries: Collection[Delivery]) -> None:
        """Not begun: whoever claims next may have them at once."""
        if not deliveries:
            return
        with suppress(DatabaseAway):  # its log says so
            await dispatch.put_off(self._deps, deliveries, timedelta(), self._rate, in_doubt=False)
