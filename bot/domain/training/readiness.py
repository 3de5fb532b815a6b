"""When the whole dose is allowed, and when an extra set for a weaker side is earned."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from bot.domain.assessment.gap import Lagging
from bot.domain.ids import Side
from bot.domain.training.pain import WEEK, Colour, worst_during
from bot.domain.training.periodization import week_of
from bot.domain.training.trainee import Trainee
from bot.domain.training.training_state import Entry, between
from bot.domain.training.workout import CardState, Workout

LITTLE_PAIN = 2
LEAST_TOLD = 6
"""Pain told in two weeks before they say that a place is no longer sore."""


def first_week_went_well(trainee: Trainee, day: date, log: Sequence[Entry]) -> bool:
    """Whether a week of the programme before this one was trained and was all green."""
    started = trainee.started
    if started is None:
        return False
    weeks = week_of(day, started)
    return any(
        _went_well(between(log, started + WEEK * n, started + WEEK * (n + 1))) for n in range(weeks)
    )


def _went_well(week: Sequence[Entry]) -> bool:
    return any(e.done for e in week) and all(e.colour is Colour.GREEN for e in week)


def nothing_hurts_much(day: date, log: Sequence[Entry]) -> bool:
    """Whether two weeks were told of, all green and mostly with little pain or none, so that a
    place that was sore takes load again. Source: clinical model, pain rules."""
    lately = between(log, day - WEEK * 2, day)
    pains = [e.pain for e in lately if e.pain is not None]
    green = all(e.colour is Colour.GREEN for e in lately)
    return green and len(pains) >= LEAST_TOLD and median(pains) <= LITTLE_PAIN


def gaps_for_extra_set(trainee: Trainee, day: date) -> Lagging:
    """Return the gaps between sides that earn an extra set today.

    Free of pain: something was told in the last seven days, and none of it hurt the stronger side.
    Pain without a side may be on any, and nothing told says nothing.
    """
    if trainee.today.hurting or trainee.healing:
        return frozenset()
    week = [w for w in trainee.history if day - WEEK <= w.day < day]
    if not any(_pain_numbers(w) for w in week):
        return frozenset()
    return frozenset(
        (pattern, weaker)
        for pattern, weaker in trainee.lagging
        if not any(_hurt_on(w, weaker.other) for w in week)
    )


def _pain_numbers(workout: Workout) -> list[int]:
    pains = workout.pains
    levels = (pains.before, worst_during(workout), pains.after, pains.morning)
    return [level for level in levels if level is not None]


def _hurt_on(workout: Workout, side: Side) -> bool:
    pains = workout.pains
    felt = pains.sharp or any(_pain_numbers(workout))
    if any(card.state is CardState.HURT for card in workout.cards):
        return True
    return felt and pains.side is not side.other
