"""Keep safety locks beyond erasing, without a name, and give them back to who begins anew."""

import asyncio
import hashlib
import secrets

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import insert_once, put
from bot.db.tables import locks, salts
from bot.domain.ids import UserId
from bot.domain.person import Lock


class SafetyLocks:
    """Safety locks of erased people, found by a slow salted hash.

    Ids can be counted through, so the hash has to be slow; it is only worked out when somebody
    is erased while locked, or is new while such locks exist.
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, person: UserId, lock: Lock) -> None:
        """Remember that there was a lock, not why."""
        await insert_once(
            self._connection, salts, {"name": "locks", "salt": secrets.token_bytes(16)}
        )
        row = {
            "person_hash": await self._hash(person),
            "refer": lock.refer,
            "since": lock.since,
        }
        await put(self._connection, locks, row)

    async def take_back(self, person: UserId) -> Lock | None:
        """Return and delete the lock that this new person left behind."""
        if (await self._connection.execute(select(locks.c.refer).limit(1))).first() is None:
            return None
        result = await self._connection.execute(
            delete(locks)
            .where(locks.c.person_hash == await self._hash(person))
            .returning(locks.c.refer, locks.c.since)
        )
        row = result.one_or_none()
        return None if row is None else Lock(row.refer, (), row.since)

    async def _hash(self, person: UserId) -> bytes:
        salt = await self._connection.scalar(select(salts.c.salt).where(salts.c.name == "locks"))
        assert isinstance(salt, bytes)
        return await asyncio.to_thread(
            hashlib.scrypt, str(person).encode(), salt=salt, n=2**14, r=8, p=1, dklen=32
        )
