"""Keep the state before each person's last change, until something else happens."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.tables import undos
from bot.db.values import BEFORE
from bot.domain.ids import UserId
from bot.domain.snapshot import Snapshot

_OF_PERSON = undos.c.person == bindparam("whose", type_=BigInteger())
_FIND = select(undos).where(_OF_PERSON)
_DROP = delete(undos).where(_OF_PERSON)


@dataclass(frozen=True, slots=True)
class Undo:
    """The last change of a person, to be taken back."""

    token: int
    """Milliseconds since 1970 at which it was made; the undo button carries it."""
    before: Snapshot
    after: str
    """Digest of how things stood afterwards."""


class Undos:
    """The undo log, one row a person at most."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, person: UserId, before: Snapshot, after: Snapshot, at: datetime) -> int:
        """Keep the state before a change; return the token of the undo button."""
        token = int(at.timestamp() * 1000)
        row = {
            "person": person,
            "token": token,
            "before": BEFORE.write(before),
            "after": digest(after),
        }
        await put(self._connection, undos, row)
        return token

    async def find(self, person: UserId) -> Undo | None:
        """Return the last change; None when nothing is kept."""
        row = (await self._connection.execute(_FIND, {"whose": person})).one_or_none()
        return None if row is None else Undo(row.token, BEFORE.load(row.before), row.after)

    async def drop(self, person: UserId) -> None:
        """Delete the undo of a person."""
        await self._connection.execute(_DROP, {"whose": person})


def digest(state: Snapshot) -> str:
    """Return a hash that is the same for the same state, in every process."""
    document = _sorted(BEFORE.dump(replace(state, beside=())))
    return sha256(dumps(document, sort_keys=True).encode()).hexdigest()


def _sorted(document: Any) -> Any:
    """Return a document with its lists of words sorted: each process orders sets in its own way."""
    match document:
        case dict():
            return {key: _sorted(value) for key, value in document.items()}
        case list() if all(isinstance(one, str) for one in document):
            return sorted(document)
        case list():
            return [_sorted(one) for one in document]
        case _:
            return document
