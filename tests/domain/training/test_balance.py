"""Balance: on two legs before one, supported before free, and some of it for whoever needs it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.ids import ExerciseId, FlagId, PatternId, QuestionId
from bot.domain.talk.answers import Sides, Value
from bot.domain.training.balance import Balance, balance_of
from bot.domain.training.routine import Routine
from bot.domain.training.trainee import Trainee
from tests.domain.training.builders import CATALOG, MONDAY, finding, routines, trainee


def strong(who: Trainee, days: int = 84) -> Iterator[Routine]:
    """The strength days of so many days, all of it done."""
    return (routine for routine in routines(who, days) if not routine.light)


def holds_balance(routine: Routine) -> bool:
    """Whether something in it trains balance."""
    return any(item.exercise in CATALOG.plan_rules.balance for item in routine.items)


@pytest.mark.parametrize("balance", [Balance.TRAINED, Balance.SUPPORTED])
@pytest.mark.parametrize("minutes", [5, 20])
@pytest.mark.parametrize("pattern", sorted(CATALOG.patterns))
def test_whoever_needs_balance_has_it_every_week(
    pattern: PatternId, minutes: int, balance: Balance
) -> None:
    who = replace(trainee(finding(pattern), minutes=minutes), balance=balance)
    weeks: dict[int, list[bool]] = {}
    for routine in strong(who):
        weeks.setdefault((routine.day - MONDAY).days // 7, []).append(holds_balance(routine))
    assert all(any(week) for week in weeks.values())


@pytest.mark.parametrize("minutes", [10, 30])
@pytest.mark.parametrize("pattern", sorted(CATALOG.patterns))
def test_the_hand_stays_on_the_wall_until_that_went_well_and_for_the_unsteady_for_good(
    pattern: PatternId, minutes: int
) -> None:
    who = trainee(finding(pattern), minutes=minutes)
    supported, *_ = CATALOG.plan_rules.balance
    steady = False
    for routine in strong(replace(who, balance=Balance.TRAINED)):
        exercises = [CATALOG.exercises[item.exercise] for item in routine.items]
        assert steady or not any(exercise.unsupported for exercise in exercises)
        steady = steady or any(exercise.id == supported for exercise in exercises)
    for routine in strong(replace(who, balance=Balance.SUPPORTED)):
        assert not any(CATALOG.exercises[item.exercise].unsupported for item in routine.items)


@pytest.mark.parametrize(
    ("answers", "balance"),
    [
        ({"age": 60.0}, Balance.USUAL),
        ({"age": 61.0}, Balance.TRAINED),
        ({"age": 70.0, "T12": Sides(12.0, 5.0)}, Balance.TRAINED),
        ({"age": 70.0, "T12": Sides(12.0, 4.0)}, Balance.SUPPORTED),
        ({"age": 40.0, "T12": Sides(12.0, 4.0)}, Balance.USUAL),
        ({"age": 55.0, "body_which": frozenset({"osteoporosis"})}, Balance.SUPPORTED),
        ({"age": 55.0, "health_which": frozenset({"falls", "asthma"})}, Balance.SUPPORTED),
    ],
)
def test_age_thin_bones_falls_and_the_one_leg_stand_decide(
    answers: dict[str, Value], balance: Balance
) -> None:
    assert balance_of({QuestionId(id): value for id, value in answers.items()}) is balance


@pytest.mark.parametrize("minutes", [10, 20])
def test_thin_bones_get_no_bending_or_twisting_under_load(minutes: int) -> None:
    """Whatever an exercise asks of the trunk is told by its movements, dips on the side too."""
    closes = CATALOG.flags[FlagId("OSTEOPOROSIS")].closes
    dips = CATALOG.exercises[ExerciseId("side_plank_dips")]
    assert not closes.isdisjoint(dips.closed_by)
    for pattern in sorted(CATALOG.patterns):
        who = trainee(finding(pattern), closed=closes, minutes=minutes)
        for routine in strong(replace(who, balance=Balance.SUPPORTED), 28):
            for item in routine.items:
                assert closes.isdisjoint(CATALOG.exercises[item.exercise].closed_by)
