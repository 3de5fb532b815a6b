"""Where a pulling muscle is weak, the weeks hold at least as much pulling as pushing."""

from dataclasses import replace

import pytest

from bot.domain.assessment.measured import MeasuredMuscle, State
from bot.domain.ids import Equipment, MuscleId, Region, Side
from bot.domain.training.push_pull import PushPull
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Trainee
from tests.domain.training.builders import CATALOG, finding, routines, trainee

DAYS = 7 * 12
OF = PushPull(CATALOG.plan_rules, pulls_first=True)
BAND = frozenset({Equipment("band")})


def sets(routine: Routine) -> tuple[int, int]:
    """The sets that push and those that pull."""
    items = [(i.sets, CATALOG.exercises[i.exercise]) for i in routine.items]
    pushing = sum(number for number, exercise in items if OF.pushes(exercise))
    return pushing, sum(number for number, exercise in items if OF.pulls(exercise))


def in_all(who: Trainee) -> tuple[int, int]:
    """The sets of twelve weeks that push and those that pull."""
    counted = [sets(routine) for routine in routines(who, DAYS)]
    return sum(pushing for pushing, _ in counted), sum(pulling for _, pulling in counted)


@pytest.mark.parametrize("equipment", [frozenset(), BAND])
@pytest.mark.parametrize("minutes", [5, 20])
@pytest.mark.parametrize("pattern", ["P03", "P04", "P05", "P06", "P13"])
def test_a_pattern_of_the_shoulders_pulls_at_least_as_much(
    pattern: str, minutes: int, equipment: frozenset[Equipment]
) -> None:
    side = Side.RIGHT if pattern in ("P05", "P06") else None
    who = trainee(
        finding(pattern, side), minutes=minutes, equipment=equipment, days=frozenset(range(5))
    )
    pushing, pulling = in_all(who)
    assert 0 < pulling >= pushing


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_a_sore_shoulder_or_a_weak_pull_beside_the_pattern_of_a_hip_pulls_as_much(
    minutes: int,
) -> None:
    hip = trainee(finding("P10"), minutes=minutes, days=frozenset(range(5)))
    shoulder = replace(hip, profile=replace(hip.profile, sore=(Region("shoulder"),)))
    weak = (MeasuredMuscle(MuscleId("rhomboids"), State.WEAK, Side.BOTH),)
    for who in (shoulder, replace(hip, profile=replace(hip.profile, muscles=weak))):
        pushing, pulling = in_all(who)
        assert 0 < pulling >= pushing


@pytest.mark.parametrize("minutes", [10, 30])
def test_a_weak_serratus_is_pushed_and_about_as_many_exercises_pull(minutes: int) -> None:
    """What measured weak does not wait: where time is short the pull is what is left out."""
    weak = (MeasuredMuscle(MuscleId("serratus_anterior"), State.WEAK, Side.BOTH),)
    who = trainee(finding("P06", Side.BOTH), minutes=minutes, days=frozenset(range(5)))
    who = replace(who, profile=replace(who.profile, muscles=weak))
    exercises = [CATALOG.exercises[i.exercise] for r in routines(who, DAYS) for i in r.items]
    pushing, pulling = sum(map(OF.pushes, exercises)), sum(map(OF.pulls, exercises))
    assert 0 < pushing <= pulling * 1.1
