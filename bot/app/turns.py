"""One update at a time for each person, people side by side."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """A lock for each key, kept only while somebody holds or awaits it.

    Telegram keeps a person's messages and taps in different queues; between replicas the row
    lock does the same work.
    """

    def __init__(self) -> None:
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: dict[int, int] = {}

    def behind(self, key: int) -> int:
        """How many wait for the turn that is under way to end."""
        return max(self._waiting.get(key, 0) - 1, 0)

    @asynccontextmanager
    async def turn(self, key: int) -> AsyncIterator[None]:
        """Wait for this key's earlier turns."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._waiting[key] = self._waiting.get(key, 0) + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]
