"""The queue of updates and long polling: what is confirmed, who may poll, how long each lives."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram_sandbox.clock import Now
from telegram_sandbox.errors import conflict

MESSAGE_LIFE = timedelta(hours=24)
CALLBACK_LIFE = timedelta(seconds=150)
SHORT_LIVED = frozenset({"callback_query", "shipping_query", "pre_checkout_query"})
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_OTHER_POLL = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


@dataclass(slots=True)
class Queued:
    """An update that the bot has not confirmed; `lane` orders webhook deliveries."""

    update: dict[str, Any]
    expires: datetime
    lane: str

    @property
    def id(self) -> int:
        """The update's id."""
        return int(self.update["update_id"])


class Updates:
    """All unconfirmed updates of the bot."""

    def __init__(self, now: Now, next_id: Callable[[], int]) -> None:
        self._now = now
        self._next_id = next_id
        self.queue: list[Queued] = []
        self.allowed: list[str] | None = None
        self.closed = False
        self._poll = 0
        self._ended = ""
        self._polled = (-1, 0.0)
        self._changed = asyncio.Event()

    def add(self, kind: str, payload: Any, lane: str) -> int | None:
        """Queue an update and return its id; None when the bot did not ask for this kind."""
        if not self._wanted(kind):
            return None
        life = CALLBACK_LIFE if kind in SHORT_LIVED else MESSAGE_LIFE
        return self.put({kind: payload}, life, f"{kind}:{lane}")

    def put(self, fields: dict[str, Any], life: timedelta = MESSAGE_LIFE, lane: str = "") -> int:
        """Queue an update as it stands, under the next id."""
        update_id = self._next_id()
        self.queue.append(Queued({"update_id": update_id, **fields}, self._now() + life, lane))
        self.wake()
        return update_id

    def _wanted(self, kind: str) -> bool:
        return kind not in ON_REQUEST if not self.allowed else kind in self.allowed

    def is_open(self, update_id: int) -> bool:
        """Whether the update still waits to be confirmed."""
        self.expire()
        return any(queued.id == update_id for queued in self.queue)

    def expire(self) -> None:
        """Forget updates that are older than their life."""
        now = self._now()
        self.queue[:] = [queued for queued in self.queue if queued.expires > now]

    def confirm(self, update_id: int) -> None:
        """Forget one update that a webhook took."""
        self.queue[:] = [queued for queued in self.queue if queued.id != update_id]
        self.wake()

    def move_to(self, offset: int) -> int:
        """Forget everything before `offset`, or all but the last -offset; return how many."""
        before = len(self.queue)
        if offset < 0:
            self.queue[:] = self.queue[offset:]
        elif offset > 0 and not (self.queue and offset > self.queue[-1].id + 1):
            self.queue[:] = [queued for queued in self.queue if queued.id >= offset]
        if before != len(self.queue):
            self.wake()
        return before - len(self.queue)

    def wake(self) -> None:
        """Wake everybody who waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def change(self, seconds: float) -> bool:
        """Wait for the next change; return False when there was none."""
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def end_poll(self, reason: str) -> None:
        """End the poll under way with a 409."""
        self._poll += 1
        self._ended = reason
        self.wake()

    async def poll(self, limit: int, seconds: float) -> list[dict[str, Any]]:
        """Return the oldest updates, waiting up to `seconds` of real time for the first.

        Raises:
            ApiError: a newer poll came, or a webhook was set meanwhile.
        """
        self.end_poll(_OTHER_POLL)
        mine = self._poll
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            if mine != self._poll:
                raise conflict(self._ended)
            self.expire()
            left = deadline - loop.time()
            if self.queue or self.closed or left <= 0:
                return [queued.update for queued in self.queue[:limit]]
            await self.change(left)

    def unhurried(self, offset: int, limit: int, seconds: int) -> tuple[int, int]:
        """Return limit and time-out, slowed down for a bot that polls the same offset again."""
        now = asyncio.get_running_loop().time()
        (before, at), self._polled = self._polled, (offset, now)
        if offset != before:
            return limit, seconds
        if now < at + 3:
            seconds = max(seconds, 3)
        return 1 if now < at + 0.5 else limit, seconds

    def close(self) -> None:
        """Close the server: waiting polls end at once."""
        self.closed = True
        self.wake()
