"""A place that was named gets more today, or it is said what changed instead."""

from dataclasses import replace

import pytest

from bot.domain.ids import Region, Side
from bot.domain.training.plan import plan
from bot.domain.training.routine import Circumstances, Routine
from bot.domain.training.trainee import Trainee
from tests.domain.training.builders import CATALOG, MONDAY, PATTERNS, finding, reasons, trainee

SHOULDER = Region("shoulder")
SAID = {"focus", "focus_side", "focus_already"}


def sore_at(place: Region) -> Trainee:
    who = trainee(minutes=20)
    return replace(who, profile=replace(who.profile, sore=(place,)))


def focused(who: Trainee, place: Region, side: Side | None = None) -> Routine:
    today = Circumstances(focus=place, focus_side=side)
    return plan(replace(who, today=today), MONDAY, CATALOG)


def seconds_for(place: Region, routine: Routine) -> int:
    usual = CATALOG.plan_rules.areas[place].usual
    return sum(i.seconds for i in routine.items if i.why.muscle in {*usual.tight, *usual.weak})


def test_where_the_routine_is_for_the_place_already_only_the_side_is_said_to_change() -> None:
    who = sore_at(SHOULDER)
    first = next(i.side_first for i in plan(who, MONDAY, CATALOG).items if i.side_first)
    routine = focused(who, SHOULDER, first.other)
    [change] = [c for c in routine.changes if c.reason.key == "change.focus_side"]
    assert (change.places, change.side) == ((SHOULDER,), first.other)
    assert reasons(routine) & SAID == {"focus_side"}


def test_where_nothing_changes_it_is_said_that_it_is_for_the_place_already() -> None:
    assert reasons(focused(sore_at(SHOULDER), SHOULDER)) & SAID == {"focus_already"}


@pytest.mark.parametrize("place", sorted(CATALOG.plan_rules.areas))
def test_a_routine_is_said_to_work_on_a_place_first_where_it_does_more_for_it(
    place: Region,
) -> None:
    grown = 0
    for pattern in PATTERNS:
        who = trainee(finding(pattern), minutes=20)
        usual, routine = plan(who, MONDAY, CATALOG), focused(who, place, Side.LEFT)
        more = seconds_for(place, routine) > seconds_for(place, usual)
        assert ("focus" in reasons(routine)) is more
        assert len(reasons(routine) & SAID) == 1
        grown += more
    assert grown
