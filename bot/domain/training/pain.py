"""The pain rule: when a report is green, amber or red, at three moments of a session.

Stricter than the pain-monitoring model, since nobody has examined the person. Source: clinical
model, pain rules (after Thomee 1997, Silbernagel 2007, Boonstra 2014).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import IntEnum

from bot.domain.training.exercise import Phase
from bot.domain.training.usual_pain import CEILING, StartLevel, is_usual
from bot.domain.training.workout import CardState, Workout

REST = timedelta(hours=48)
AGAIN_WITHIN = timedelta(days=14)
"""A second red in this time is for a clinician."""
AT_REST = 7
"""Pain at rest that stops training and asks the safety questions."""
MORNING_WITHIN = timedelta(days=3)
"""So long a morning belongs to the session before it."""
WEEK = timedelta(days=7)


class Colour(IntEnum):
    """The grade of a pain report; the larger is the more careful."""

    GREEN = 0
    AMBER = 1
    RED = 2


def stretching(pain: int, start: int = 0) -> Colour:
    """Grade pain while rolling or stretching, against the level before it: what the stretch itself
    pulls has none. Source: seed 003 for the 2 of 10."""
    if pain <= max(2, min(start, CEILING)) or is_usual(pain, start):
        return Colour.GREEN
    near = pain <= CEILING and pain - start <= 1
    return Colour.AMBER if pain == 3 or near else Colour.RED


def strengthening(pain: int, start: int = 0, *, sharp: bool = False) -> Colour:
    """Grade pain during strength work, in the trained area."""
    if sharp or pain >= 6:
        return Colour.RED
    if pain <= 3:
        return Colour.GREEN
    return _four_or_five(pain, start)


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
    return Colour.GREEN if pain <= 3 else _four_or_five(pain, start)


def next_morning(pain: int, start: int = 0) -> Colour:
    """Grade pain of the morning after."""
    if pain >= 6 or pain - start >= 3:
        return Colour.RED
    if pain - start >= 2:
        return Colour.AMBER
    return Colour.GREEN if pain <= 3 else _four_or_five(pain, start)


def _four_or_five(pain: int, start: int) -> Colour:
    """Grade 4 and 5 as amber, unless that is the person's usual level."""
    return Colour.GREEN if is_usual(pain, start) else Colour.AMBER


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
        during = stretching if light else strengthening
        grades.append(during(pains.during, start))
    for item, card in zip(workout.routine.items, workout.cards, strict=True):
        if card.pain is not None:
            grades.append(during_exercise(card.pain, item.phase, start))
    if hurt:
        grades.append(Colour.RED if pains.during is None else Colour.AMBER)
    if pains.after is not None:
        grades.append(afterwards(pains.after, start))
    if pains.morning is not None:
        grades.append(next_morning(pains.morning, start))
    return max(grades)


def coloured(
    history: Iterable[Workout], since: date = date.min, usual: int = 0
) -> Iterator[tuple[Workout, Colour]]:
    """Yield each workout from a day on with its grade, by the start level before it.

    Args:
        usual: the usual level told at the beginning.
    """
    start = StartLevel(usual)
    for workout in history:
        if workout.day >= since:
            yield workout, colour(workout, start.before(workout))
        start.learn(workout)


def morning_due(workout: Workout) -> bool:
    """Whether the next morning is still to be reported: only after strength work that was done."""
    known = workout.pains.morning is not None
    return workout.done > 0 and not workout.routine.light and not known


def worst_during(workout: Workout) -> int | None:
    """Return the highest pain of the session, of all of it or of one exercise; None when nothing
    was told."""
    levels = [workout.pains.during, *(card.pain for card in workout.cards)]
    return max((level for level in levels if level is not None), default=None)


def worst(workout: Workout) -> int | None:
    """Return the highest pain of a day; None when nothing was reported."""
    pains = workout.pains
    levels = [p for p in (worst_during(workout), pains.after, pains.morning) if p is not None]
    return max(levels, default=None)


def reports(history: Sequence[Workout]) -> list[tuple[date, int]]:
    """Yield the highest pain of every day with a report."""
    return [(w.day, p) for w in history if (p := worst(w)) is not None]
