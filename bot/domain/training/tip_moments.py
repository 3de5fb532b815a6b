"""Which tips suit a day's routine: of the first week, its exercises, or a way of life."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.tip import Moment
from bot.domain.training.exercise import Phase
from bot.domain.training.exercise_index import STRENGTH
from bot.domain.training.workout import Workout


def moments_of(workout: Workout, started: date | None) -> Iterator[Moment]:
    """Yield the occasions for a tip that a routine gives, most fitting first."""
    phases = {item.phase for item in workout.routine.items}
    if phases & STRENGTH and phases - STRENGTH:
        yield Moment.BOTH_HALVES
    if started is None or workout.day - started < timedelta(days=7):
        yield Moment.FIRST_WEEK
    if Phase.INHIBIT in phases:
        yield Moment.RELEASE
    yield Moment.STRETCH if workout.routine.light else Moment.STRENGTH
    yield from (Moment.SITTING_JOB, Moment.RUNNING, Moment.LIFTING)
