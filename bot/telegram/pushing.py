"""Send what is due: claim a batch every tick, send it evenly spaced, mark what came of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import islice

from telegram.error import BadRequest, TelegramError

from bot.app.deps import Deps
from bot.app.push import dispatch
from bot.db.store import DatabaseAway
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryId
from bot.domain.ids import UserId
from bot.domain.outcome.workout import TodayCard
from bot.domain.person import Person
from bot.lifetime import tasks
from bot.telegram.outbound import Outbound
from bot.telegram.pace import PER_CHAT, Pace
from bot.telegram.push_errors import PushErrors
from bot.telegram.reply_queue import ReplyQueue
from bot.telegram.respond import Speak
from bot.views.screen import Screen
from bot.views.screens import view
from bot.views.texts import words_for

MARKS_TOGETHER = 50
"""Marks in one transaction at most."""


TOGETHER = 4
"""People prepared in one transaction: few, since replies wait for it on SQLite."""
AHEAD = 0.5
"""Seconds by which pushes are prepared before their slots, so that sending never waits for
planning, nor do marks."""
UNDER_WAY = 128
"""Sends at a time: half of the connections, so that replies always find a free one."""
LONGEST_WAIT = 5.0
"""Seconds a push may wait for its chat under its lease; beyond that it is put off."""
LAST_WORDS = 2.0
"""Seconds for what is under way when the bot is told to stop."""


class SentMarks:
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
                batch = self._waiting[:MARKS_TOGETHER]
                await self._write(batch)
                del self._waiting[: len(batch)]

    async def _write(self, batch: list[dispatch.Sent]) -> None:
        pause = 0.5
        while True:
            try:
                await dispatch.settle(self._deps, batch)
            except DatabaseAway:  # its log says so
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
            else:
                return


class Pusher:
    """Sends what was promised.

    Args:
        rate: pushes a second of all replicas together.
        queue: replies; as long as any wait there, no push begins.
    """

    def __init__(
        self,
        deps: Deps,
        outbound: Outbound,
        speak: Speak,
        rate: float,
        queue: ReplyQueue | None = None,
    ) -> None:
        self._deps = deps
        self._outbound = outbound
        self._speak = speak
        self._rate = rate
        self._pace = Pace(rate)
        self._queue = queue or ReplyQueue(rate)
        self._queue.on_stop = self._pace.pause
        self._setbacks = PushErrors(deps, self._pace, rate, self._queue)
        self._marking = SentMarks(deps)
        self._under_way = asyncio.Semaphore(UNDER_WAY)
        self._waiting: dict[asyncio.Task[None], Delivery] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand: set[DeliveryId] = set()
        self._chats: set[UserId] = set()
        self._claiming = asyncio.Lock()
        self._open = False
        self._replies = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Pushes go out as long as the block runs; then what is under way ends, and what is not
        begun is given back."""
        async with tasks(self._stop) as self._group:
            self._open = True
            yield

    def make_room(self, replies: int) -> None:
        """So many messages go out as replies: pushes leave them their places."""
        self._replies += replies
        for _ in range(replies):
            self._pace.yielded()

    async def tick(self) -> None:
        """Claim what is due, batch after batch as long as the budget grants any, and send it."""
        async with self._claiming:
            with suppress(DatabaseAway):  # its log says so
                if self._deps.outage.is_on:
                    await self._look_again()
                while await self._batch():
                    pass

    async def _look_again(self) -> None:
        """End the outage with a write that succeeds, since a full disk can still be read."""
        with self._deps.outage.noticing_silence():
            async with self._deps.transaction() as store:
                await store.budget.probe(self._deps.now())
        self._deps.outage.back()

    async def _batch(self) -> bool:
        """One batch of no more than a second's budget; whether there was anything in it."""
        most = min(max(1, int(self._rate)), int(self._rate) + UNDER_WAY - len(self._tasks))
        if not self._open or self._pace.paused or self._queue.waiting or most <= 0:
            return False
        replies, self._replies = min(self._replies, int(self._rate / 2)), 0
        with self._deps.outage.noticing_silence():
            claimed = await dispatch.due(self._deps, most, self._rate, replies)
        # After a jump of the clock our own leases have run out under what is about to be sent.
        rest = iter([delivery for delivery in claimed if delivery.id not in self._in_hand])
        while self._open and (few := list(islice(rest, TOGETHER))):
            for one in await self._prepared(few):
                self._begin(one)
            await asyncio.sleep(self._pace.ahead - AHEAD)
        await self._setbacks.give_back(list(rest))
        return bool(claimed)

    async def _prepared(self, few: Sequence[Delivery]) -> list[dispatch.Push]:
        """One that cannot be prepared must not stop the others."""
        try:
            return await dispatch.prepare(self._deps, few)
        except DatabaseAway:
            raise
        except Exception as error:
            if len(few) > 1:
                return [one for alone in few for one in await self._prepared([alone])]
            await self._setbacks.broken(few[0], error)
            return []

    def _begin(self, one: dispatch.Push) -> None:
        """One at a time into a chat: until the last has arrived nobody knows when the next may."""
        busy = one.person.id in self._chats
        slot = PER_CHAT if busy else self._pace.slot(one.person.id)
        if one.delivery.kind is DeliveryKind.TIMER:  # never early, as others are in a rush
            slot = max(slot, (one.delivery.due - self._deps.now()).total_seconds())
        task = self._group.create_task(self._deliver(one, slot, busy=busy))
        if not busy:
            self._chats.add(one.person.id)
            task.add_done_callback(lambda _: self._chats.discard(one.person.id))
        self._tasks.add(task)
        self._in_hand.add(one.delivery.id)
        self._waiting[task] = one.delivery
        task.add_done_callback(partial(self._ended, one.delivery.id))

    def _ended(self, id: DeliveryId, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._in_hand.discard(id)
        self._waiting.pop(task, None)

    async def _deliver(self, one: dispatch.Push, wait: float, *, busy: bool) -> None:
        try:
            if wait <= LONGEST_WAIT and not busy:
                await asyncio.sleep(wait)
                async with self._under_way:
                    wait = self._pace.paused
                    if not wait:
                        await self._send(one)
                        return
            await self._setbacks.put_off(one.delivery, timedelta(seconds=wait))
        except DatabaseAway:
            pass  # its log says so; the lease runs out, and it goes again
        except Exception as error:  # a bug of ours: one broken delivery must not stop the others
            await self._setbacks.broken(one.delivery, error)

    async def _send(self, one: dispatch.Push) -> None:
        task = asyncio.current_task()
        assert task is not None
        screen = view(one.outcome, words_for(one.person, self._speak), self._deps.catalog)
        screen = replace(screen, silent=screen.silent or one.silent)
        if not one.person.preferences.pictures:
            screen = replace(screen, picture=None)
        self._waiting.pop(task, None)
        try:
            message = await self._show(one, screen)
        except TelegramError as error:
            self._pace.ended(one.person.id)
            await self._setbacks.failed(one.delivery, error)
        else:
            self._pace.ended(one.person.id)
            self._queue.accepted()
            if one.replaces is not None:
                await self._outbound.delete(one.person.id, one.replaces)
            await self._marking.mark(dispatch.Sent(one.delivery, message))
            if one.card is not None:
                await self._pin(one.person, one.card)

    async def _pin(self, person: Person, card: TodayCard) -> None:
        """The card of the day, in a slot of the pace like any push; in a rush it is left out."""
        if not await dispatch.spare(self._deps, self._rate):
            return
        await asyncio.sleep(self._pace.slot(person.id))
        screen = view(card, words_for(person, self._speak), self._deps.catalog)
        with suppress(TelegramError):  # gone, or not allowed: the push itself says it all
            await self._outbound.replace(person.id, screen)
        self._pace.ended(person.id)

    async def _show(self, one: dispatch.Push, screen: Screen) -> int | None:
        """The message it became, or the one it was put into."""
        if screen.message is None:
            return (await self._outbound.send(one.person.id, screen)).message_id
        with suppress(BadRequest):  # that message is gone: nobody is looking at it
            await self._outbound.replace(one.person.id, screen)
        return screen.message

    async def _stop(self) -> None:
        """Give back what is not begun, wait a little for the rest."""
        self._open = False
        async with self._claiming:
            waiting = dict(self._waiting)
        for task in waiting:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=LAST_WORDS)
        for task in list(self._tasks):
            task.cancel()
        await self._setbacks.give_back(list(waiting.values()))
