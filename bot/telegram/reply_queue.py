"""In which order replies go once Telegram has refused some, and when they are paced.

As long as Telegram refuses nothing, every call goes at once. The first 429 shows the need: from
then on the calls of all replies go one after the other at the pace of the pushes, ahead of them.
"""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.meter import LATE_REPLIES, REPLY_WAIT_SECONDS
from bot.telegram.refusals import Refusals
from bot.telegram.request import seconds

Result = TypeVar("Result")

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds before each new try while Telegram is out of order."""
REMEMBERED_S = 60.0
"""Seconds after a refusal for which replies are still paced."""
SLOWER = 0.98
"""Of the pace: the rest is for what two clocks may differ by."""
CREDIT_S = 0.5
"""Seconds of the pace that may be caught up with after the process was busy or all stood still."""
JITTER_S = 0.25
"""Seconds at most added to a stop, so that several replicas do not resume at one instant."""
LATE_S = 30.0
"""Seconds after which a reply counts as late."""
AT_ONCE = float("-inf")
"""Instead of a moment: ahead of everybody."""


class Overtaken(Exception):
    """A newer answer to the same person is here: this one is not worth its call."""


@dataclass(slots=True)
class Waiting:
    """A reply that is being sent.

    Args:
        since: the moment since which the person waits; earlier goes first.
        overtaken: whether a newer answer replaces it, as long as nothing of it has gone out.
    """

    chat: int
    since: float
    overtaken: Callable[[], bool] = lambda: False
    begun: bool = False


@dataclass(slots=True)
class _Ticket:
    """A call that waits for its turn."""

    waiting: Waiting
    turn: asyncio.Future[None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


_current: ContextVar[Waiting | None] = ContextVar("reply", default=None)


class ReplyQueue:
    """The calls of all replies of this process.

    Args:
        rate: calls a second once they have to be paced.
    """

    def __init__(self, rate: float, now: Callable[[], float] = time.monotonic) -> None:
        self.on_stop: Callable[[float], None] = lambda _: None
        """Told of the seconds for which nothing may go at all."""
        self._gap = 1 / (rate * SLOWER)
        self._now = now
        self._jitter = random.Random()  # noqa: S311 - spreads resumptions
        self._tickets: list[_Ticket] = []
        self._chats: dict[int, float] = {}
        self._refusals = Refusals(now)
        self._strict_until = self._stopped_until = self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def strict(self) -> bool:
        """Whether a refusal has shown that calls have to be paced."""
        return bool(self._tickets) or self._now() < self._strict_until

    @property
    def waiting(self) -> int:
        """How many calls wait for their turn."""
        return len(self._tickets)

    @contextmanager
    def reply(self, waiting: Waiting) -> Iterator[None]:
        """What is sent within the block belongs to this reply."""
        token = _current.set(waiting)
        try:
            yield
        finally:
            _current.reset(token)

    async def __call__(self, call: Callable[[], Awaitable[Result]]) -> Result:
        """Make a call in its turn, and again until Telegram has taken it.

        Raises:
            Overtaken: nothing of the reply has gone out, and a newer one is here.
            TelegramError: where another try would change nothing, or Telegram was out of order for
                a minute.
        """
        waiting = _current.get() or Waiting(0, self._now())
        pauses = iter(PAUSES)
        while True:
            await self._turn(waiting)
            try:
                result = await call()
            except RetryAfter as error:
                self.refused(waiting.chat, seconds(error))
                continue
            except BadRequest:  # to PTB a kind of NetworkError
                raise
            except NetworkError:
                pause = next(pauses, None)
                if pause is None:
                    raise
                await asyncio.sleep(pause)
                continue
            self.accepted()
            self._note(waiting)
            return result

    def accepted(self) -> None:
        """Telegram took a call, of a reply or a push."""
        self._refusals.accepted()

    def refused(self, chat: int, wait: float) -> bool:
        """Telegram asked to wait in this chat; whether everybody has to wait from now on."""
        now = self._now()
        self._strict_until = max(self._strict_until, now + wait + REMEMBERED_S)
        self._chats[chat] = max(self._chats.get(chat, 0.0), now + wait)
        stops = self._refusals.refused(chat) and now + wait > self._stopped_until
        if stops:
            stop = wait + self._jitter.uniform(0, JITTER_S)
            self._stopped_until = now + stop
            self.on_stop(stop)
        self._schedule()
        return stops

    async def _turn(self, waiting: Waiting) -> None:
        """Wait until this reply may make a call."""
        now = self._now()
        free = now >= max(self._chats.get(waiting.chat, 0.0), self._stopped_until)
        if self._tickets or now < self._strict_until or not free:
            ticket = _Ticket(waiting)
            self._tickets.append(ticket)
            self._schedule()
            try:
                await ticket.turn
            finally:
                if ticket in self._tickets:  # cancelled meanwhile
                    self._tickets.remove(ticket)
            if not waiting.begun and waiting.overtaken():
                self._next -= self._gap  # its place goes to the next
                raise Overtaken
        waiting.begun = True

    def _schedule(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._tickets:
            return
        now = self._now()
        open_at = max(self._next, self._stopped_until)
        soonest = min(self._chats.get(ticket.waiting.chat, 0.0) for ticket in self._tickets)
        delay = max(open_at, soonest, now) - now
        self._timer = asyncio.get_running_loop().call_later(delay, self._release)

    def _release(self) -> None:
        """Let the longest-waiting reply go whose chat may be written to."""
        now = self._now()
        if now >= max(self._next, self._stopped_until):
            free = [t for t in self._tickets if self._chats.get(t.waiting.chat, 0.0) <= now]
            if free:
                first = min(free, key=lambda ticket: ticket.waiting.since)
                self._tickets.remove(first)
                if not first.turn.done():
                    first.turn.set_result(None)
                    self._next = max(self._next, now - CREDIT_S) + self._gap
        if len(self._chats) > 10_000:
            self._chats = {chat: free_at for chat, free_at in self._chats.items() if free_at > now}
        self._schedule()

    def _note(self, waiting: Waiting) -> None:
        if waiting.since == AT_ONCE:
            return
        late = self._now() - waiting.since
        REPLY_WAIT_SECONDS.note(late)
        if late > LATE_S:
            LATE_REPLIES.add()
