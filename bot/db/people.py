"""Store people: find or create them, lock their row for a transaction, erase them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Row, bindparam, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import insert_once
from bot.db.kept_locks import SafetyLocks
from bot.db.read_cache import ReadCache
from bot.db.shape import clean
from bot.db.tables import people
from bot.db.types import Instant
from bot.db.values import LOCK, PREFERENCES
from bot.domain.ids import FlagId, UserId
from bot.domain.person import Person

_PERSON = bindparam("whose", type_=BigInteger())
_TOUCH = (
    update(people).where(people.c.id == _PERSON).values(seen_at=bindparam("now", type_=Instant()))
)
_TOUCH = _TOUCH.returning(*people.c)
_FIND = select(people).where(people.c.id == _PERSON)
_HOLD = _FIND.with_for_update()
_HOLD_ALL = (
    select(people)
    .where(people.c.id.in_(bindparam("these", expanding=True)))
    .order_by(people.c.id)
    .with_for_update()
)
_SAVE = update(people).where(people.c.id == _PERSON).returning(people.c.id)


class People:
    """The people of this bot."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known
        self._locks = SafetyLocks(connection)

    async def lock(self, id: UserId, language: str, now: datetime) -> Person:
        """Return the person who just wrote, created on first sight, locked until the transaction
        ends.

        Made on first sight; somebody who was erased while no plan could be made for them comes
        back with that lock, so that they are asked again.

        Args:
            language: of their client; counts on first sight only.
        """
        touch = {"whose": id, "now": now}
        row = (await self._connection.execute(_TOUCH, touch)).one_or_none()
        if row is None:
            newcomer = Person(id, language)
            first = await insert_once(
                self._connection,
                people,
                {"id": id, **_values(newcomer), "met_at": now, "seen_at": now},
            )
            if first:
                return await self._with_old_lock(newcomer)
            row = (await self._connection.execute(_TOUCH, touch)).one()
        return _person(row)

    async def hold(self, id: UserId) -> Person | None:
        """Return a person locked until the transaction ends, without their having written."""
        row = (await self._connection.execute(_HOLD, {"whose": id})).one_or_none()
        return None if row is None else _person(row)

    async def find(self, id: UserId) -> Person | None:
        """Return a person; None when unknown."""
        row = (await self._connection.execute(_FIND, {"whose": id})).one_or_none()
        return None if row is None else _person(row)

    async def hold_all(self, ids: Collection[UserId]) -> Mapping[UserId, Person]:
        """Lock the known ones of these people, as `hold`, in one statement.

        Everybody who locks several people locks them by id, to avoid deadlocks.
        """
        rows = await self._connection.execute(_HOLD_ALL, {"these": list(ids)})
        return {UserId(row.id): _person(row) for row in rows}

    async def save(self, person: Person) -> None:
        """Save a person.

        Raises:
            LookupError: there is no such person (any more).
        """
        result = await self._connection.execute(_SAVE, {"whose": person.id, **_values(person)})
        if result.one_or_none() is None:
            raise LookupError("no such person")

    async def erase(self, id: UserId, *, silent_since: datetime | None = None) -> bool:
        """Delete everything of that person in every table; return whether there was anything.

        A lock that stands is remembered by a salted hash of the id, without its reasons.

        Args:
            silent_since: only if they have not written since.
        """
        self._known.forget_all()
        statement = delete(people).where(people.c.id == id)
        if silent_since is not None:
            statement = statement.where(people.c.seen_at < silent_since)
        row = (await self._connection.execute(statement.returning(*people.c))).one_or_none()
        if row is None:
            return False
        lock = _person(row).lock
        if lock is not None:
            await self._locks.keep(id, lock)
        return True

    async def silent(
        self, since: datetime, after: UserId | None, look_at: int
    ) -> tuple[list[UserId], UserId | None]:
        """Return who has not written since then, among the next `look_at` people by id.

        Looking at some at a time needs no index on a column that changes with every message.

        Returns:
            Their ids, and where to go on; None when everybody was looked at.
        """
        page = select(people.c.id).order_by(people.c.id).limit(look_at)
        if after is not None:
            page = page.where(people.c.id > after)
        ids = page.subquery()
        last: int | None = await self._connection.scalar(select(func.max(ids.c.id)))
        if last is None:
            return [], None
        quiet = select(people.c.id).where(people.c.id <= last, people.c.seen_at < since)
        if after is not None:
            quiet = quiet.where(people.c.id > after)
        return [UserId(id) for id in await self._connection.scalars(quiet)], UserId(last)

    async def page(self, after: UserId | None, size: int) -> tuple[UserId, UserId] | None:
        """Return the first and the last id of the next people; None when there are no more."""
        ids = select(people.c.id).order_by(people.c.id).limit(size)
        if after is not None:
            ids = ids.where(people.c.id > after)
        page = ids.subquery()
        bounds = await self._connection.execute(select(func.min(page.c.id), func.max(page.c.id)))
        first, last = bounds.one()
        return None if first is None else (UserId(first), UserId(last))

    async def _with_old_lock(self, person: Person) -> Person:
        lock = await self._locks.take_back(person.id)
        if lock is None:
            return person
        locked = replace(person, lock=lock)
        await self.save(locked)
        return locked


def _values(person: Person) -> dict[str, Any]:
    return {
        "language": clean(person.language)[:35],
        "came_from": None if person.came_from is None else clean(person.came_from),
        "consent_version": person.consent_version,
        "consent_at": person.consent_at,
        "preferences": PREFERENCES.write(person.preferences),
        "started": person.started,
        "paused_until": person.paused_until,
        "stopped": person.stopped,
        "reachable": person.reachable,
        "lock": None if person.lock is None else LOCK.write(person.lock),
        "cleared": sorted(person.cleared),
        "cleared_at": person.cleared_at,
    }


def _person(row: Row[Any]) -> Person:
    return Person(
        id=UserId(row.id),
        language=row.language,
        came_from=row.came_from,
        consent_version=row.consent_version,
        consent_at=row.consent_at,
        preferences=PREFERENCES.load(row.preferences),
        started=row.started,
        paused_until=row.paused_until,
        stopped=row.stopped,
        reachable=row.reachable,
        lock=None if row.lock is None else LOCK.load(row.lock),
        cleared=frozenset(FlagId(flag) for flag in row.cleared),
        cleared_at=row.cleared_at,
    )
