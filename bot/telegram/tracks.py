"""Tempo tracks on Telegram: made once, uploaded once, then sent by their id."""

import asyncio
from contextlib import suppress
from typing import Protocol

from telegram import InputFile, Message

from bot.db.store import DatabaseAway, Transaction
from bot.domain.training.audio_cues import Score

AT_ONCE = 1
"""Tracks made at the same time: a reply must never wait for a processor."""


class Plays(Protocol):
    """Who makes tracks."""

    def key(self, score: Score) -> str:
        """What a track is remembered by."""

    def mp3(self, score: Score) -> bytes:
        """The track; may take a second, so it is called in a thread."""


class Tracks:
    """The file ids of one bot's tracks, and how to get new ones."""

    def __init__(self, plays: Plays, transaction: Transaction, bot_id: int) -> None:
        self._plays = plays
        self._transaction = transaction
        self._bot_id = bot_id
        self._making = asyncio.Semaphore(AT_ONCE)

    async def known(self, score: Score) -> str | None:
        """The file id of a track that was sent before."""
        async with self._transaction() as store:
            return await store.files.find(self._bot_id, self._plays.key(score))

    async def make(self, score: Score) -> InputFile:
        """The track as a file."""
        async with self._making:
            content = await asyncio.to_thread(self._plays.mp3, score)
        return InputFile(content, filename="tempo.mp3")

    async def keep(self, score: Score, message: Message) -> None:
        """Remember what Telegram calls it."""
        if message.audio is None:
            return
        with suppress(DatabaseAway):  # its log says so
            async with self._transaction() as store:
                await store.files.save(self._bot_id, self._plays.key(score), message.audio.file_id)
