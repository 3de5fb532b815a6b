"""Take each update once: ids of updates already handled."""

from datetime import datetime

from sqlalchemy import CursorResult, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import insert_once
from bot.db.tables import updates


class Updates:
    """The ids of updates."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, update_id: int, now: datetime) -> bool:
        """Take an update; return whether it is new. Of two replicas the loser waits for the
        winner."""
        return await insert_once(self._connection, updates, {"id": update_id, "handled_at": now})

    async def purge(self, before: datetime, limit: int = 5000) -> int:
        """Delete at most `limit` ids handled before; return how many there were.

        Groups that were spoken to are remembered by their negative ids, for good.
        """
        old = select(updates.c.id).where(updates.c.handled_at < before, updates.c.id >= 0)
        result = await self._connection.execute(
            delete(updates).where(
                updates.c.id.in_(old.order_by(updates.c.handled_at).limit(limit).scalar_subquery())
            )
        )
        assert isinstance(result, CursorResult)
        return result.rowcount
