"""Which tips suit a day's routine: of the first week, its exercises, or a way of life."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.domain.tip import Moment
from bot.domain.training.exercise import STRENGTH, Phase
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Block
from bot.domain.training.workout import Workout

LIGHTER = frozenset(
    f"change.{reason}"
    for reason in (
        *(Reason.AWAY_WEEK, Reason.AWAY_LONG, Reason.AWAY_INSTEAD, Reason.MISSED_FEW),
        *(Reason.MISSED_WEEK, Reason.RESTING, Reason.BACK, Reason.HURTS_TODAY, Reason.TOO_MUCH),
        *(Reason.TIRED, Reason.TIRED_ALREADY, Reason.BLOCK_WAITS),
    )
)
"""Changes beside which nobody is asked for more."""


def moments_of(workout: Workout, started: date | None) -> Iterator[Moment]:
    """Yield the occasions for a tip that a routine gives, most fitting first."""
    phases = {item.phase for item in workout.routine.items}
    if phases & STRENGTH and phases - STRENGTH:
        yield Moment.BOTH_HALVES
    if started is None or workout.day - started < timedelta(days=7):
        yield Moment.FIRST_WEEK
    if Phase.INHIBIT in phases:
        yield Moment.RELEASE
    if _builds(workout):
        yield Moment.BUILD
    yield Moment.STRETCH if workout.routine.light else Moment.STRENGTH
    yield from (Moment.SITTING_JOB, Moment.RUNNING, Moment.LIFTING)


def _builds(workout: Workout) -> bool:
    """Whether the day asks for strength that grows."""
    routine = workout.routine
    lighter = routine.eased or any(change.reason.key in LIGHTER for change in routine.changes)
    return routine.block in (Block.BUILD, Block.INTEGRATE) and not routine.light and not lighter
