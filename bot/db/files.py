"""Store Telegram's file ids, so that each file is uploaded once."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.tables import files


class Files:
    """File ids; they are valid only for the bot that uploaded."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def find(self, bot: int, key: str) -> str | None:
        """Return the file id under which `key` was uploaded by this bot."""
        return await self._connection.scalar(
            select(files.c.file_id).where(files.c.bot == bot, files.c.key == key)
        )

    async def save(self, bot: int, key: str, file_id: str) -> None:
        """Save a file id; a newer id replaces the old."""
        await put(self._connection, files, {"bot": bot, "key": key, "file_id": file_id})

    async def forget(self, bot: int, key: str, file_id: str) -> None:
        """Delete an id that is not valid any more; a newer one stays."""
        stale = (files.c.bot == bot, files.c.key == key, files.c.file_id == file_id)
        await self._connection.execute(delete(files).where(*stale))
