"""Promised messages: made, claimed under a lease, sent or settled."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Select,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.array import rows
from bot.db.promises import Promise, make
from bot.db.tables import deliveries, people
from bot.db.types import Instant
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryId, DeliveryState
from bot.domain.ids import UserId

__all__ = ["Deliveries", "Promise"]

_NOW = bindparam("now", type_=Instant())
_LIMIT = bindparam("limit_to", type_=BigInteger())
_DELIVERY: tuple[ColumnElement[Any], ...] = (
    deliveries.c.id,
    deliveries.c.person,
    deliveries.c.kind,
    deliveries.c.slot,
    deliveries.c.due,
    deliveries.c.expires,
    deliveries.c.priority,
    deliveries.c.state,
    deliveries.c.attempts,
    deliveries.c.message_id,
)
"""The fields of `Delivery`, in their order."""


def _picked(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Ids of rows a claim may take and nobody is taking at this moment."""
    return (
        select(deliveries.c.id)
        .where(deliveries.c.ready <= _NOW, *conditions)
        .limit(_LIMIT)
        .with_for_update(skip_locked=True)
    )


def _in(picked: Select[Any]) -> ColumnElement[bool]:
    """Through a CTE: PostgreSQL may run a bare subquery with a limit more than once."""
    cte = picked.cte("picked").prefix_with("MATERIALIZED", dialect="postgresql")
    return deliveries.c.id.in_(select(cte.c.id))


_CLAIM = (
    update(deliveries)
    .where(
        _in(
            _picked(deliveries.c.expires > _NOW).order_by(
                deliveries.c.priority, deliveries.c.expires, deliveries.c.id
            )
        )
    )
    .values(
        state=DeliveryState.CLAIMED,
        ready=bindparam("lease_end", type_=Instant()),
        attempts=deliveries.c.attempts + 1,
    )
    .returning(*_DELIVERY)
)
_EXPIRE = (
    update(deliveries)
    .where(_in(_picked(deliveries.c.expires <= _NOW)))
    .values(state=DeliveryState.EXPIRED, ready=None)
    .returning(*_DELIVERY)
)


class Deliveries:
    """The promises of all people."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def promise(
        self,
        person: UserId,
        kind: DeliveryKind,
        slot: str,
        due: datetime,
        expires: datetime,
        priority: int,
        *,
        again: bool = False,
    ) -> bool:
        """Promise one message; see `promise_all`. Whether the row was made, moved or re-armed."""
        one = Promise(person, kind, slot, due, expires, priority)
        return await self.promise_all([one], again=again) == 1

    async def promise_all(self, promises: Sequence[Promise], *, again: bool = False) -> int:
        """Promise messages, at most one for each person, kind and slot; how many were written.

        A slot that was promised before is moved to the new time, or armed again if it had been
        closed, had lapsed or had failed. One that is being sent for the same time is left alone,
        and one that was sent stays sent.

        Args:
            again: arm even a slot that was sent ("Later").
        """
        return await make(self._connection, promises, again=again) if promises else 0

    async def find(self, person: UserId, kind: DeliveryKind, slot: str) -> Delivery | None:
        """That delivery, in whatever state."""
        found = await self._connection.execute(
            select(*_DELIVERY).where(
                deliveries.c.person == person,
                deliveries.c.kind == kind,
                deliveries.c.slot == slot,
            )
        )
        row = found.one_or_none()
        return None if row is None else Delivery(*row)

    async def open_of(self, person: UserId) -> list[Delivery]:
        """What is promised or being sent to a person, what is due first first."""
        found = await self._connection.execute(
            select(*_DELIVERY)
            .where(deliveries.c.person == person, deliveries.c.ready.is_not(None))
            .order_by(deliveries.c.due, deliveries.c.id)
        )
        return [Delivery(*row) for row in found]

    async def upcoming(self, person: UserId) -> Delivery | None:
        """What a person gets next."""
        return next(iter(await self.open_of(person)), None)

    async def soonest(self, limit: int) -> list[Delivery]:
        """What is promised to anybody, what is due first first."""
        found = await self._connection.execute(
            select(*_DELIVERY)
            .where(deliveries.c.ready.is_not(None))
            .order_by(deliveries.c.ready, deliveries.c.id)
            .limit(limit)
        )
        return [Delivery(*row) for row in found]

    async def next_due(self) -> datetime | None:
        """When the next claim can find something; None when nothing is promised."""
        soonest: datetime | None = await self._connection.scalar(
            select(func.min(deliveries.c.ready)).where(deliveries.c.ready.is_not(None))
        )
        return soonest

    async def waiting(self, until: datetime) -> int:
        """How many will be due by then, or are late: the size of the coming rush."""
        count = await self._connection.scalar(
            select(func.count()).select_from(deliveries).where(deliveries.c.ready <= until)
        )
        return count or 0

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> list[Delivery]:
        """Take what is due, for `lease`; of any number of replicas one gets each.

        Smaller priorities go first, and within one what expires first. What has expired is not
        taken, and what another replica is taking at this moment is passed over. When the lease
        runs out before the delivery is marked, it can be claimed again.
        """
        found = await self._connection.execute(
            _CLAIM, {"now": now, "limit_to": limit, "lease_end": now + lease}
        )
        return sorted((Delivery(*row) for row in found), key=_rank)

    async def expire(self, now: datetime, limit: int) -> list[Delivery]:
        """Give up at most `limit` promises that are too late; the caller makes the next ones.

        One that is being sent lapses only when its lease has run out.
        """
        found = await self._connection.execute(_EXPIRE, {"now": now, "limit_to": limit})
        return sorted((Delivery(*row) for row in found), key=_rank)

    async def sent(self, id: DeliveryId, message_id: int | None, now: datetime) -> None:
        """It went out as this message."""
        await self.sent_all([(id, message_id)], now)

    async def sent_all(self, sent: Sequence[tuple[DeliveryId, int | None]], now: datetime) -> None:
        """These went out, whatever happened to their rows meanwhile; only one that was promised
        anew for another time stays promised."""
        if not sent:
            return
        ids, messages = zip(*sent, strict=True)
        told = rows(
            self._connection.dialect,
            {"id": (BigInteger(), ids), "message_id": (BigInteger(), messages)},
        ).c
        await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == told.id, deliveries.c.state != DeliveryState.PROMISED)
            .values(state=DeliveryState.SENT, ready=None, message_id=told.message_id, sent_at=now)
        )

    async def retry(self, id: DeliveryId, at: datetime) -> None:
        """Not now: Telegram asked to wait until `at`. It lapses at its expiry all the same."""
        soonest = case((deliveries.c.expires < at, deliveries.c.expires), else_=at)
        await self._settle(id, {"state": DeliveryState.PROMISED, "ready": soonest})

    async def fail(self, id: DeliveryId, reason: str) -> None:
        """Refused for good through a fault of ours; never tried again by itself."""
        await self._settle(id, {"state": DeliveryState.FAILED, "ready": None, "reason": reason})

    async def close(self, person: UserId, kinds: Collection[DeliveryKind] | None = None) -> int:
        """Settle what is promised to a person, of these kinds or all; how many there were."""
        statement = update(deliveries).where(
            deliveries.c.person == person, deliveries.c.ready.is_not(None)
        )
        if kinds is not None:
            statement = statement.where(deliveries.c.kind.in_(sorted(kinds)))
        result = await self._connection.execute(
            statement.values(state=DeliveryState.CLOSED, ready=None)
        )
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def unreachable(self, person: UserId) -> None:
        """Blocked, deactivated or gone: nothing more is sent until they write again."""
        await self._connection.execute(
            update(people).where(people.c.id == person).values(reachable=False)
        )
        await self.close(person)

    async def purge(self, before: datetime, limit: int = 1000) -> int:
        """Forget at most `limit` settled deliveries that were due before; how many there were."""
        old = (
            select(deliveries.c.id)
            .where(deliveries.c.ready.is_(None), deliveries.c.due < before)
            .order_by(deliveries.c.due)
            .limit(limit)
        )
        result = await self._connection.execute(
            delete(deliveries).where(deliveries.c.id.in_(old.scalar_subquery()))
        )
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def _settle(self, id: DeliveryId, values: dict[str, Any]) -> None:
        await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == id, deliveries.c.state == DeliveryState.CLAIMED)
            .values(values)
        )


def _rank(delivery: Delivery) -> tuple[int, datetime, int]:
    return delivery.priority, delivery.expires, delivery.id
