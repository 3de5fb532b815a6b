"""Small people, findings and workouts for the tests of training."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from bot.domain.assessment.profile import Conclusion, Finding, Likelihood, Profile
from bot.domain.catalog import Catalog
from bot.domain.ids import Movement, PatternId, Side
from bot.domain.person import Preferences
from bot.domain.training.plan import plan
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Pains, Workout
from tests.content import real_catalog

CATALOG: Catalog = real_catalog()
MONDAY = date(2026, 1, 5)
PATTERNS = sorted(CATALOG.patterns)


def finding(
    pattern: str,
    side: Side | None = None,
    level: Likelihood = Likelihood.LIKELY,
    *,
    confirmed: bool = True,
) -> Finding:
    return Finding(PatternId(pattern), side, None, confirmed, level, 0.8, because=())


def profile(*drivers: Finding) -> Profile:
    conclusion = Conclusion.FOUND if drivers else Conclusion.NOTHING
    return Profile(conclusion, drivers)


def trainee(
    *drivers: Finding,
    closed: Iterable[str] = (),
    started: date | None = MONDAY,
    history: tuple[Workout, ...] = (),
    **preferences: Any,
) -> Trainee:
    return Trainee(
        profile=profile(*drivers),
        closed=frozenset(Movement(m) for m in closed),
        preferences=Preferences(**preferences),
        started=started,
        history=history,
    )


def done(routine: Routine, pains: Pains | None = None, effort: int = 6) -> Workout:
    workout = Workout.of(routine).report(len(routine.items))
    return replace(workout, pains=pains or Pains(during=1), effort=effort)


@dataclass
class Life:
    """Somebody who does whatever is planned; each day is planned once for all tests."""

    who: Trainee
    days: int = 0
    lived: list[tuple[Trainee, Routine]] = field(default_factory=list)
    """Each routine with the person as they were before it."""

    def until(self, days: int) -> Iterator[tuple[Trainee, Routine]]:
        """The routines of so many days."""
        while self.days < days:
            routine = plan(self.who, on(self.days), CATALOG)
            self.days += 1
            if routine.items:
                self.lived.append((self.who, routine))
                self.who = replace(self.who, history=(*self.who.history, done(routine)))
        last = on(days)
        return ((who, routine) for who, routine in self.lived if routine.day < last)


life_of = cache(Life)
"""The life of a person as they are on Monday."""


def routines(who: Trainee, days: int) -> Iterator[Routine]:
    """The routines of so many days, all of them done."""
    return (routine for _, routine in life_of(who).until(days))


def trained(who: Trainee, days: int, pains: dict[int, Pains] | None = None) -> Trainee:
    """The same person after so many days, each session done; pains by day, from 0."""
    if pains is None:
        history = tuple(done(routine) for routine in routines(who, days))
        return replace(who, history=(*who.history, *history))
    for number in range(days):
        routine = plan(who, on(number), CATALOG)
        if routine.items:
            workout = done(routine, pains.get(number))
            who = replace(who, history=(*who.history, workout))
    return who


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def reasons(routine: Routine) -> set[str]:
    return {change.reason.key.removeprefix("change.") for change in routine.changes}
