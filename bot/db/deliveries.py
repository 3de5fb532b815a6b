"""Promised messages: made, claimed under a lease, sent or settled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CursorResult,
    Row,
    Select,
    SmallInteger,
    String,
    and_,
    case,
    delete,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.array import rows
from bot.db.insert import insert
from bot.db.tables import deliveries, people
from bot.db.types import Instant
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryId, DeliveryState
from bot.domain.ids import UserId

PROMISED, CLAIMED, SENT, CLOSED, EXPIRED, FAILED = (
    state.value
    for state in (
        DeliveryState.PROMISED,
        DeliveryState.CLAIMED,
        DeliveryState.SENT,
        DeliveryState.CLOSED,
        DeliveryState.EXPIRED,
        DeliveryState.FAILED,
    )
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery that is still to be written down."""

    person: UserId
    kind: DeliveryKind
    slot: str
    due: datetime
    expires: datetime
    priority: int


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
        if not promises:
            return 0
        given = rows(
            self._connection.dialect,
            {
                "person": (BigInteger(), [p.person for p in promises]),
                "kind": (String(), [p.kind.value for p in promises]),
                "slot": (String(), [p.slot for p in promises]),
                "due": (Instant(), [p.due for p in promises]),
                "expires": (Instant(), [p.expires for p in promises]),
                "priority": (SmallInteger(), [p.priority for p in promises]),
            },
        ).c
        source = select(
            given.person,
            given.kind,
            given.slot,
            given.due,
            given.expires,
            given.priority,
            literal(PROMISED, String()),
            given.due,
        ).where(true())  # SQLite needs a WHERE to tell ON CONFLICT from a join
        statement = insert(self._connection.dialect, deliveries).from_select(
            ["person", "kind", "slot", "due", "expires", "priority", "state", "ready"], source
        )
        new, old = statement.excluded, deliveries.c
        same_time = old.due == new.due
        waiting = and_(old.state == PROMISED, same_time)
        result = await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["person", "kind", "slot"],
                set_={
                    "due": new.due,
                    "expires": new.expires,
                    "priority": new.priority,
                    "state": PROMISED,
                    "ready": case((waiting, old.ready), else_=new.due),
                    "attempts": case((waiting, old.attempts), else_=0),
                    "reason": None,
                },
                where=and_(
                    true() if again else old.state != SENT,
                    or_(old.state != CLAIMED, ~same_time),
                ),
            )
        )
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def find(self, person: UserId, kind: DeliveryKind, slot: str) -> Delivery | None:
        """That delivery, in whatever state."""
        found = await self._connection.execute(
            select(deliveries).where(
                deliveries.c.person == person,
                deliveries.c.kind == kind.value,
                deliveries.c.slot == slot,
            )
        )
        row = found.one_or_none()
        return None if row is None else _delivery(row)

    async def open_of(self, person: UserId) -> list[Delivery]:
        """What is promised or being sent to a person, what is due first first."""
        found = await self._connection.execute(
            select(deliveries)
            .where(deliveries.c.person == person, deliveries.c.ready.is_not(None))
            .order_by(deliveries.c.due, deliveries.c.id)
        )
        return [_delivery(row) for row in found]

    async def upcoming(self, person: UserId) -> Delivery | None:
        """What a person gets next."""
        return next(iter(await self.open_of(person)), None)

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
        due = (
            self._ready(now)
            .where(deliveries.c.expires > now)
            .order_by(deliveries.c.priority, deliveries.c.expires, deliveries.c.id)
            .limit(limit)
        )
        taken = await self._take(
            due,
            {
                "state": CLAIMED,
                "ready": now + lease,
                "attempts": deliveries.c.attempts + 1,
            },
        )
        return sorted(taken, key=lambda d: (d.priority, d.expires, d.id))

    async def expire(self, now: datetime, limit: int) -> list[Delivery]:
        """Give up at most `limit` promises that are too late; the caller makes the next ones.

        One that is being sent lapses only when its lease has run out.
        """
        lapsed = self._ready(now).where(deliveries.c.expires <= now).limit(limit)
        return await self._take(lapsed, {"state": EXPIRED, "ready": None})

    async def sent(self, id: DeliveryId, message_id: int | None, now: datetime) -> None:
        """It went out as this message."""
        await self.sent_all([(id, message_id)], now)

    async def sent_all(self, sent: Sequence[tuple[DeliveryId, int | None]], now: datetime) -> None:
        """These went out, whatever happened to their rows meanwhile; only one that was promised
        anew for another time stays promised."""
        if not sent:
            return
        told = rows(
            self._connection.dialect,
            {
                "id": (BigInteger(), [id for id, _ in sent]),
                "message_id": (BigInteger(), [message for _, message in sent]),
            },
        ).c
        await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == told.id, deliveries.c.state != PROMISED)
            .values(state=SENT, ready=None, message_id=told.message_id, sent_at=now)
        )

    async def retry(self, id: DeliveryId, at: datetime) -> None:
        """Not now: Telegram asked to wait until `at`. It lapses at its expiry all the same."""
        soonest = case((deliveries.c.expires < at, deliveries.c.expires), else_=at)
        await self._settle(id, {"state": PROMISED, "ready": soonest})

    async def fail(self, id: DeliveryId, reason: str) -> None:
        """Refused for good through a fault of ours; never tried again by itself."""
        await self._settle(id, {"state": FAILED, "ready": None, "reason": reason})

    async def close(self, person: UserId, kinds: Collection[DeliveryKind] | None = None) -> int:
        """Settle what is promised to a person, of these kinds or all; how many there were."""
        statement = update(deliveries).where(
            deliveries.c.person == person, deliveries.c.ready.is_not(None)
        )
        if kinds is not None:
            statement = statement.where(deliveries.c.kind.in_(sorted(k.value for k in kinds)))
        result = await self._connection.execute(statement.values(state=CLOSED, ready=None))
        assert isinstance(result, CursorResult)
        return result.rowcount

    async def unreachable(self, person: UserId) -> None:
        """Blocked, deactivated or gone: nothing more is sent until they write again."""
        await self._connection.execute(
            update(people).where(people.c.id == person).values(reachable=False)
        )
        await self.close(person)

    async def purge(self, before: datetime, limit: int = 5000) -> int:
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

    def _ready(self, now: datetime) -> Select[Any]:
        return select(deliveries.c.id).where(deliveries.c.ready <= now)

    async def _take(self, chosen: Select[Any], values: dict[str, Any]) -> list[Delivery]:
        """Change the chosen rows in one statement and give them back."""
        picked = _picked(chosen.with_for_update(skip_locked=True))
        found = await self._connection.execute(
            update(deliveries).where(picked).values(values).returning(*deliveries.c)
        )
        return [_delivery(row) for row in found]

    async def _settle(self, id: DeliveryId, values: dict[str, Any]) -> None:
        await self._connection.execute(
            update(deliveries)
            .where(deliveries.c.id == id, deliveries.c.state == CLAIMED)
            .values(values)
        )


def _picked(chosen: Select[Any]) -> ColumnElement[bool]:
    """Through a CTE: PostgreSQL may run a bare subquery with a limit more than once."""
    cte = chosen.cte("picked").prefix_with("MATERIALIZED", dialect="postgresql")
    return deliveries.c.id.in_(select(cte.c.id))


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=DeliveryId(row.id),
        person=UserId(row.person),
        kind=DeliveryKind(row.kind),
        slot=row.slot,
        due=row.due,
        expires=row.expires,
        priority=row.priority,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        message_id=row.message_id,
    )
