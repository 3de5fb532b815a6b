"""What Telegram calls the files it was given, so that each is uploaded once."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.tables import files


class Files:
    """File ids; they are valid for the bot that uploaded only."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, bot: int, key: str) -> str | None:
        """The file id under which `key` was uploaded by this bot."""
        return await self._connection.scalar(
            select(files.c.file_id).where(files.c.bot == bot, files.c.key == key)
        )

    async def save(self, bot: int, key: str, file_id: str) -> None:
        """Keep it; a newer id replaces the old."""
        await put(self._connection, files, {"bot": bot, "key": key, "file_id": file_id})

    async def forget(self, bot: int, key: str, file_id: str) -> None:
        """That id is not valid any more; a newer one stays."""
        stale = (files.c.bot == bot, files.c.key == key, files.c.file_id == file_id)
        await self._connection.execute(delete(files).where(*stale))
