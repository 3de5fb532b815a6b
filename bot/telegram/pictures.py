"""Pictures on Telegram: drawn once, uploaded once, then sent by their id."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Protocol
from weakref import WeakValueDictionary

from telegram import InputFile, Message

from bot.db.store import DatabaseAway, Transaction
from bot.lifetime import tasks
from bot.views.screen import Picture

log = logging.getLogger(__name__)

AT_ONCE = 1
"""Pictures drawn at the same time: a reply must never wait for a processor."""
AT_HAND = 4_000_000
"""Bytes of the pictures drawn last, 30 to 65 kB each (180 where they move): whoever looked for an
id while another uploaded it finds the picture still."""
CHART_WAIT = 2.0
"""Seconds a push waits for its chart, which takes a twentieth of one to draw; many at once go
without."""
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


class Pictures:
    """The file ids of one bot, and how to get new ones."""

    def __init__(self, draws: Draws, transaction: Transaction, bot_id: int) -> None:
        self._drawing = Drawing(draws)
        self._transaction = transaction
        self._bot_id = bot_id
        self._ids: dict[str, str] = {}
        self._uploads: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def running(self) -> AbstractAsyncContextManager[None]:
        """What was not ready is drawn for the next time as long as the block runs."""
        return self._drawing.running()

    async def known(self, picture: Picture) -> str | None:
        """The file id of a picture that was sent before."""
        key = self._drawing.key(picture)
        if key is None or picture.chart is not None:
            return None
        if key in self._ids:
            return self._ids[key]
        try:
            async with self._transaction() as store:
                file_id = await store.files.find(self._bot_id, key)
        except DatabaseAway:  # its log says so
            return None
        if file_id is not None:
            self._remember(picture, key, file_id)
        return file_id

    async def draw(self, picture: Picture) -> InputFile | None:
        """The picture as a file, however long that takes; None when text has to do."""
        key = self._drawing.key(picture)
        return None if key is None else _file(picture, await self._drawing.draw(key, picture))

    def ready(self, picture: Picture) -> InputFile | None:
        """The picture as a file if it is drawn already; if not, it is drawn for the next time."""
        if (key := self._drawing.key(picture)) is None:
            return None
        if (content := self._drawing.at_hand(key)) is None:
            self._drawing.ahead(key, picture)
        return _file(picture, content)

    async def in_time(self, picture: Picture) -> InputFile | None:
        """A chart, which has no next time, as a file; None where it takes too long for a push."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CHART_WAIT):
                return await self.draw(picture)
        return None

    @asynccontextmanager
    async def uploading(self, picture: Picture, patience: float | None) -> AsyncIterator[bool]:
        """One upload of a picture at a time: who comes second finds its id. False where the one
        under way takes longer than `patience`, in seconds."""
        key = self._drawing.key(picture) or ""
        lock = self._uploads.setdefault(key, asyncio.Lock())
        try:
            async with asyncio.timeout(patience):
                await lock.acquire()
        except TimeoutError:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    async def keep(self, picture: Picture, message: Message) -> None:
        """Remember what Telegram calls it."""
        key = self._drawing.key(picture)
        sent = message.animation if picture.moving else next(reversed(message.photo), None)
        if key is None or sent is None or picture.chart is not None:
            return
        self._remember(picture, key, sent.file_id)
        with suppress(DatabaseAway):  # its log says so
            async with self._transaction() as store:
                await store.files.save(self._bot_id, key, sent.file_id)

    async def forget(self, picture: Picture, file_id: str) -> None:
        """Telegram does not take that id any more."""
        if (key := self._drawing.key(picture)) is None:
            return
        if self._ids.get(key) == file_id:
            del self._ids[key]
        with suppress(DatabaseAway):
            async with self._transaction() as store:
                await store.files.forget(self._bot_id, key, file_id)

    def _remember(self, picture: Picture, key: str, file_id: str) -> None:
        """In memory too, except what is somebody's own: there is no end of those."""
        if not picture.marks:
            self._ids[key] = file_id


def _file(picture: Picture, content: bytes | None) -> InputFile | None:
    if content is None:
        return None
    name = "figure.gif" if picture.moving else "figure.png"
    return InputFile(content, filename=name, attach=True)  # so that edits can name it
