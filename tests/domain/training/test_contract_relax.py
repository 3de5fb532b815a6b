"""Stretches that begin with a press: when, for whom never, and what the minutes take first."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ExerciseId, FlagId, Region, Side
from bot.domain.training import substitution
from bot.domain.training.audio_cues import LEAD_S, score
from bot.domain.training.contract_relax import CONTRACT_CLOSED_BY
from bot.domain.training.exercise import Phase
from bot.domain.training.pain import Colour, colour
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Circumstances, Prescription, Routine
from bot.domain.training.sets import sets_of, stages
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Pains, Workout
from tests.domain.training.builders import (
    CATALOG,
    MONDAY,
    PATTERNS,
    finding,
    on,
    trained,
    trainee,
)
from tests.domain.training.test_plan_properties import FEW, lived

QUIET = Pains(before=0, during=0, morning=0)


def routines(closed: Iterable[str] = ()) -> list[Routine]:
    """Four weeks of somebody whose left hip flexor is tight, each session done without pain."""
    who = trainee(finding("P01", Side.LEFT), minutes=30, closed=closed)
    return [w.routine for w in trained(who, 28, dict.fromkeys(range(28), QUIET)).history]


@cache
def ready() -> tuple[Trainee, date]:
    """Somebody, and the first day on which a stretch of theirs begins with a press."""
    who = trainee(finding("P01", Side.LEFT), minutes=30)
    who = trained(who, 28, dict.fromkeys(range(28), QUIET))
    day = next(w.day for w in who.history if pressed(w.routine))
    return replace(who, history=tuple(w for w in who.history if w.day < day)), day


def pressed(routine: Routine) -> list[Prescription]:
    return [i for i in routine.items if i.contract]


def test_from_the_third_week_a_known_stretch_begins_with_a_press() -> None:
    who, day = ready()
    first = plan(who, day, CATALOG)
    assert day >= on(14)
    assert CATALOG.plan_rules.change(Reason.PRESS) in first.changes
    done = {i.exercise for w in who.history for i in w.routine.items}
    assert {i.exercise for i in pressed(first)} <= done


def test_it_goes_on_and_is_explained_once() -> None:
    with_press = [routine for routine in routines() if pressed(routine)]
    assert len(with_press) > 1
    change = CATALOG.plan_rules.change(Reason.PRESS)
    assert [change in routine.changes for routine in with_press] == [
        True,
        *[False] * (len(with_press) - 1),
    ]


def test_a_press_is_ten_six_and_the_usual_hold_on_each_side() -> None:
    item = pressed(plan(*ready(), CATALOG))[0]
    for bout in sets_of(item):
        assert bout.hold_s is not None
        assert [s for _, s in stages(item, bout.hold_s)] == [10, 6, bout.hold_s]
    assert score([item]).seconds == LEAD_S + item.seconds + 2
    plain = replace(item, contract=False)
    assert item.seconds == score([plain]).seconds - LEAD_S - 2 + 16 * len(sets_of(item))


@pytest.mark.parametrize("flag", ["PREGNANT", "HYPERMOBILITY", "OSTEOPOROSIS", "HTN_CONTROLLED"])
def test_some_conditions_keep_every_stretch_a_plain_hold(flag: str) -> None:
    closed = CATALOG.flags[FlagId(flag)].closes
    assert not any(pressed(routine) for routine in routines(closed=closed))


@pytest.mark.parametrize("movement", sorted(CONTRACT_CLOSED_BY))
def test_each_of_these_closures_alone_keeps_it_a_plain_hold(movement: str) -> None:
    assert any(i.phase is Phase.LENGTHEN for r in routines(closed=[movement]) for i in r.items)
    assert not any(pressed(routine) for routine in routines(closed=[movement]))


@pytest.mark.parametrize("place", ["hip", "neck"])
def test_nothing_is_pressed_where_something_hurts_or_heals(place: str) -> None:
    who, day = ready()
    there = frozenset({Region(place)})
    assert not pressed(plan(replace(who, healing=there), day, CATALOG))
    assert not pressed(plan(replace(who, today=Circumstances(hurting=there)), day, CATALOG))
    assert not pressed(plan(replace(who, today=Circumstances(tired=True)), day, CATALOG))


@pytest.mark.parametrize("day", [16, 18, 21])
def test_an_amber_within_the_week_keeps_it_a_plain_hold(day: int) -> None:
    """Also on the days of that week on which the sets are whole again."""
    who = trainee(finding("P01", Side.LEFT), minutes=30)
    pains = dict.fromkeys(range(35), QUIET) | {day: Pains(before=0, during=4)}
    history = trained(who, 35, pains).history
    [amber] = [w for w in history if colour(w) is Colour.AMBER]
    week = [w.routine for w in history if 0 < (w.day - amber.day).days <= 7]
    assert any(not routine.eased for routine in week)
    assert not any(pressed(routine) for routine in week)
    assert any(pressed(routine) for routine in routines() if amber.day < routine.day)


def test_who_was_away_begins_with_plain_holds() -> None:
    who, day = ready()
    back = (plan(who, day + timedelta(days=n), CATALOG) for n in range(8, 40))
    assert not any(pressed(routine) for routine in back)


def test_what_takes_its_place_is_a_plain_exercise() -> None:
    who, day = ready()
    item = pressed(plan(who, day, CATALOG))[0]
    other = substitution.substitute(item, {item.exercise}, who, CATALOG)
    easier = substitution.stepped(item, who, CATALOG, harder=False)
    assert other is not None
    assert easier is not None
    assert not other.contract
    assert not easier.contract


@given(lived(), st.integers(0, 6))
@FEW
def test_a_press_costs_neither_the_minutes_nor_an_exercise_nor_a_dose(
    life: tuple[Trainee, list[Workout]], ahead: int
) -> None:
    who, history = life
    history = [replace(w, pains=QUIET) for w in history]
    who = replace(who, history=tuple(history))
    last = history[-1].day if history else MONDAY
    check(who, plan(who, last + timedelta(days=1 + ahead), CATALOG))


@pytest.mark.parametrize("minutes", [10, 20, 30, 60])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_whoever_trains_for_six_weeks_never_pays_for_a_press(pattern: str, minutes: int) -> None:
    who = trainee(finding(pattern, Side.LEFT), minutes=minutes)
    known = set[ExerciseId]()
    for workout in trained(who, 42, dict.fromkeys(range(42), QUIET)).history:
        check(who, workout.routine)
        assert {i.exercise for i in pressed(workout.routine)} <= known
        known |= {i.exercise for i in workout.routine.items}


def check(who: Trainee, routine: Routine) -> None:
    items = pressed(routine)
    assert routine.seconds <= routine.minutes * 60
    assert sum(i.seconds for i in routine.items) <= routine.seconds
    for item in items:
        exercise = CATALOG.exercises[item.exercise]
        assert exercise.press is not None
        assert exercise.phase is Phase.LENGTHEN
        assert item.reps is None
        assert min(item.side_hold_s or (item.hold_s or 0,)) >= 30
        assert not routine.eased
        assert who.closed.isdisjoint(CONTRACT_CLOSED_BY)
        assert routine.day >= on(14)
    if items:  # whatever else yields to the minutes yields after the press
        rests = 30 * (len(routine.items) - 1)
        assert routine.seconds == sum(i.seconds for i in routine.items) + rests
