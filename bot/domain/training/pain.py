"""The pain rule: green, amber or red at three moments, and trends over weeks.

Stricter than the pain-monitoring model, since nobody has examined the person. Source: clinical
model, pain rules (after Thomee 1997, Silbernagel 2007, Boonstra 2014).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from statistics import median

from bot.domain.training.exercise import Phase
from bot.domain.training.workout import CardState, Workout

CEILING = 5
"""Who lives at 4 is judged by change, up to this."""
REST = timedelta(hours=48)
AGAIN_WITHIN = timedelta(days=14)
"""A second red in this time is for a clinician."""
AT_REST = 7
"""Pain at rest that stops training and asks the safety questions."""
_REMEMBERED = timedelta(days=14)
_RECENT = 3


WEEK = timedelta(days=7)
ENOUGH = 3
"""Reports that make a week's median."""
STEP = 2
"""Points that are "much better" or worse. Source: Salaffi 2004, Farrar 2001."""
LEAP = 3
THIRD = 0.33
STARTED_HIGH = 4
NO_FALL, NO_FALL_LONG = timedelta(weeks=4), timedelta(weeks=6)
ADHERENCE = 0.7
Reports = Sequence[tuple[date, int]]


class Colour(IntEnum):
    """The grade of a pain report; the larger is the more careful."""

    GREEN = 0
    AMBER = 1
    RED = 2


def stretching(pain: int) -> Colour:
    """Grade pain while rolling or stretching. Source: seed 003 for the 2 of 10."""
    return Colour.GREEN if pain <= 2 else Colour.AMBER if pain == 3 else Colour.RED


def strengthening(pain: int, start: int = 0, *, sharp: bool = False) -> Colour:
    """Grade pain during strength work, in the trained area."""
    if sharp or pain >= 6:
        return Colour.RED
    if pain <= 3:
        return Colour.GREEN
    return _within_ceiling(pain, start)


def during_exercise(pain: int, phase: Phase, start: int = 0, *, sharp: bool = False) -> Colour:
    """In one exercise, by what it is for."""
    if phase in (Phase.ACTIVATE, Phase.INTEGRATE):
        return strengthening(pain, start, sharp=sharp)
    return Colour.RED if sharp else stretching(pain)


def afterwards(pain: int, start: int = 0) -> Colour:
    """Grade pain up to one hour after."""
    if pain >= 6:
        return Colour.RED
    if pain - start >= 2:
        return Colour.AMBER
    return Colour.GREEN if pain <= 3 else _within_ceiling(pain, start)


def next_morning(pain: int, start: int = 0, *, night: bool = False) -> Colour:
    """Grade pain of the morning after; new pain at night is red."""
    if night or pain >= 6 or pain - start >= 3:
        return Colour.RED
    if pain - start >= 2:
        return Colour.AMBER
    return Colour.GREEN if pain <= 3 else _within_ceiling(pain, start)


def _within_ceiling(pain: int, start: int) -> Colour:
    """Grade 4 and 5 as amber, unless that is the person's usual level."""
    lives_there = start >= CEILING - 1 and pain - start <= 1 and pain <= CEILING
    return Colour.GREEN if lives_there else Colour.AMBER


def is_soreness(
    *, dull: bool, pin_pointed: bool, began_hours_after: int, better_moving: bool
) -> bool:
    """Whether a complaint is the soreness of new work; what is unclear is treated as pain.

    Args:
        dull: across the muscle, tender to touch; not sharp, catching or tingling.
        pin_pointed: in one spot or in a joint.
        began_hours_after: hours between the work and its beginning.
        better_moving: gentle movement eases it.
    """
    return dull and not pin_pointed and 24 <= began_hours_after <= 72 and better_moving


def soreness_halves(soreness: int | None, days: int | None) -> bool:
    """Whether soreness halves the next sets: over 5, or longer than 72 hours."""
    return (soreness or 0) > CEILING or (days or 0) > 3


def colour(workout: Workout, start: int = 0) -> Colour:
    """Grade the report of one day; no report is green.

    Args:
        start: The person's usual level that day before the session.
    """
    pains = workout.pains
    hurt = [card.state for card in workout.cards].count(CardState.HURT)
    grades = [Colour.GREEN]
    if pains.sharp or hurt > 1 or (pains.before or 0) >= AT_REST:
        grades.append(Colour.RED)
    if pains.during is not None:
        light = workout.routine.light
        grades.append(stretching(pains.during) if light else strengthening(pains.during, start))
    for item, card in zip(workout.routine.items, workout.cards, strict=True):
        if card.pain is not None:
            grades.append(during_exercise(card.pain, item.phase, start))
    if hurt:
        grades.append(Colour.RED if pains.during is None else Colour.AMBER)
    if pains.after is not None:
        grades.append(afterwards(pains.after, start))
    if pains.morning is not None or pains.night:
        grades.append(next_morning(pains.morning or 0, start, night=pains.night))
    return max(grades)


class StartLevel:
    """The usual level of pain before a session, learnt from reports at rest."""

    def __init__(self, told: Iterable[tuple[date, int]] = ()) -> None:
        self._told = list(told)

    def copied(self) -> "StartLevel":
        """Return a copy to go on from without changing this one."""
        return StartLevel(self._told)

    def before(self, workout: Workout) -> int:
        """Return that day's own level; else the median of the last three at rest within two weeks;
        else 0, the most careful."""
        if workout.pains.before is not None:
            return workout.pains.before
        recent = [p for day, p in self._told if workout.day - day <= _REMEMBERED]
        return sorted(recent)[len(recent) // 2] if recent else 0

    def learn(self, workout: Workout) -> None:
        """Learn the level before a workout."""
        if workout.pains.before is not None:
            self._told = [*self._told[1 - _RECENT :], (workout.day, workout.pains.before)]


def coloured(
    history: Iterable[Workout], since: date = date.min
) -> Iterator[tuple[Workout, Colour]]:
    """Yield each workout from a day on with its grade, by the start level reported before it."""
    start = StartLevel()
    for workout in history:
        if workout.day >= since:
            yield workout, colour(workout, start.before(workout))
        start.learn(workout)


def morning_due(workout: Workout) -> bool:
    """Whether the next morning is still to be reported: only after strength work that was done."""
    known = workout.pains.morning is not None or workout.pains.night
    return workout.done > 0 and not workout.routine.light and not known


def worst_during(workout: Workout) -> int | None:
    """Return the highest pain of the session, of all of it or of one exercise; None when nothing
    was told."""
    told = [workout.pains.during, *(card.pain for card in workout.cards)]
    return max((level for level in told if level is not None), default=None)


def worst(workout: Workout) -> int | None:
    """Return the highest pain of a day; None when nothing was reported."""
    pains = workout.pains
    levels = [p for p in (worst_during(workout), pains.after, pains.morning) if p is not None]
    return max(levels, default=None)


def reports(history: Sequence[Workout]) -> list[tuple[date, int]]:
    """Yield the highest pain of every day with a report."""
    return [(w.day, p) for w in history if (p := worst(w)) is not None]


@dataclass(frozen=True, slots=True)
class Trend:
    """What the weeks up to one day show."""

    rising: bool = False
    """Up two points or more, two weeks running."""
    leap: bool = False
    """Up three within a week."""
    better: bool = False
    """Down two points or a third, for the first time this week: a real change."""
    no_fall: bool = False
    """Four weeks of training, begun at 4 or more, and not a point less; said in that week."""
    no_fall_long: bool = False
    """The same in the seventh week."""


def week_median(daily_pains: Reports, last: date) -> float | None:
    """Return the median of the seven days that end with `last`; None with fewer than three
    reports."""
    week = [pain for day, pain in daily_pains if last - WEEK < day <= last]
    return float(median(week)) if len(week) >= ENOUGH else None


def trend(daily_pains: Reports, day: date, adherence: float) -> Trend:
    """Return what the reports up to a day show.

    Args:
        told: (day, highest pain of the day), oldest first.
        adherence: share of planned sessions of the last four weeks with something done.
    """
    if not daily_pains:
        return Trend()
    now, before, earlier = (week_median(daily_pains, day - WEEK * n) for n in range(3))
    first_day = daily_pains[0][0]
    first = week_median(daily_pains, first_day + WEEK - timedelta(days=1))
    rising = (
        now is not None
        and before is not None
        and earlier is not None
        and now - before >= STEP
        and before - earlier >= STEP
    )
    leap = now is not None and before is not None and now - before >= LEAP
    stays = (
        first is not None and now is not None and first >= STARTED_HIGH and first - now < 1
    ) and adherence >= ADHERENCE
    return Trend(
        rising=rising,
        leap=leap,
        better=_fell(first, now) and not _fell(first, before),
        no_fall=stays and NO_FALL <= day - first_day < NO_FALL + WEEK,
        no_fall_long=stays and NO_FALL_LONG <= day - first_day < NO_FALL_LONG + WEEK,
    )


def _fell(first: float | None, now: float | None) -> bool:
    if first is None or now is None or first <= 0:
        return False
    return first - now >= STEP or (first - now >= 1 and (first - now) / first >= THIRD)
