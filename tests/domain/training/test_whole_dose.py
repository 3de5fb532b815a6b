"""The doses of the articles are reached, the minutes filled, load comes late and everywhere, and
what an exercise is for and needs before it holds in every week."""

from dataclasses import replace
from functools import cache

import pytest

from bot.domain.ids import Equipment, ExerciseId, PatternId, Region, Side
from bot.domain.training import eligibility
from bot.domain.training.dose_ladder import LOAD_STEPS
from bot.domain.training.exercise import STRENGTH, Phase, Practice
from bot.domain.training.exercise_index import index_exercises
from bot.domain.training.ladders import Ladders
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Block, Routine
from bot.domain.training.session_parts import FULL_MINUTES, WHOLE_EVERY
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Pains
from tests.domain.training.builders import (
    CATALOG,
    MONDAY,
    PATTERNS,
    done,
    finding,
    on,
    routines,
    trainee,
)

INDEX = index_exercises(CATALOG.exercises)
LOADABLE = sorted(e.id for e in CATALOG.exercises.values() if e.load)
THINGS = [frozenset[Equipment](), frozenset({Equipment("band"), Equipment("dumbbell")})]
LEAST = {20: 0.84, 30: 0.7}
"""Thirty minutes of a second week may hold seven short exercises, and there are never more."""


@cache
def weeks(pattern: str, minutes: int, things: frozenset[Equipment]) -> tuple[Routine, ...]:
    who = trainee(finding(pattern), minutes=minutes, equipment=things)
    return tuple(routines(who, 42))


@pytest.mark.parametrize("things", THINGS)
@pytest.mark.parametrize("minutes", [20, 30])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_minutes_are_filled_from_the_second_week(
    pattern: PatternId, minutes: int, things: frozenset[Equipment]
) -> None:
    for routine in weeks(pattern, minutes, things):
        if routine.day >= on(7) and not routine.eased:
            assert LEAST[minutes] * minutes * 60 <= routine.seconds <= minutes * 60, routine.day


@pytest.mark.parametrize("minutes", [20, 30])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_needed_most_gets_its_whole_dose_from_the_second_week(
    pattern: PatternId, minutes: int
) -> None:
    """3 x 30 s, 3 x 15, 3 x 12, 3 x 10, and the ranges of the four steps, as the files say."""
    reached = 0
    for routine in weeks(pattern, minutes, THINGS[0]):
        if routine.day < on(7) or routine.eased or routine.light:
            continue
        strong = [i for i in routine.items if i.phase in STRENGTH]
        assert any(i.sets == CATALOG.exercises[i.exercise].dose.sets.high for i in strong)
        own = [i for i in routine.items if i.why.pattern == pattern]
        stretched = [i for i in own if i.phase is Phase.LENGTHEN]
        whole = [i.sets >= CATALOG.exercises[i.exercise].dose.sets.high for i in stretched]
        assert any(whole) or not stretched
        reached += 1
    assert reached > 6


def test_a_first_week_that_hurt_delays_the_whole_dose() -> None:
    who = trainee(finding("P10"), minutes=20)
    amber = [done(r, Pains(during=4)) for r in routines(who, 1)]
    later = [r for r in routines(replace(who, history=tuple(amber)), 8) if r.day == on(7)]
    well = [r for r in routines(who, 8) if r.day == on(7)]
    sets = [sum(i.sets for i in r.items if i.phase in STRENGTH) for r in (later[0], well[0])]
    assert sets[0] < sets[1]


@pytest.mark.parametrize("minutes", [5, 20])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_third_routine_holds_a_whole_movement_once_two_weeks_went_well(
    pattern: PatternId, minutes: int
) -> None:
    later = [r for r in weeks(pattern, minutes, THINGS[0]) if r.block is not Block.CALM]
    whole = [any(i.phase is Phase.INTEGRATE for i in r.items) for r in later]
    assert len(later) > 2 * WHOLE_EVERY
    assert WHOLE_EVERY * sum(whole) >= len(later)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_five_minutes_always_hold_strength(pattern: PatternId) -> None:
    for routine in weeks(pattern, 5, THINGS[0]):
        if not routine.light:
            assert any(i.phase in STRENGTH for i in routine.items)


@pytest.mark.parametrize("minutes", [10, 30])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_balancing_on_one_leg_comes_after_its_easier_step_went_well(
    pattern: PatternId, minutes: int
) -> None:
    """Nobody learns to hinge on one leg before on two."""
    seen = set[ExerciseId]()
    for routine in routines(trainee(finding(pattern), minutes=minutes), 84):
        for item in routine.items:
            exercise = CATALOG.exercises[item.exercise]
            assert not exercise.unsupported or exercise.easier in (None, *seen), item.exercise
        seen |= {item.exercise for item in routine.items}


@pytest.mark.parametrize("minutes", [10, 20])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_an_exercise_works_the_muscle_it_is_said_to_be_for_on_every_step(
    pattern: PatternId, minutes: int
) -> None:
    for routine in routines(trainee(finding(pattern), minutes=minutes), 84):
        for item in routine.items:
            many = item.phase is Phase.MOBILITY or CATALOG.exercises[item.exercise].any_tight
            assert many or item.why.muscle in CATALOG.exercises[item.exercise].muscles, item


@pytest.mark.parametrize("pattern", PATTERNS)
def test_band_and_dumbbells_are_used_within_nine_days(pattern: PatternId) -> None:
    own = THINGS[1]
    weak = CATALOG.patterns[pattern].weak
    served = any(
        needed & own and not e.weighted
        for e in CATALOG.exercises.values()
        if e.phase in STRENGTH and {*weak} & {*e.muscles}
        for needed in e.equipment
    )
    used = [
        i.exercise
        for r in weeks(pattern, FULL_MINUTES, own)
        if r.day < on(9)
        for i in r.items
        if any(needed & own for needed in CATALOG.exercises[i.exercise].equipment)
    ]
    assert bool(used) or not served


@pytest.mark.parametrize("id", LOADABLE)
def test_what_can_take_load_gets_heavier_with_fewer_repetitions(id: ExerciseId) -> None:
    ladders = Ladders(INDEX, allowed={id}, loadable={id})
    rungs = INDEX.placed[id].rungs
    reasons = []
    while (move := ladders.up(Practice(id), MONDAY, variants=True)) is not None:
        reasons.append(move[0])
    assert reasons.count(Reason.HEAVIER) == LOAD_STEPS
    assert rungs[-1].heavier == LOAD_STEPS
    assert rungs[-1].reps == rungs[0].reps
    assert reasons[-LOAD_STEPS:] == [Reason.HEAVIER] * LOAD_STEPS


def test_load_comes_after_the_harder_variant_and_only_with_something_to_hold() -> None:
    for id in LOADABLE:
        harder = INDEX.neighbour(id, harder=True)
        ladders = Ladders(INDEX, allowed=CATALOG.exercises.keys(), loadable={id})
        moves = []
        one = Practice(id)
        while (move := ladders.up(one, MONDAY, variants=True)) is not None and move[1] == one:
            moves.append(move[0])
        assert (Reason.HEAVIER in moves) is (harder is None)
        alone = Ladders(INDEX, allowed={id}, loadable=())
        reasons = []
        while (move := alone.up(one, MONDAY, variants=True)) is not None:
            reasons.append(move[0])
        assert Reason.HEAVIER not in reasons


def test_whatever_is_done_with_a_weight_can_get_heavier() -> None:
    held = {"dumbbell", "band", "bag", "cable"}
    fixed = {
        e.id
        for e in CATALOG.exercises.values()
        if e.phase in STRENGTH and not e.load and any(n & held for n in e.equipment)
    }
    assert fixed == set()


@pytest.mark.parametrize("pattern", PATTERNS)
def test_where_it_hurts_weights_wait_for_band_or_bodyweight(pattern: PatternId) -> None:
    who = trainee(finding(pattern), minutes=20, equipment=THINGS[1])
    for place in CATALOG.plan_rules.areas:
        spares_weights(replace(who, profile=replace(who.profile, sore=(place,))), place)


def spares_weights(who: Trainee, place: Region) -> None:
    area = CATALOG.plan_rules.areas[place]
    usual = eligibility.always(who, CATALOG)
    for routine in routines(who, 14):
        chosen = {i.exercise for i in routine.items}
        for item in routine.items:
            exercise = CATALOG.exercises[item.exercise]
            if item.why.muscle not in area.muscles:
                continue
            assert not item.heavier, place
            if exercise.weighted and item.why.place is None:
                assert not [
                    e.id
                    for e in CATALOG.exercises.values()
                    if e.phase is exercise.phase
                    and item.why.muscle in e.muscles
                    and e.id in usual - chosen
                    and not e.weighted
                ]


def test_small_muscles_take_weights_only_once_they_are_strong_enough() -> None:
    small = CATALOG.plan_rules.small
    for pattern in PATTERNS:
        first = plan(trainee(finding(pattern), minutes=30, place="gym"), MONDAY, CATALOG)
        for item in first.items:
            if item.why.muscle in small and item.phase in STRENGTH:
                assert not CATALOG.exercises[item.exercise].weighted


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_weaker_side_works_alone_where_nothing_hurts_and_not_where_it_does(
    pattern: PatternId,
) -> None:
    who = trainee(finding(pattern, Side.LEFT), minutes=10)
    first = next(i for i in plan(who, MONDAY, CATALOG).items if i.phase is Phase.ACTIVATE)
    muscle = first.why.muscle
    allowed = eligibility.always(who, CATALOG)
    same = [
        e
        for e in CATALOG.exercises.values()
        if e.phase is Phase.ACTIVATE and e.muscles[0] == muscle and e.id in allowed
    ]
    if not same:
        return  # no exercise is mainly for it
    alone = any(e.one_sided for e in same)
    assert CATALOG.exercises[first.exercise].one_sided is alone
    for region, area in CATALOG.plan_rules.areas.items():
        if muscle in area.muscles and region in CATALOG.patterns[pattern].regions:
            sore = replace(who, profile=replace(who.profile, sore=(region,)))
            items = plan(sore, MONDAY, CATALOG).items
            hurt = [i for i in items if i.why.muscle == muscle and i.phase is Phase.ACTIVATE]
            if any(not e.one_sided for e in same):
                assert not any(CATALOG.exercises[i.exercise].one_sided for i in hurt)


@pytest.mark.parametrize(
    ("thing", "exercise", "pattern"),
    [("medicine_ball", "med_ball_throw", "P11"), ("bar", "scap_pullup", "P05")],
)
def test_throws_and_hanging_pulls_reach_who_has_the_things(
    thing: str, exercise: str, pattern: str
) -> None:
    who = trainee(finding(pattern), minutes=20, equipment=frozenset({Equipment(thing)}))
    reached = {i.exercise for r in routines(who, 120) for i in r.items}
    assert exercise in reached
    without = trainee(finding(pattern), minutes=20)
    assert exercise not in {i.exercise for r in routines(without, 120) for i in r.items}
