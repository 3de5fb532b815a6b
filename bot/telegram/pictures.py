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


class Draws(Protocol):
    """Who knows the pictures."""

    def key(self, picture: Picture) -> str | None:
        """What it is remembered by; None when there is no such picture."""

    def draw(self, picture: Picture) -> bytes:
        """The picture as PNG; may take a second, so it is called in a thread."""


class Pictures:
    """The file ids of one bot, and how to get new ones."""

    def __init__(self, draws: Draws, transaction: Transaction, bot_id: int) -> None:
        self._draws = draws
        self._transaction = transaction
        self._bot_id = bot_id
        self._drawing = asyncio.Semaphore(AT_ONCE)

    async def known(self, picture: Picture) -> str | None:
        """The file id of a picture that was sent before."""
        key = self._key(picture)
        if key is None or picture.chart is not None:
            return None
        async with self._transaction() as store:
            return await store.files.find(self._bot_id, key)

    async def draw(self, picture: Picture) -> InputFile | None:
        """The picture as a file; None when text has to do."""
        if self._key(picture) is None:
            return None
        try:
            async with self._drawing:
                content = await asyncio.to_thread(self._draws.draw, picture)
        except Exception as error:  # a picture is worth less than the answer it stands in
            log.warning("no picture", extra={"kind": picture.figure, "error": type(error).__name__})
            return None
        return InputFile(content, filename="figure.png", attach=True)  # so that edits can name it

    async def keep(self, picture: Picture, message: Message) -> None:
        """Remember what Telegram calls it."""
        key = self._key(picture)
        if key is None or picture.chart is not None or not message.photo:
            return
        try:
            async with self._transaction() as store:
                await store.files.save(self._bot_id, key, message.photo[-1].file_id)
        except DatabaseAway:
            log.warning("database away")

    def _key(self, picture: Picture) -> str | None:
        try:
            return self._draws.key(picture)
        except OSError as error:
            log.warning("no picture", extra={"kind": picture.figure, "error": type(error).__name__})
            return None
