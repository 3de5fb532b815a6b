"""Insert promised messages: one for each person, kind and slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, and_, case, literal, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import delivery_statements as sql
from bot.db.insert import insert, parameter_table, parameters
from bot.db.tables import deliveries
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import UserId

_COLUMNS = {
    name: deliveries.c[name].type
    for name in ("person", "kind", "slot", "due", "expires", "priority")
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery that is still to be stored."""

    person: UserId
    kind: DeliveryKind
    slot: str
    due: datetime
    expires: datetime
    priority: int


async def insert_promises(
    connection: AsyncConnection, promises: Sequence[Promise], *, again: bool
) -> list[Delivery]:
    """Insert promises in one statement; return what was written. See `Deliveries.promise_all`."""
    values = {name: [getattr(promise, name) for promise in promises] for name in _COLUMNS}
    result = await connection.execute(
        _upsert(connection.dialect.name, again),
        parameters(connection.dialect, _COLUMNS, values),
    )
    return [Delivery(*row) for row in result]


@cache
def _upsert(dialect: str, again: bool) -> Executable:
    """Insert promises; on a slot that was promised before, move it or arm it again."""
    promised = literal(DeliveryState.PROMISED, deliveries.c.state.type)
    wanted = parameter_table(dialect, _COLUMNS).c
    source = select(*(wanted[name] for name in _COLUMNS), promised, wanted.due)
    statement = insert(dialect, deliveries).from_select(
        [*_COLUMNS, "state", "ready"],
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
    ).returning(*sql.FIELDS)
