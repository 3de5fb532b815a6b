"""Pictures on Telegram: drawn once, uploaded once, then sent by the id Telegram gave them."""

import asyncio
import logging
from typing import Protocol

from telegram import InputFile, Message

from bot.db.store import DatabaseAway, Transaction
from bot.views.screen import Picture

log = logging.getLogger(__name__)

AT_ONCE = 1
"""Pictures drawn at the same time: a reply must never wait for a processor."""
AT_HAND = 8
"""Pictures just drawn that are kept, for those who asked while they were drawn and uploaded."""


class Draws(Protocol):
    """Who knows the pictures."""

    def key(self, picture: Picture) -> str | None:
        """What it is remembered by; None when there is no such picture."""

    def draw(self, picture: Picture) -> bytes:
        """The picture as PNG, as GIF where it moves; takes seconds, so it is called in a thread."""


class Pictures:
    """The file ids of one bot, and how to get new ones."""

    def __init__(self, draws: Draws, transaction: Transaction, bot_id: int) -> None:
        self._draws = draws
        self._transaction = transaction
        self._bot_id = bot_id
        self._drawing = asyncio.Semaphore(AT_ONCE)
        self._ids: dict[str, str] = {}
        self._drawn: dict[str, bytes] = {}

    async def known(self, picture: Picture) -> str | None:
        """The file id of a picture that was sent before."""
        key = self._key(picture)
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
        """The picture as a file; None when text has to do."""
        if (key := self._key(picture)) is None:
            return None
        try:
            content = await self._content(picture, key)
        except Exception as error:  # a picture is worth less than the answer it stands in
            log.warning("no picture", extra={"kind": picture.figure, "error": type(error).__name__})
            return None
        name = "figure.gif" if picture.moving else "figure.png"
        return InputFile(content, filename=name, attach=True)  # so that edits can name it

    async def keep(self, picture: Picture, message: Message) -> None:
        """Remember what Telegram calls it."""
        key = self._key(picture)
        sent = message.animation if picture.moving else next(reversed(message.photo), None)
        if key is None or picture.chart is not None or sent is None:
            return
        self._remember(picture, key, sent.file_id)
        try:
            async with self._transaction() as store:
                await store.files.save(self._bot_id, key, sent.file_id)
        except DatabaseAway:
            log.warning("database away")

    async def _content(self, picture: Picture, key: str) -> bytes:
        """Whoever asks for what is being drawn waits for it rather than draw it again."""
        async with self._drawing:
            if (content := self._drawn.get(key)) is not None:
                return content
            content = await asyncio.to_thread(self._draws.draw, picture)
            if picture.chart is None:
                self._drawn[key] = content
            while len(self._drawn) > AT_HAND:
                self._drawn.pop(next(iter(self._drawn)))
            return content

    def _remember(self, picture: Picture, key: str, file_id: str) -> None:
        """In memory too, except what is somebody's own: there is no end of those."""
        if not picture.marks:
            self._ids[key] = file_id

    def _key(self, picture: Picture) -> str | None:
        try:
            return self._draws.key(picture)
        except OSError as error:
            log.warning("no picture", extra={"kind": picture.figure, "error": type(error).__name__})
            return None
