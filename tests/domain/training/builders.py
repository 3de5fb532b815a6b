"""Small people, findings and workouts for the tests of training."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
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


def trained(who: Trainee, days: int, pains: dict[int, Pains] | None = None) -> Trainee:
    """The same person after so many days, each session done; pains by day, from 0."""
    for number in range(days):
        routine = plan(who, MONDAY + timedelta(days=number), CATALOG)
        if routine.items:
            workout = done(routine, (pains or {}).get(number))
            who = replace(who, history=(*who.history, workout))
    return who


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


def reasons(routine: Routine) -> set[str]:
    return {change.reason.key.removeprefix("change.") for change in routine.changes}
