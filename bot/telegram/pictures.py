"""Pictures on Telegram: drawn once, uploaded once, then sent by the id Telegram gave them."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from weakref import WeakValueDictionary

from telegram import InputFile, Message

from bot.db.store import DatabaseAway, Transaction
from bot.telegram.drawing import Drawing, Draws
from bot.views.screen import Picture

log = logging.getLogger(__name__)


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
                found = await store.files.find(self._bot_id, key)
        except DatabaseAway:
            log.warning("database away")
            return None
        if found is not None:
            self._remember(picture, key, found)
        return found

    async def draw(self, picture: Picture) -> InputFile | None:
        """The picture as a file, however long that takes; None when text has to do."""
        key = self._drawing.key(picture)
        return None if key is None else _file(picture, await self._drawing.draw(key, picture))

    def ready(self, picture: Picture) -> InputFile | None:
        """The picture as a file if it is drawn already; if not, it is drawn for the next time."""
        if (key := self._drawing.key(picture)) is None:
            return None
        if (content := self._drawing.at_hand(key)) is None and picture.chart is None:
            self._drawing.ahead(key, picture)
        return _file(picture, content)

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
        try:
            async with self._transaction() as store:
                await store.files.save(self._bot_id, key, sent.file_id)
        except DatabaseAway:
            log.warning("database away")

    async def forget(self, picture: Picture, file_id: str) -> None:
        """Telegram does not take that id any more."""
        if (key := self._drawing.key(picture)) is None:
            return
        if self._ids.get(key) == file_id:
            del self._ids[key]
        try:
            async with self._transaction() as store:
                await store.files.forget(self._bot_id, key, file_id)
        except DatabaseAway:
            log.warning("database away")

    def _remember(self, picture: Picture, key: str, file_id: str) -> None:
        """In memory too, except what is somebody's own: there is no end of those."""
        if not picture.marks:
            self._ids[key] = file_id


def _file(picture: Picture, content: bytes | None) -> InputFile | None:
    if content is None:
        return None
    name = "figure.gif" if picture.moving else "figure.png"
    return InputFile(content, filename=name, attach=True)  # so that edits can name it
