"""Pictures drawn one at a time, and those drawn of late."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from bot.lifetime import tasks
from bot.views.screen import Picture

log = logging.getLogger(__name__)

AT_ONCE = 1
"""Pictures drawn at the same time: a reply must never wait for a processor."""
AT_HAND = 4_000_000
"""Bytes of the pictures drawn last, 30 to 65 kB each (180 where they move): whoever looked for an
id while another uploaded it finds the picture still."""
WANTED = 512
"""Pictures that may wait to be drawn ahead."""


class Draws(Protocol):
    """Who knows the pictures."""

    def key(self, picture: Picture) -> str | None:
        """What it is remembered by; None when there is no such picture."""

    def draw(self, picture: Picture) -> bytes:
        """The picture as PNG, as GIF where it moves; blocks until it is there: for a thread."""


class Drawing:
    """One at a time, off the event loop; whoever waits goes before whatever is drawn ahead."""

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._drawn: dict[str, bytes] = {}
        self._wanted: asyncio.Queue[tuple[str, Picture]] = asyncio.Queue(WANTED)
        self._waiting: set[str] = set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """What is wanted ahead is drawn as long as the block runs."""

        async def stop() -> None:
            task.cancel()

        async with tasks(stop) as group:
            task = group.create_task(self._draw_ahead())
            yield

    def key(self, picture: Picture) -> str | None:
        """What it is remembered by; None when there is no such picture, or none to be had."""
        try:
            return self._draws.key(picture)
        except OSError as error:
            _warn(picture, error)
            return None

    async def draw(self, key: str, picture: Picture) -> bytes | None:
        """The picture; None when text has to do. Whoever asks for what is being drawn waits for
        it rather than draw it again."""
        try:
            async with self._turn:
                if key not in self._drawn:
                    self._drawn[key] = await asyncio.to_thread(self._draws.draw, picture)
                drawn = self._drawn[key]
                while sum(map(len, self._drawn.values())) > AT_HAND:
                    self._drawn.pop(next(iter(self._drawn)))
                return drawn
        except Exception as error:  # a picture is worth less than the answer it stands in
            _warn(picture, error)
            return None

    def at_hand(self, key: str) -> bytes | None:
        """The picture if it is drawn already."""
        return self._drawn.get(key)

    def ahead(self, key: str, picture: Picture) -> None:
        """Have it drawn when nobody waits for another, so that it is at hand the next time."""
        if key in self._drawn or key in self._waiting or self._wanted.full():
            return
        self._waiting.add(key)
        self._wanted.put_nowait((key, picture))

    async def _draw_ahead(self) -> None:
        while True:
            key, picture = await self._wanted.get()
            await self.draw(key, picture)
            self._waiting.discard(key)


def _warn(picture: Picture, error: Exception) -> None:
    log.warning("no picture", extra={"kind": picture.figure, "error": type(error).__name__})
