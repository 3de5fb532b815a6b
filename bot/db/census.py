"""Count people by where they stand, and messages by what became of them."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Date,
    Float,
    Select,
    and_,
    cast,
    distinct,
    extract,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.sqlite import LONG
from bot.db.tables import deliveries, events, people, profiles, workouts
from bot.domain.catalog import DeliveryKind
from bot.domain.census import ACTIVE, DAYS, LATE_S, Census, Day, People, Post
from bot.domain.delivery import DeliveryState
from bot.domain.event import EventKind

NOTHING = "nothing"


class Counting:
    """Reads numbers only; every statement may look at many rows."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._on_sqlite = connection.dialect.name == "sqlite"

    async def census(self, now: datetime) -> Census:
        """Everything at this moment."""
        day_ago = now - timedelta(days=1)
        return Census(
            now,
            await self.people(now),
            await self.post(day_ago, now),
            await self._days(now),
            await self._events(EventKind.QUESTION_UNANSWERED, day_ago),
        )

    async def _events(self, kind: EventKind, since: datetime) -> int:
        """How many events of a kind there were."""
        row = events.c
        counted = select(func.count()).where(row.kind == kind, row.at > since)
        return int((await self._read(counted)).scalar_one())

    async def people(self, now: datetime) -> People:
        """By where they stand."""
        active = {days: people.c.seen_at > now - timedelta(days=days) for days in ACTIVE}
        stands = (
            people.c.consent_at.is_not(None),
            people.c.paused_until > now.date(),
            people.c.stopped,
            people.c.reachable.is_(False),
            people.c.lock.is_not(None),
            *active.values(),
        )
        counted = select(func.count(), *(func.count().filter(one) for one in stands))
        row = (await self._read(counted.select_from(people))).one()
        met, agreed, paused, stopped, unreachable, locked, *seen = row
        return People(
            met=met,
            agreed=agreed,
            assessed=await self._distinct(profiles.c.person),
            receiving=await self._distinct(deliveries.c.person, deliveries.c.ready.is_not(None)),
            paused=paused,
            stopped=stopped,
            unreachable=unreachable,
            locked=locked,
            active=dict(zip(ACTIVE, seen, strict=True)),
        )

    async def post(self, since: datetime, now: datetime) -> Post:
        """What was due since then, and what is due now."""
        row = deliveries.c
        settled = and_(row.ready.is_(None), row.due > since, row.due <= now)
        shown = and_(row.state == DeliveryState.SENT, row.message_id.is_not(None))
        delay = func.coalesce(func.max(self._delay()).filter(shown), 0.0)
        late = func.count().filter(shown, self._delay() > LATE_S)
        by = (row.kind, row.state, row.message_id.is_(None))
        rows = await self._read(select(*by, func.count(), late, delay).where(settled).group_by(*by))
        counts: dict[tuple[str, str], int] = {}
        all_late, worst = 0, 0.0
        for kind, state, unseen, number, lates, longest in rows:
            came_to = NOTHING if state is DeliveryState.SENT and unseen else str(state)
            counts[str(kind), came_to] = counts.get((str(kind), came_to), 0) + number
            all_late += lates
            worst = max(worst, longest)
        waiting = or_(row.state == DeliveryState.PROMISED, row.state == DeliveryState.CLAIMED)
        overdue, oldest = (
            await self._read(
                select(func.count(), func.min(row.ready)).where(row.ready <= now, waiting)
            )
        ).one()
        since_s = 0.0 if oldest is None else (now - oldest).total_seconds()
        return Post(counts, all_late, worst, overdue, since_s)

    async def _days(self, now: datetime) -> tuple[Day, ...]:
        first = now.date() - timedelta(days=DAYS - 1)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        row = deliveries.c
        slot = row.slot if self._on_sqlite else cast(row.slot, Date)
        begun = and_(workouts.c.person == row.person, workouts.c.day == slot, workouts.c.begun)
        rows = await self._read(
            select(row.slot, func.count(), func.count(workouts.c.person))
            .select_from(deliveries.outerjoin(workouts, begun))
            .where(
                row.ready.is_(None),
                row.due > midnight - timedelta(days=DAYS),
                row.kind == DeliveryKind.ROUTINE,
                row.state == DeliveryState.SENT,
                row.message_id.is_not(None),
            )
            .group_by(row.slot)
        )
        counted = {day: (sent, done) for day, sent, done in rows}
        days = [first + timedelta(days=number) for number in range(DAYS)]
        return tuple(Day(day, *counted.get(day.isoformat(), (0, 0))) for day in days)

    def _delay(self) -> ColumnElement[float]:
        """Seconds from the promised moment to the sending."""
        row = deliveries.c
        if self._on_sqlite:
            return (func.julianday(row.sent_at) - func.julianday(row.due)) * 86400.0
        return cast(extract("epoch", row.sent_at - row.due), Float)

    async def _distinct(self, column: ColumnElement[Any], *where: ColumnElement[bool]) -> int:
        rows = await self._read(select(func.count(distinct(column))).where(*where))
        return int(rows.scalar_one())

    async def _read(self, statement: Select[*tuple[Any, ...]]) -> CursorResult[*tuple[Any, ...]]:
        return await self._connection.execute(statement.prefix_with(LONG))
