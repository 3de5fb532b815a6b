"""What was measured wins over what is usual, and the place that was told over nothing at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.assessment.measured import MeasuredMuscle, State
from bot.domain.assessment.profile import Likelihood
from bot.domain.ids import MuscleId, PatternId, Region, Side
from bot.domain.training.exercise import STRENGTH, Phase
from bot.domain.training.plan import plan
from bot.domain.training.routine import Prescription
from bot.domain.training.trainee import Trainee
from tests.domain.training.builders import CATALOG, MONDAY, PATTERNS, finding, routines, trainee

TIGHT = [(p, m) for p in PATTERNS for m in CATALOG.patterns[p].tight]
CAN_BE_WEAK = sorted(
    {m for t in CATALOG.tests.values() for r in t.muscles.values() for m in r.strength}
)
AREAS = sorted(CATALOG.plan_rules.areas)


def measured(who: Trainee, muscle: MuscleId, state: State, side: Side = Side.BOTH) -> Trainee:
    muscles = (MeasuredMuscle(muscle, state, side),)
    return replace(who, profile=replace(who.profile, muscles=muscles))


def sore(*places: str, minutes: int) -> Trainee:
    who = trainee(minutes=minutes)
    return replace(who, profile=replace(who.profile, sore=tuple(map(Region, places))))


def works(item: Prescription, muscle: MuscleId) -> bool:
    return muscle in CATALOG.exercises[item.exercise].muscles


def strengthens(muscle: MuscleId) -> bool:
    return any(
        e.phase is Phase.ACTIVATE and muscle in e.muscles and not e.equipment
        for e in CATALOG.exercises.values()
    )


@pytest.mark.parametrize(("pattern", "muscle"), TIGHT)
def test_what_measured_long_is_never_stretched(pattern: PatternId, muscle: MuscleId) -> None:
    who = measured(trainee(finding(pattern), minutes=30), muscle, State.LONG)
    for routine in routines(who, 14):
        stretched = [i for i in routine.items if i.phase is Phase.LENGTHEN]
        assert not any(works(i, muscle) for i in stretched)


@pytest.mark.parametrize("minutes", [5, 10, 20, 30])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_measured_weak_is_trained_first_and_on_its_side(
    pattern: PatternId, minutes: int
) -> None:
    """Also a muscle that the pattern usually has tight: whatever measured weak is trained."""
    other = trainee(finding(pattern, Side.RIGHT), minutes=minutes)
    own = (*CATALOG.patterns[pattern].weak, *CATALOG.patterns[pattern].tight)
    for muscle in filter(strengthens, own):
        first = plan(measured(other, muscle, State.WEAK, Side.LEFT), MONDAY, CATALOG)
        for_it = [i for i in first.items if i.phase in STRENGTH and i.why.muscle == muscle]
        assert for_it, muscle
        assert all(i.why.measured is State.WEAK for i in for_it)
        assert {i.side_first for i in for_it} <= {Side.LEFT, None}


@pytest.mark.parametrize("minutes", [5, 20])
@pytest.mark.parametrize("pattern", [None, "P03", "P08"])
@pytest.mark.parametrize("muscle", CAN_BE_WEAK)
def test_what_measured_weak_is_trained_whatever_leads(
    muscle: str, pattern: str | None, minutes: int
) -> None:
    leading = [finding(pattern)] if pattern else []
    who = measured(trainee(*leading, minutes=minutes), MuscleId(muscle), State.WEAK, Side.RIGHT)
    strong = [r for r in routines(who, 7) if not r.light]
    assert strong
    for routine in strong:
        of_it = [i for i in routine.items if works(i, MuscleId(muscle)) and i.phase in STRENGTH]
        assert of_it
        assert {i.side_first for i in of_it if i.why.muscle == muscle} <= {Side.RIGHT, None}


@pytest.mark.parametrize(("pattern", "lower"), [("P17", False), ("P18", True)])
def test_a_weak_arm_trains_the_arm_and_a_weak_leg_the_leg(pattern: str, *, lower: bool) -> None:
    halves = {False: set[str](), True: set[str]()}
    for one in CATALOG.patterns.values():
        halves[one.lower_body] |= {*one.tight, *one.weak}
    for routine in routines(trainee(finding(pattern, Side.LEFT), minutes=20), 28):
        for item in routine.items:
            if item.why.pattern == pattern:
                assert item.why.muscle in halves[lower]
                assert item.side_first in (Side.LEFT, None)


@pytest.mark.parametrize("minutes", [5, 20])
@pytest.mark.parametrize("region", AREAS)
def test_with_no_pattern_the_place_that_was_told_steers_every_routine(
    region: Region, minutes: int
) -> None:
    area = CATALOG.plan_rules.areas[region]
    usual = {*area.usual.tight, *area.usual.weak}
    for routine in routines(sore(region, minutes=minutes), 14):
        for_it = [i for i in routine.items if i.why.place == region]
        assert for_it
        assert routine.light or 2 * len(for_it) >= len(routine.items)
        for item in for_it:
            exercise = CATALOG.exercises[item.exercise]
            assert usual & {*exercise.muscles} or exercise.any_tight
            assert not area.spares & exercise.closed_by
        if not routine.light:
            assert any(i.phase in STRENGTH for i in for_it)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_place_that_no_pattern_explains_has_its_share_of_the_first_routine(
    pattern: PatternId,
) -> None:
    who = trainee(finding(pattern), minutes=10)
    for region in AREAS:
        hurting = replace(who, profile=replace(who.profile, sore=(region,)))
        explained = region in CATALOG.patterns[pattern].regions
        for_it = [i for i in plan(hurting, MONDAY, CATALOG).items if i.why.place == region]
        assert bool(for_it) is not explained, region


RUNNER = (
    MeasuredMuscle(MuscleId("gluteus_maximus"), State.WEAK, Side.RIGHT),
    MeasuredMuscle(MuscleId("soleus"), State.WEAK, Side.RIGHT),
)


@pytest.mark.parametrize("minutes", [10, 20, 30])
@pytest.mark.parametrize("muscle", ["gluteus_medius", "quadriceps"])
def test_what_measured_weak_does_not_crowd_out_the_other_weak_muscles(
    muscle: str, minutes: int
) -> None:
    """A knee that falls in, with a weak calf and buttock: the side of the hip and the front of the
    thigh have their share of every block of four weeks."""
    who = trainee(finding("P07", Side.RIGHT), minutes=minutes, days=frozenset(range(5)))
    who = replace(who, profile=replace(who.profile, muscles=RUNNER))
    first = {MuscleId(muscle)}
    for month in range(3):
        days = range(28 * month, 28 * (month + 1))
        dates = {MONDAY + timedelta(days=number) for number in days}
        of_it = [
            item
            for routine in routines(who, 84)
            if routine.day in dates
            for item in routine.items
            if item.phase in STRENGTH and first & {*CATALOG.exercises[item.exercise].muscles[:1]}
        ]
        assert len(of_it) >= 2


@pytest.mark.parametrize("minutes", [10, 20, 30])
@pytest.mark.parametrize("muscle", ["soleus", "rectus_femoris", "pectorals"])
def test_what_measured_short_beside_the_pattern_is_stretched_every_week(
    muscle: str, minutes: int
) -> None:
    who = measured(trainee(finding("P10"), minutes=minutes), MuscleId(muscle), State.SHORT)
    weeks: dict[int, int] = {}
    for routine in routines(who, 56):
        stretched = [i for i in routine.items if i.phase is Phase.LENGTHEN]
        week = (routine.day - MONDAY).days // 7
        weeks[week] = weeks.get(week, 0) + sum(works(i, MuscleId(muscle)) for i in stretched)
    assert min(weeks.values()) > 0


def test_a_place_that_hurts_is_worked_where_only_a_possible_pattern_explains_it() -> None:
    """A sore hip, and the hamstrings perhaps too busy: the side of the hip is not left out."""
    possible = finding("P10", level=Likelihood.POSSIBLE)
    who = trainee(possible, minutes=10)
    who = replace(who, profile=replace(who.profile, sore=(Region("hip"),)))
    first = [*routines(who, 14)]
    muscles = {item.why.muscle for routine in first for item in routine.items}
    assert {"gluteus_medius", "quadriceps"} <= muscles


@pytest.mark.parametrize("minutes", [10, 30])
@pytest.mark.parametrize("region", AREAS)
def test_what_is_beside_the_findings_spares_the_places_that_hurt(
    region: Region, minutes: int
) -> None:
    """A weak waist is not held on a sore shoulder, nor does work outside the findings load it."""
    pattern = "P12" if region in CATALOG.patterns[PatternId("P10")].regions else "P10"
    who = measured(trainee(finding(pattern), minutes=minutes), MuscleId("obliques"), State.WEAK)
    who = replace(who, profile=replace(who.profile, sore=(region,)))
    spares = CATALOG.plan_rules.areas[region].spares
    for routine in routines(who, 84):
        for item in routine.items:
            exercise = CATALOG.exercises[item.exercise]
            if item.why.pattern is None:
                assert spares.isdisjoint(exercise.closed_by), item.exercise


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_a_general_routine_strengthens_the_front_of_the_thigh_every_week(minutes: int) -> None:
    weeks: dict[int, int] = {}
    for routine in routines(trainee(minutes=minutes), 84):
        exercises = [CATALOG.exercises[i.exercise] for i in routine.items if i.phase in STRENGTH]
        week = (routine.day - MONDAY).days // 7
        weeks[week] = weeks.get(week, 0) + sum(e.muscles[0] == "quadriceps" for e in exercises)
    assert min(weeks.values()) > 0
