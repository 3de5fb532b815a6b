"""The SQL of deliveries: which are due, which is claimed first, which have lapsed."""

from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    Update,
    bindparam,
    case,
    delete,
    func,
    literal,
    select,
    union_all,
    update,
)

from bot.db.insert import parameter_table
from bot.db.sqlite import LONG
from bot.db.tables import deliveries, people
from bot.db.types import Instant
from bot.domain.delivery import DeliveryState

NOW = bindparam("now", type_=Instant())
PERSON = bindparam("whose", type_=BigInteger())
_ID = bindparam("which", type_=BigInteger())
_AT = bindparam("at", type_=Instant())
_LIMIT = bindparam("at_most", type_=BigInteger())

FIELDS: tuple[ColumnElement[Any], ...] = (
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
"""Those of `Delivery`, in its order."""

SENT_KINDS = {"id": BigInteger(), "message_id": BigInteger()}


FIND = select(*FIELDS).where(
    deliveries.c.person == PERSON,
    deliveries.c.kind == bindparam("what", type_=deliveries.c.kind.type),
    deliveries.c.slot == bindparam("when"),
)
_KINDS = deliveries.c.kind.in_(bindparam("kinds", expanding=True))
_IS_SENT = deliveries.c.state == DeliveryState.SENT
SENT_ON = (
    select(*FIELDS)
    .where(deliveries.c.person == PERSON, deliveries.c.slot == bindparam("when"), _KINDS, _IS_SENT)
    .order_by(deliveries.c.sent_at.desc())
    .limit(1)
)
UNANSWERED = (
    select(
        deliveries.c.person,
        func.count(),
        func.min(deliveries.c.due),
        func.max(deliveries.c.due),
    )
    .join(people, people.c.id == deliveries.c.person)
    .where(
        deliveries.c.person.in_(bindparam("these", expanding=True)),
        _KINDS,
        _IS_SENT,
        deliveries.c.sent_at > people.c.seen_at,
    )
    .group_by(deliveries.c.person)
)
NOTHING_TO_SAY = (
    update(deliveries)
    .where(
        deliveries.c.id.in_(bindparam("these", expanding=True)),
        deliveries.c.state == DeliveryState.CLAIMED,
    )
    .values(state=DeliveryState.CLOSED, ready=None)
)
OPEN_OF = (
    select(*FIELDS)
    .where(deliveries.c.person == PERSON, deliveries.c.ready.is_not(None))
    .order_by(deliveries.c.due, deliveries.c.id)
)
SOONEST = (
    select(*FIELDS)
    .where(deliveries.c.ready.is_not(None))
    .order_by(deliveries.c.ready, deliveries.c.id)
    .limit(_LIMIT)
)
NEXT_DUE = select(func.min(deliveries.c.ready)).where(deliveries.c.ready.is_not(None))
WAITING = (
    select(func.count()).prefix_with(LONG).select_from(deliveries).where(deliveries.c.ready <= _AT)
)
CLOSE = (
    update(deliveries)
    .where(deliveries.c.person == PERSON, deliveries.c.ready.is_not(None))
    .values(state=DeliveryState.CLOSED, ready=None)
)
CLOSE_KINDS = CLOSE.where(deliveries.c.kind.in_(bindparam("kinds", expanding=True)))
_SETTLE = update(deliveries).where(
    deliveries.c.id == _ID, deliveries.c.state == DeliveryState.CLAIMED
)
RETRY = _SETTLE.values(
    state=DeliveryState.PROMISED,
    ready=case(
        (deliveries.c.expires < _AT, deliveries.c.expires),
        (deliveries.c.due > _AT, deliveries.c.due),
        else_=_AT,
    ),
    attempts=deliveries.c.attempts - bindparam("forgiven", type_=BigInteger()),
)
FAIL = _SETTLE.values(state=DeliveryState.FAILED, ready=None, reason=bindparam("why"))
PURGE = delete(deliveries).where(
    deliveries.c.id.in_(
        select(deliveries.c.id)
        .prefix_with(LONG)
        .where(deliveries.c.ready.is_(None), deliveries.c.due < _AT)
        .order_by(deliveries.c.due)
        .limit(_LIMIT)
        .scalar_subquery()
    )
)


def _picked(*conditions: ColumnElement[bool]) -> Select[Any]:
    """Ids of rows a claim may take and nobody is taking at this moment."""
    return (
        select(deliveries.c.id)
        .prefix_with(LONG)
        .where(deliveries.c.ready <= NOW, *conditions)
        .limit(_LIMIT)
        .with_for_update(skip_locked=True)
    )


def _in(picked: Select[Any]) -> ColumnElement[bool]:
    """Through a CTE: PostgreSQL may run a bare subquery with a limit more than once."""
    cte = picked.cte("picked").prefix_with("MATERIALIZED", dialect="postgresql")
    return deliveries.c.id.in_(select(cte.c.id))


CLAIM = (
    update(deliveries)
    .where(
        _in(
            _picked(deliveries.c.expires > NOW).order_by(
                deliveries.c.priority, deliveries.c.expires, deliveries.c.id
            )
        )
    )
    .values(
        state=DeliveryState.CLAIMED,
        ready=bindparam("lease_end", type_=Instant()),
        attempts=deliveries.c.attempts + 1,
    )
    .returning(*FIELDS)
)
EXPIRE = (
    update(deliveries)
    .where(_in(_picked(deliveries.c.expires <= NOW)))
    .values(state=DeliveryState.EXPIRED, ready=None)
    .returning(*FIELDS)
)


@cache
def crowds(spans: int) -> CompoundSelect[Any]:
    """How many are promised at each moment of so many spans; each is a range of the small index."""
    return union_all(
        *(
            select(literal(n).label("span"), deliveries.c.ready, func.count().label("people"))
            .prefix_with(LONG)
            .where(
                deliveries.c.ready >= bindparam(f"from_{n}", type_=Instant()),
                deliveries.c.ready < bindparam(f"to_{n}", type_=Instant()),
            )
            .group_by(deliveries.c.ready)
            for n in range(spans)
        )
    )


@cache
def sent(dialect: str) -> Update:
    """Mark what is given as sent."""
    marked = parameter_table(dialect, SENT_KINDS).c
    return (
        update(deliveries)
        .where(deliveries.c.id == marked.id, deliveries.c.state != DeliveryState.PROMISED)
        .values(state=DeliveryState.SENT, ready=None, message_id=marked.message_id, sent_at=NOW)
    )
