"""Store promised messages: claim under a lease, mark as sent, close."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import CursorResult, Delete, Executable, Result, Update, bindparam, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import delivery_statements as sql
from bot.db.insert import parameters
from bot.db.promises import Promise, insert_promises
from bot.db.read_cache import ReadCache
from bot.db.tables import people
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryId
from bot.domain.ids import UserId

_UNREACHABLE = update(people).where(people.c.id == bindparam("whose")).values(reachable=False)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Messages since somebody last wrote or tapped."""

    count: int
    first: datetime
    last: datetime


class Deliveries:
    """The deliveries of all people."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known

    async def promise(self, promise: Promise, *, again: bool = False) -> bool:
        """Promise one message; see `promise_all`. Return whether a row was inserted, moved or re-
        armed."""
        return await self.promise_all([promise], again=again) == 1

    async def promise_all(self, promises: Sequence[Promise], *, again: bool = False) -> int:
        """Promise messages, at most one for each person, kind and slot; return how many were
        written.

        A slot that was promised before is moved to the new time, or armed again if it had been
        closed, had lapsed or had failed. One that is being sent for the same time is left alone,
        and one that was sent stays sent.

        Args:
            again: arm even a slot that was sent ("Later").
        """
        if not promises:
            return 0
        written = await insert_promises(self._connection, promises, again=again)
        for person in {one.person for one in written}:
            new = [one for one in written if one.person == person]
            self._known.change(("open", person), partial(_merge, new))
        return len(written)

    async def find(self, person: UserId, kind: DeliveryKind, slot: str) -> Delivery | None:
        """Return a delivery, in whatever state."""
        rows = await self._connection.execute(
            sql.FIND, {"whose": person, "what": kind, "when": slot}
        )
        row = rows.one_or_none()
        return None if row is None else Delivery(*row)

    async def sent_on(
        self, person: UserId, kinds: Collection[DeliveryKind], slot: str
    ) -> Delivery | None:
        """Return the last delivery of these kinds that was sent for a slot."""
        rows = await self._connection.execute(
            sql.SENT_ON, {"whose": person, "kinds": sorted(kinds), "when": slot}
        )
        row = rows.one_or_none()
        return None if row is None else Delivery(*row)

    async def unanswered(
        self, people: Collection[UserId], kinds: Collection[DeliveryKind]
    ) -> Mapping[UserId, Unanswered]:
        """Return what was sent to these people since they last wrote or tapped. Who answered
        everything is left out."""
        rows = await self._connection.execute(
            sql.UNANSWERED, {"these": sorted(people), "kinds": sorted(kinds)}
        )
        return {UserId(id): Unanswered(count, first, last) for id, count, first, last in rows}

    async def open_of(self, person: UserId) -> list[Delivery]:
        """Return the open deliveries of a person ordered by due time."""
        return list(await self._known.once(("open", person), lambda: self._open_of(person)))

    async def _open_of(self, person: UserId) -> list[Delivery]:
        rows = await self._connection.execute(sql.OPEN_OF, {"whose": person})
        return [Delivery(*row) for row in rows]

    async def upcoming(self, person: UserId) -> Delivery | None:
        """Return what a person gets next."""
        return next(iter(await self.open_of(person)), None)

    async def soonest(self, limit: int) -> list[Delivery]:
        """Return open deliveries of anybody ordered by due time."""
        rows = await self._connection.execute(sql.SOONEST, {"at_most": limit})
        return [Delivery(*row) for row in rows]

    async def next_due(self) -> datetime | None:
        """Return when the next claim can find something; None when nothing is promised."""
        soonest: datetime | None = await self._connection.scalar(sql.NEXT_DUE)
        return soonest

    async def waiting(self, until: datetime) -> int:
        """Count what will be due by then, or is late: the size of the coming rush."""
        return await self._connection.scalar(sql.WAITING, {"at": until}) or 0

    async def crowds(self, spans: Sequence[tuple[datetime, datetime]]) -> list[dict[datetime, int]]:
        """Count for each span how many messages are promised at which moments in it."""
        bounds = {f"from_{n}": start for n, (start, _) in enumerate(spans)}
        bounds |= {f"to_{n}": end for n, (_, end) in enumerate(spans)}
        crowds: list[dict[datetime, int]] = [{} for _ in spans]
        for span, moment, many in await self._connection.execute(sql.crowds(len(spans)), bounds):
            crowds[span][moment] = many
        return crowds

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Delivery]:
        """Claim what is due, for `lease`; each row goes to one replica only.

        Smaller priorities go first, and within one what expires first. What has expired is not
        taken, and what another replica is taking at this moment is passed over. When the lease
        runs out before the delivery is marked, it can be claimed again.
        """
        rows = await self._write(
            sql.CLAIM, {"now": now, "at_most": limit, "lease_end": now + lease}
        )
        return sorted([Delivery(*row) for row in rows.all()], key=_rank)

    async def expire(self, now: datetime, limit: int) -> list[Delivery]:
        """Expire at most `limit` promises that are too late; the caller makes the next ones.

        One that is being sent lapses only when its lease has run out.
        """
        rows = await self._write(sql.EXPIRE, {"now": now, "at_most": limit})
        return sorted([Delivery(*row) for row in rows.all()], key=_rank)

    async def sent(self, id: DeliveryId, message_id: int | None, now: datetime) -> None:
        """Mark one as sent as this message."""
        await self.sent_all([(id, message_id)], now)

    async def sent_all(self, sent: Sequence[tuple[DeliveryId, int | None]], now: datetime) -> None:
        """Mark these as sent, whatever happened to their rows meanwhile; only one that was promised
        anew for another time stays promised."""
        if not sent:
            return
        ids, messages = zip(*sent, strict=True)
        dialect = self._connection.dialect
        marked = parameters(dialect, sql.SENT_KINDS, {"id": ids, "message_id": messages})
        await self._write(sql.sent(dialect.name), {**marked, "now": now})

    async def not_needed(self, ids: Collection[DeliveryId]) -> None:
        """Close what had nothing to say when it was due."""
        if ids:
            await self._write(sql.NOTHING_TO_SAY, {"these": sorted(ids)})

    async def retry(self, id: DeliveryId, at: datetime, *, counts: bool = True) -> None:
        """Postpone to `at`, not before it is due; it still expires at its time.

        Args:
            counts: as an attempt, since it may have arrived.
        """
        await self._write(sql.RETRY, {"which": id, "at": at, "forgiven": 0 if counts else 1})

    async def fail(self, id: DeliveryId, reason: str) -> None:
        """Record that one was refused for good through a fault of ours; it is never retried."""
        await self._write(sql.FAIL, {"which": id, "why": reason})

    async def close(self, person: UserId, kinds: Collection[DeliveryKind] | None = None) -> int:
        """Close what is promised to a person, of these kinds or all; return how many there were."""
        if kinds is None:
            return await self._count(sql.CLOSE, {"whose": person})
        parameters = {"whose": person, "kinds": sorted(kinds)}
        result = await self._connection.execute(sql.CLOSE_KINDS, parameters)
        self._known.change(
            ("open", person), lambda opened: [one for one in opened if one.kind not in kinds]
        )
        return result.rowcount

    async def unreachable(self, person: UserId) -> None:
        """Close everything of a person who blocked the bot or is gone, until they write again."""
        await self._connection.execute(_UNREACHABLE, {"whose": person})
        await self.close(person)

    async def purge(self, before: datetime, limit: int = 1000) -> int:
        """Delete at most `limit` closed deliveries that were due before; return how many there
        were."""
        return await self._count(sql.PURGE, {"at": before, "at_most": limit})

    async def _count(self, statement: Update | Delete, parameters: dict[str, Any]) -> int:
        result = await self._write(statement, parameters)
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def _write(
        self, statement: Executable, parameters: dict[str, Any]
    ) -> Result[*tuple[Any, ...]]:
        self._known.forget("open")
        return await self._connection.execute(statement, parameters)


def _merge(written: Sequence[Delivery], opened: Sequence[Delivery]) -> list[Delivery]:
    """Return open deliveries after some of them were written, ordered by due time."""
    ids = {one.id for one in written}
    kept = [one for one in opened if one.id not in ids]
    return sorted([*kept, *written], key=lambda one: (one.due, one.id))


def _rank(delivery: Delivery) -> tuple[int, datetime, int]:
    return delivery.priority, delivery.expires, delivery.id
