"""What happens in the sandbox, told to whoever listens (the chat page, a script)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `name` and the shape of `data` stand in the README."""

    name: str
    data: dict[str, Any]


class Events:
    """Fans every event out to all who listen at that moment; nothing is kept."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event | None]] = set()
        self._closed = False

    def publish(self, name: str, **data: Any) -> None:
        """Tell everybody."""
        for queue in self._listeners:
            queue.put_nowait(Event(name, data))

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event | None]]:
        """Return a queue of all events from now on; None means that the server closes."""
        queue: asyncio.Queue[Event | None] = asyncio.Queue()
        if self._closed:
            queue.put_nowait(None)
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)

    async def stream(self, idle: float = 15.0) -> AsyncIterator[Event | None]:
        """Yield events as they come; None after `idle` seconds of silence; end when closed."""
        with self.listen() as queue:
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), idle)
                except TimeoutError:
                    yield None
                    continue
                if event is None:
                    return
                yield event

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for queue in self._listeners:
            queue.put_nowait(None)
