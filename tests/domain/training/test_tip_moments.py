"""A tip about the order of a routine needs a routine that has both halves."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.ids import ExerciseId, MuscleId
from bot.domain.phrase import Phrase
from bot.domain.tip import Moment
from bot.domain.training.exercise import Phase
from bot.domain.training.routine import Block, Change, Prescription, Routine, Why
from bot.domain.training.tip_moments import moments_of
from bot.domain.training.workout import Workout

DAY = date(2027, 3, 1)


def item(phase: Phase) -> Prescription:
    return Prescription(
        exercise=ExerciseId("any"),
        phase=phase,
        sets=1,
        reps=8,
        hold_s=None,
        side_first=None,
        why=Why(None, MuscleId("pectorals"), None),
        seconds=60,
    )


@pytest.mark.parametrize(
    ("phases", "both"),
    [
        ((Phase.LENGTHEN, Phase.ACTIVATE), True),
        ((Phase.INHIBIT, Phase.INTEGRATE), True),
        ((Phase.LENGTHEN, Phase.MOBILITY), False),
        ((Phase.ACTIVATE,), False),
    ],
)
def test_the_order_is_told_only_of_a_routine_that_loosens_and_strengthens(
    phases: tuple[Phase, ...], both: bool
) -> None:
    items = tuple(item(phase) for phase in phases)
    routine = Routine(DAY, (), 300, 10, Block.CALM)
    workout = Workout.of(replace(routine, items=items))
    assert (Moment.BOTH_HALVES in moments_of(workout, DAY)) is both


def test_more_is_only_asked_for_on_a_day_of_strength_that_is_not_made_lighter() -> None:
    building = Routine(DAY, (item(Phase.ACTIVATE),), 300, 10, Block.BUILD)
    assert Moment.BUILD in moments_of(Workout.of(building), DAY)
    away = Change(Phrase("change.away_instead", "After your break"))
    lighter = (
        replace(building, block=Block.CALM),
        replace(building, eased=True),
        replace(building, light=True),
        replace(building, changes=(away,)),
    )
    assert not any(Moment.BUILD in moments_of(Workout.of(one), DAY) for one in lighter)
