"""Replies under a limit: the longest-waiting first, none lost, nobody paced without need."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter

from bot.telegram import reply_queue
from bot.telegram.reply_queue import AT_ONCE, Overtaken, ReplyQueue, Waiting

RATE = 200.0


class Server:
    """Answers calls, and refuses the first ones into some chats."""

    def __init__(self, *refused: int, seconds: float = 0.1) -> None:
        self.calls: list[int] = []
        self.tried: list[int] = []
        self._refused = list(refused)
        self._seconds = seconds

    def call(self, chat: int) -> Callable[[], Awaitable[int]]:
        """A call into this chat."""

        async def called() -> int:
            self.tried.append(chat)
            if chat in self._refused:
                self._refused.remove(chat)
                raise RetryAfter(self._seconds)  # type: ignore[arg-type]
            self.calls.append(chat)
            return chat

        return called


async def send(queue: ReplyQueue, server: Server, waiting: Waiting) -> int:
    with queue.reply(waiting):
        return await queue(server.call(waiting.chat))


async def test_nothing_waits_as_long_as_nothing_is_refused() -> None:
    queue, server = ReplyQueue(0.001), Server()
    async with asyncio.timeout(30):
        await asyncio.gather(*(send(queue, server, Waiting(n, n)) for n in range(500)))
    assert server.calls == list(range(500))
    assert not queue.strict


async def test_after_a_refusal_the_longest_waiting_goes_first_and_all_arrive(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reply_queue, "CREDIT_S", 0.0)
    queue, server = ReplyQueue(RATE), Server(1, 2)
    await asyncio.gather(*(send(queue, server, Waiting(n, -n)) for n in (1, 2)))
    begun = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as group:
        for n in range(10, 40):
            group.create_task(send(queue, server, Waiting(n, -n)))
    took = asyncio.get_running_loop().time() - begun
    assert server.calls[2:] == list(range(39, 9, -1))
    assert took >= 29 / RATE


async def test_what_is_urgent_goes_ahead_of_everybody() -> None:
    queue, server = ReplyQueue(RATE), Server(1)
    async with asyncio.TaskGroup() as group:
        for n in range(1, 9):
            group.create_task(send(queue, server, Waiting(n, n)))
        group.create_task(send(queue, server, Waiting(99, AT_ONCE)))
        await asyncio.sleep(0)
        group.create_task(send(queue, server, Waiting(98, AT_ONCE)))
    assert server.calls.index(98) < server.calls.index(1)


async def test_a_chat_s_own_refusal_holds_nobody_else() -> None:
    queue, server = ReplyQueue(RATE), Server(7, seconds=1.5)
    async with asyncio.TaskGroup() as group:
        group.create_task(send(queue, server, Waiting(7, 0)))
        await asyncio.sleep(0.01)
        for n in range(10):
            group.create_task(send(queue, server, Waiting(100 + n, 1)))
    assert server.calls == [*range(100, 110), 7]


async def test_two_refused_chats_stop_everybody_and_the_pushes() -> None:
    queue, server = ReplyQueue(RATE), Server(1, 2, seconds=0.3)
    stops: list[float] = []
    queue.on_stop = stops.append
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(*(send(queue, server, Waiting(n, n)) for n in (1, 2)))
    assert asyncio.get_running_loop().time() - begun >= 0.3
    assert len(stops) == 1
    assert 0.3 <= stops[0] <= 0.3 + reply_queue.JITTER_S


async def test_a_reply_is_refused_for_as_long_as_it_takes() -> None:
    queue, server = ReplyQueue(RATE), Server(*[1] * 30, seconds=0.01)
    assert await send(queue, server, Waiting(1, 0)) == 1
    assert len(server.tried) == 31


async def test_a_newer_answer_replaces_one_that_waits_and_none_that_has_begun() -> None:
    queue, server = ReplyQueue(RATE), Server(1)
    newer = asyncio.Event()
    waiting = Waiting(1, 0, newer.is_set)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(send(queue, server, Waiting(1, 0)))
        second = group.create_task(_replaced(queue, server, waiting))
        newer.set()
    assert (first.result(), second.result()) == (1, True)
    begun = Waiting(1, 0, newer.is_set, begun=True)
    assert await send(queue, server, begun) == 1


async def _replaced(queue: ReplyQueue, server: Server, waiting: Waiting) -> bool:
    await asyncio.sleep(0)
    with pytest.raises(Overtaken):
        await send(queue, server, waiting)
    return True


async def test_what_another_try_does_not_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply_queue, "PAUSES", (0.01, 0.01))
    queue = ReplyQueue(RATE)
    tries = []

    async def out_of_order() -> None:
        tries.append(1)
        raise NetworkError("502")

    async def refused() -> None:
        raise BadRequest("chat not found")

    with pytest.raises(NetworkError):
        await queue(out_of_order)
    assert len(tries) == 3
    with pytest.raises(BadRequest):
        await queue(refused)


async def test_one_that_is_told_to_stop_leaves_the_queue() -> None:
    queue, server = ReplyQueue(0.1), Server(1)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(send(queue, server, Waiting(n, n))) for n in (1, 2, 3)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
    assert queue.waiting == 0
