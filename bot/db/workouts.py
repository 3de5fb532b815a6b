"""Store workouts: one row per person and local day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, Row, Text, bindparam, cast, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.insert import put
from bot.db.read_cache import ReadCache
from bot.db.tables import workouts
from bot.db.values import CARDS, PAINS, ROUTINE
from bot.domain.ids import UserId
from bot.domain.training.workout import Workout

_DOCUMENTS = ("routine", "cards", "pains")
"""Columns of JSON, fetched as text: `Shape.read` parses it."""
_OF_PERSON = (
    select(
        *(workouts.c.day, workouts.c.begun, workouts.c.ending, workouts.c.effort),
        *(cast(workouts.c[name], Text()).label(name) for name in _DOCUMENTS),
    )
    .where(workouts.c.person == bindparam("whose"))
    .order_by(workouts.c.day)
)
_FIND = _OF_PERSON.where(workouts.c.day == bindparam("on", type_=Date()))
_REMOVE = delete(workouts).where(
    workouts.c.person == bindparam("whose"), workouts.c.day == bindparam("on", type_=Date())
)
_BETWEEN = _OF_PERSON.where(
    workouts.c.day >= bindparam("since", type_=Date()),
    workouts.c.day < bindparam("known", type_=Date()),
)


class Workouts:
    """What was planned for each day and what became of it."""

    def __init__(self, connection: AsyncConnection, known: ReadCache) -> None:
        self._connection = connection
        self._known = known

    async def find(self, person: UserId, day: date) -> Workout | None:
        """Return that day's workout, if there is one."""
        diary = self._diary(person)
        if not diary.covers(day):
            rows = await self._connection.execute(_FIND, {"whose": person, "on": day})
            row = rows.one_or_none()
            diary.days[day] = None if row is None else _workout(row)
        return diary.days.get(day)

    async def save(self, person: UserId, workout: Workout) -> None:
        """Save it in place of what stood for that day."""
        row = {
            "person": person,
            "day": workout.day,
            "begun": workout.begun,
            "ending": workout.ending,
            "effort": workout.effort,
            "routine": ROUTINE.write(workout.routine),
            "cards": CARDS.write(workout.cards),
            "pains": PAINS.write(workout.pains),
        }
        await put(self._connection, workouts, row)
        self._diary(person).days[workout.day] = workout

    async def remove(self, person: UserId, day: date) -> None:
        """Delete that day's workout."""
        await self._connection.execute(_REMOVE, {"whose": person, "on": day})
        self._diary(person).days[day] = None

    async def history(self, person: UserId, since: date = date.min) -> tuple[Workout, ...]:
        """Return all workouts, or those from `since` on, in the order of days."""
        diary = self._diary(person)
        if since < diary.since:
            parameters = {"whose": person, "since": since, "known": diary.since}
            for row in await self._connection.execute(_BETWEEN, parameters):
                if row.day not in diary.days:
                    diary.days[row.day] = _workout(row)
            diary.since = since
        days = sorted(day for day in diary.days if day >= since)
        return tuple(one for day in days if (one := diary.days[day]) is not None)

    def _diary(self, person: UserId) -> "_Diary":
        return self._known.kept(("workouts", person), _Diary)


@dataclass(slots=True)
class _Diary:
    """The days of a person that this transaction knows; None where there is no workout."""

    days: dict[date, Workout | None] = field(default_factory=dict)
    since: date = date.max
    """From here on every day that is not among them has none."""

    def covers(self, day: date) -> bool:
        return day >= self.since or day in self.days


def _workout(row: Row[Any]) -> Workout:
    return Workout(
        day=row.day,
        routine=ROUTINE.read(row.routine),
        cards=CARDS.read(row.cards),
        begun=row.begun,
        ending=row.ending,
        pains=PAINS.read(row.pains),
        effort=row.effort,
    )
