"""Log events of a person and purge old ones: what happened, never what was said."""

from datetime import datetime

from sqlalchemy import BigInteger, CursorResult, bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.read_cache import ReadCache
from bot.db.tables import events
from bot.domain.event import PASSING, Detail, Event, EventKind
from bot.domain.ids import UserId

_KNOWN = frozenset(EventKind)
_ADD = insert(events)
_ALL = (
    select(events.c.at, events.c.kind, events.c.detail)
    .where(events.c.person == bindparam("whose", type_=BigInteger()))
    .order_by(events.c.at, events.c.id)
)


class Events:
    """The event log."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known

    async def add(self, person: UserId, kind: EventKind, detail: Detail, at: datetime) -> None:
        """Log one event."""
        self._known.forget("events")
        row = {"person": person, "at": at, "kind": kind, "detail": dict(detail)}
        await self._connection.execute(_ADD, row)

    async def all(self, person: UserId) -> tuple[Event, ...]:
        """Return everything logged of a person, the oldest first."""
        return await self._known.once(("events", person), lambda: self._all(person))

    async def purge(self, first: UserId, last: UserId, before: datetime) -> int:
        """Delete passing events from before, of the people in a range of ids; return how many there
        were.

        The latest of each kind stays.
        """
        later = events.alias()
        newer = select(later.c.id).where(
            later.c.person == events.c.person,
            later.c.kind == events.c.kind,
            later.c.id > events.c.id,
        )
        result = await self._connection.execute(
            delete(events).where(
                events.c.person.between(first, last),
                events.c.at < before,
                events.c.kind.in_(PASSING),
                newer.exists(),
            )
        )
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def _all(self, person: UserId) -> tuple[Event, ...]:
        rows = await self._connection.execute(_ALL, {"whose": person})
        return tuple(
            Event(row.at, EventKind(row.kind), row.detail)
            for row in rows
            if row.kind in _KNOWN  # a newer release may have logged more
        )
