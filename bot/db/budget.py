"""How many messages all replicas together may send now; what was not sent is not saved up."""

from datetime import datetime, timedelta

from sqlalchemy import case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import insert_once, put
from bot.db.tables import budgets


class Budget:
    """What may be sent now: at most `rate` a second over all replicas, never saved up."""

    def __init__(self, connection: AsyncConnection, name: str = "pushes") -> None:
        self._connection = connection
        self._name = name

    async def take(self, wanted: int, rate: float, now: datetime) -> int:
        """Draw at most `wanted` sends; how many may go now.

        The bucket holds one second's worth, so that no second sees more than twice the rate and
        no minute more than sixty times it plus one second. Nothing is granted while paused. A
        clock that steps back costs nothing: the bucket begins to fill again from there.
        """
        await insert_once(
            self._connection, budgets, {"name": self._name, "tokens": rate, "at": now}
        )
        rows = await self._connection.execute(
            select(budgets).where(budgets.c.name == self._name).with_for_update()
        )
        row = rows.one()
        if row.paused_until is not None and row.at <= now < row.paused_until:
            return 0
        passed = max((now - row.at).total_seconds(), 0.0)
        tokens = min(row.tokens + passed * rate, max(rate, 1.0))
        granted = min(wanted, int(tokens))
        await self._connection.execute(
            update(budgets)
            .where(budgets.c.name == self._name)
            .values(tokens=tokens - granted, at=now, paused_until=None)
        )
        return granted

    async def give_back(self, unused: int, rate: float) -> None:
        """Return sends that were drawn and not needed."""
        full, tokens = max(rate, 1.0), budgets.c.tokens + unused
        tokens = case((tokens > full, full), else_=tokens)
        await self._connection.execute(
            update(budgets).where(budgets.c.name == self._name).values(tokens=tokens)
        )

    async def probe(self, now: datetime) -> None:
        """Write something that is needed by nobody, so that a database that only reads is told."""
        row = {"name": "probe", "tokens": 0.0, "at": now}
        await put(self._connection, budgets, row)

    async def pause(self, seconds: float, now: datetime) -> None:
        """Grant nothing for a while: many chats were told to wait."""
        until = now + timedelta(seconds=seconds)
        await insert_once(self._connection, budgets, {"name": self._name, "tokens": 0.0, "at": now})
        await self._connection.execute(
            update(budgets).where(budgets.c.name == self._name).values(at=now, paused_until=until)
        )
