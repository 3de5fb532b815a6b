"""Making promises: one row per person, kind and slot, however often it is promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    CursorResult,
    and_,
    case,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.array import rows
from bot.db.insert import Insert, insert
from bot.db.tables import deliveries
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.ids import UserId

_GIVEN = ("person", "kind", "slot", "due", "expires", "priority")
_PROMISED = literal(DeliveryState.PROMISED, deliveries.c.state.type)


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery that is still to be written down."""

    person: UserId
    kind: DeliveryKind
    slot: str
    due: datetime
    expires: datetime
    priority: int


async def make(connection: AsyncConnection, promises: Sequence[Promise], *, again: bool) -> int:
    """Write promises down in one statement; see `Deliveries.promise_all`."""
    given = rows(
        connection.dialect,
        {name: (deliveries.c[name].type, [getattr(p, name) for p in promises]) for name in _GIVEN},
    ).c
    source = select(*(given[name] for name in _GIVEN), _PROMISED, given.due)
    statement = insert(connection.dialect, deliveries).from_select(
        [*_GIVEN, "state", "ready"],
        source.where(true()),  # SQLite needs a WHERE to tell ON CONFLICT from a join
    )
    result = await connection.execute(_or_move(statement, again))
    assert isinstance(result, CursorResult)
    return result.rowcount


def _or_move(statement: Insert, again: bool) -> Insert:
    """What to do with a slot that was promised before."""
    old, new = deliveries.c, statement.excluded
    same_time = old.due == new.due
    waiting = and_(old.state == _PROMISED, same_time)
    return statement.on_conflict_do_update(
        index_elements=["person", "kind", "slot"],
        set_={
            "due": new.due,
            "expires": new.expires,
            "priority": new.priority,
            "state": _PROMISED,
            "ready": case((waiting, old.ready), else_=new.due),
            "attempts": case((waiting, old.attempts), else_=0),
            "reason": None,
        },
        where=and_(
            true() if again else old.state != DeliveryState.SENT,
            or_(old.state != DeliveryState.CLAIMED, ~same_time),
        ),
    )
