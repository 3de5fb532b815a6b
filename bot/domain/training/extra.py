"""When the weaker side may do one set more: only while the stronger side is free of pain."""

from datetime import date

from bot.domain.assessment.gap import Lagging
from bot.domain.ids import Side
from bot.domain.training.trainee import Trainee
from bot.domain.training.trend import WEEK
from bot.domain.training.workout import CardState, Workout


def stays_behind(trainee: Trainee, day: date) -> Lagging:
    """The gaps that earn an extra set today.

    Free of pain: something was told in the last seven days, and none of it hurt the stronger side.
    Pain without a side may be on any, and nothing told says nothing.
    """
    if trainee.today.hurting or trainee.healing:
        return frozenset()
    week = [w for w in trainee.history if day - WEEK <= w.day < day]
    if not any(_numbers(w) for w in week):
        return frozenset()
    return frozenset(
        (pattern, weaker)
        for pattern, weaker in trainee.lagging
        if not any(_hurt(w, weaker.other) for w in week)
    )


def _numbers(workout: Workout) -> list[int]:
    told = workout.pains
    return [n for n in (told.before, told.during, told.after, told.morning) if n is not None]


def _hurt(workout: Workout, side: Side) -> bool:
    told = workout.pains
    felt = told.sharp or told.night or any(_numbers(workout))
    if any(card.state is CardState.HURT for card in workout.cards):
        return True
    return felt and told.side is not side.other
