"""Making promises: one row per person, kind and slot, however often it is promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import CursorResult, and_, case, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.array import given, rows
from bot.db.insert import insert
from bot.db.tables import deliveries
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.ids import UserId

if TYPE_CHECKING:
    from bot.db.insert import Insert

_KINDS = {
    name: deliveries.c[name].type
    for name in ("person", "kind", "slot", "due", "expires", "priority")
}


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
    values = {name: [getattr(promise, name) for promise in promises] for name in _KINDS}
    result = await connection.execute(
        _statement(connection.dialect.name, again), rows(connection.dialect, _KINDS, values)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount


@cache
def _statement(dialect: str, again: bool) -> "Insert":
    """Insert what is given; on a slot that was promised before, move it or arm it again."""
    promised = literal(DeliveryState.PROMISED, deliveries.c.state.type)
    wanted = given(dialect, _KINDS).c
    source = select(*(wanted[name] for name in _KINDS), promised, wanted.due)
    statement = insert(dialect, deliveries).from_select(
        [*_KINDS, "state", "ready"],
        source.where(true()),  # SQLite needs a WHERE to tell ON CONFLICT from a join
    )
    old, new = deliveries.c, statement.excluded
    same_time = old.due == new.due
    waiting = and_(old.state == promised, same_time)
    return statement.on_conflict_do_update(
        index_elements=["person", "kind", "slot"],
        set_={
            "due": new.due,
            "expires": new.expires,
            "priority": new.priority,
            "state": promised,
            "ready": case((waiting, old.ready), else_=new.due),
            "attempts": case((waiting, old.attempts), else_=0),
            "reason": None,
        },
        where=and_(
            true() if again else old.state != DeliveryState.SENT,
            or_(old.state != DeliveryState.CLAIMED, ~same_time),
        ),
    )
