"""After pain and after a break no routine is longer than the one before, and words say so."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.ids import Region, Side
from bot.domain.training.plan import plan
from bot.domain.training.routine import Circumstances, Routine
from bot.domain.training.session_size import FEWEST
from bot.domain.training.trainee import SHORTEST, Trainee
from bot.domain.training.workout import CardState, Pains
from tests.domain.training.builders import (
    CATALOG,
    done,
    finding,
    on,
    reasons,
    trained,
    trainee,
)

PLACES = sorted(CATALOG.plan_rules.areas)
MINUTES = (5, 10, 20, 30)
DAYS = (3, 15, 30)


def sore(region: Region, minutes: int, days: int) -> Trainee:
    """Return somebody with a sore place after days of training."""
    who = trainee(finding("P01"), minutes=minutes)
    who = replace(who, profile=replace(who.profile, sore=(region,)))
    return trained(who, days)


def is_no_more(routine: Routine, before: Routine) -> bool:
    """Whether a routine is no longer than another, or than the shortest one."""
    most_s = max(before.seconds, SHORTEST * 60)
    return routine.seconds <= most_s and len(routine.items) <= max(len(before.items), FEWEST)


@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("region", PLACES)
def test_what_hurts_today_makes_no_routine_longer(region: Region, minutes: int) -> None:
    for days in DAYS:
        who = sore(region, minutes, days)
        usual = plan(who, on(days), CATALOG)
        today = Circumstances(hurting=frozenset({region}))
        hurting = plan(replace(who, today=today), on(days), CATALOG)
        assert is_no_more(hurting, usual), days
        assert region in hurting.resting


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("region", ["knee", "low_back", "shoulder", "neck"])
@pytest.mark.parametrize("level", [5, 7])
def test_until_two_routines_went_well_after_pain_none_is_longer_than_the_one_before(
    region: str, minutes: int, days: int, level: int
) -> None:
    who = sore(Region(region), minutes, days)
    routines = [plan(who, on(days), CATALOG)]
    assert routines[0].items
    pains = Pains(during=level, region=Region(region))
    who = replace(who, history=(*who.history, done(routines[0], pains)))
    day = on(days)
    while len(routines) < 3:
        day += timedelta(days=1)
        routine = plan(who, day, CATALOG)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
            routines.append(routine)
    assert all(is_no_more(after, before) for before, after in pairwise(routines))


@pytest.mark.parametrize("away", [8, 15, 30])
@pytest.mark.parametrize("minutes", MINUTES)
def test_after_a_break_it_begins_with_no_more_than_before(minutes: int, away: int) -> None:
    who = sore(Region("low_back"), minutes, 3)
    last = who.history[-1].routine
    assert is_no_more(plan(who, last.day + timedelta(days=away + 1), CATALOG), last)


def test_lighter_is_never_said_of_a_routine_that_is_longer_than_the_one_before() -> None:
    lighter = 0
    for region in PLACES:
        for days in range(2, 20):
            who = sore(region, 10, days)
            last = who.history[-1].routine
            hurt = replace(who.history[-1], pains=Pains(during=5, region=region))
            after = plan(replace(who, history=(*who.history[:-1], hurt)), on(days), CATALOG)
            if reasons(after) & {"halved", "halved_still"}:
                lighter += 1
                assert len(after.items) <= len(last.items)
                assert is_no_more(after, last)
    assert lighter


def test_what_rests_and_comes_back_is_named() -> None:
    who = sore(Region("knee"), 20, 16)
    routine = plan(who, on(16), CATALOG)
    hurt = done(routine, Pains(during=7, region=Region("knee")))
    who = replace(who, history=(*who.history, hurt))
    named = {
        change.reason.key: change.places
        for number in range(17, 24)
        for change in plan(who, on(number), CATALOG).changes
    }
    assert named["change.resting"] == ("knee",)
    until = {
        (change.until, number)
        for number in range(17, 24)
        for change in plan(who, on(number), CATALOG).changes
        if change.reason.key == "change.resting"
    }
    assert {day for day, _ in until} == {on(18)}  # the same day, whenever it is shown
    assert all(on(number) <= on(18) for _, number in until)
    back = {*named} & {"change.back", "change.back_one"}
    assert back
    assert {named[key] for key in back} == {("knee",)}


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
@pytest.mark.parametrize("day", range(7))
def test_the_side_that_was_asked_for_begins(side: Side, day: int) -> None:
    today = Circumstances(focus=Region("shoulder"), focus_side=side)
    who = replace(trainee(minutes=20), today=today)
    items = plan(who, on(day), CATALOG).items
    assert {item.side_first for item in items} - {None} == {side}


def test_a_tired_day_and_few_minutes_say_so_where_they_change_nothing() -> None:
    who = trained(trainee(finding("P01"), minutes=5), 3)
    tired = plan(replace(who, today=Circumstances(tired=True)), on(4), CATALOG)
    short = plan(replace(who, today=Circumstances(minutes=5)), on(4), CATALOG)
    assert "tired_already" in reasons(tired)
    assert "short_already" in reasons(short)
    long = trained(trainee(finding("P01"), minutes=20), 3)
    tired = plan(replace(long, today=Circumstances(tired=True)), on(4), CATALOG)
    assert reasons(tired) & {"tired", "tired_already"} == {"tired"}


def test_a_pattern_that_only_needs_keeping_begins_on_neither_side() -> None:
    driver = finding("P01", Side.LEFT)
    who = trained(trainee(driver, minutes=20), 20)
    led = [i for n in (20, 21) for i in plan(who, on(n), CATALOG).items if i.why.pattern == "P01"]
    assert {item.why.side for item in led} == {Side.LEFT}
    graduated = replace(who, keeping=frozenset({driver.pattern}))
    days = [plan(graduated, on(n), CATALOG).items for n in range(20, 27)]
    kept = [item for items in days for item in items if item.why.pattern == "P01"]
    assert kept
    assert all(item.why.kept and item.why.side is None for item in kept)
    assert all(item.side_hold_s is None for item in kept)
    assert {item.side_first for item in kept} >= {Side.LEFT, Side.RIGHT}


def test_what_was_done_at_a_card_that_hurt_does_not_make_the_next_routine_tiny() -> None:
    who = sore(Region("low_back"), 20, 4)
    routine = plan(who, on(4), CATALOG)
    cut = replace(routine, items=routine.items[:1], seconds=routine.items[0].seconds)
    hurt = done(cut, Pains(during=5, region=Region("low_back")))
    hurt = replace(hurt, cards=(replace(hurt.cards[0], state=CardState.HURT),))
    after = plan(replace(who, history=(*who.history, hurt)), on(7), CATALOG)
    assert len(after.items) > 1
