"""The head of a routine is true of the list below it."""

from dataclasses import replace

import pytest

from bot.domain.ids import PatternId, Region, Side
from bot.domain.intent import OnRoutine, RoutineVerb
from bot.domain.training.plan import plan
from bot.domain.training.routine import Circumstances, Routine
from bot.domain.training.workout import Workout
from bot.views.routine_purpose import why_today
from bot.views.routines import routine_buttons
from bot.views.texts import Texts
from tests.domain.training.builders import CATALOG, finding, on, trained, trainee

ENGLISH = Texts("en", CATALOG.words)
BACK = Region("low_back")


def routine(**today: object) -> Routine:
    who = trainee(minutes=10)
    who = trained(replace(who, profile=replace(who.profile, sore=(BACK,))), 3)
    return plan(replace(who, today=Circumstances(**today)), on(4), CATALOG)  # type: ignore[arg-type]


def head(routine: Routine) -> str:
    return str(why_today(Workout.of(routine), ENGLISH, CATALOG))


def test_a_sore_place_that_is_worked_is_what_the_routine_is_for() -> None:
    assert head(routine()) == "For your low back, gently."


def test_a_place_that_rests_is_named_as_left_alone() -> None:
    resting = replace(routine(), resting=frozenset({BACK}))
    assert "low back is left alone today" in head(resting)
    assert "For your low back" not in head(resting)


def test_what_a_change_says_of_a_place_the_head_does_not_say_again() -> None:
    hurting = routine(hurting=frozenset({BACK}))
    assert [c.places for c in hurting.changes if c.reason.key == "change.hurts_today"] == [(BACK,)]
    assert "low back" not in head(hurting)


def test_where_most_is_for_something_else_the_head_says_so() -> None:
    planned = routine()
    general = replace(planned.items[0].why, place=None, pattern=None)
    items = (planned.items[0], *(replace(i, why=general) for i in planned.items[1:]))
    items = (replace(items[0], why=replace(general, place=BACK)), *items[1:])
    few = replace(planned, items=items)
    assert head(few) == "A little of everything, and something for your low back."


def test_where_little_is_for_what_was_found_the_head_says_so() -> None:
    who = trained(trainee(finding("P01"), minutes=20), 3)
    planned = plan(who, on(3), CATALOG)
    assert head(planned).startswith("For what I found: ")
    general = replace(planned.items[0].why, place=None, pattern=None)
    items = (planned.items[0], *(replace(i, why=general) for i in planned.items[1:]))
    few = head(replace(planned, items=items))
    assert few.startswith("A little of everything, and something for what I found: ")


def test_what_only_needs_keeping_is_not_called_found() -> None:
    driver = finding("P01", Side.LEFT)
    who = replace(trained(trainee(driver, minutes=20), 20), keeping=frozenset({PatternId("P01")}))
    kept = head(plan(who, on(21), CATALOG))
    assert kept.startswith("So that it does not come back: ")
    assert "left" not in kept


@pytest.mark.parametrize(("seconds", "offered"), [(300, False), (240, False), (301, True)])
def test_five_minutes_are_offered_only_where_that_is_shorter(seconds: int, offered: bool) -> None:
    workout = Workout.of(replace(routine(), seconds=seconds))
    buttons = [b.intent for row in routine_buttons(workout, ENGLISH) for b in row]
    verbs = {b.verb for b in buttons if isinstance(b, OnRoutine)}
    assert (RoutineVerb.SHORTER in verbs) is offered
