"""What was reached is kept: also where only "possible", and where a better test says so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.assessment.measured import MeasuredMuscle, Muscles, State, as_measured
from bot.domain.assessment.profile import Likelihood
from bot.domain.ids import ExerciseId, MuscleId, PatternId, Region, Side
from bot.domain.training.exercise import STRENGTH, Phase
from bot.domain.training.pain import Colour
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.readiness import nothing_hurts_much
from bot.domain.training.retest import once_likely
from bot.domain.training.routine import Block, Prescription, Routine
from bot.domain.training.training_state import Entry
from bot.views.dose_words import dose
from bot.views.texts import Texts
from tests.domain.training.builders import (
    CATALOG,
    MONDAY,
    done,
    finding,
    on,
    profile,
    reasons,
    routines,
    trained,
    trainee,
)

ENGLISH = Texts("en", CATALOG.words)
POSSIBLE = Likelihood.POSSIBLE
STEPS = {"more_reps", "longer_hold", "another_set", "slower", "harder"}


def strength(routine: Routine) -> list[tuple[str, str]]:
    return [(i.exercise, i.code) for i in routine.items if i.phase in STRENGTH]


@pytest.mark.parametrize("pattern", ["P01", "P03", "P07"])
def test_a_possible_pattern_begins_at_one_set_and_climbs_like_a_likely_one(pattern: str) -> None:
    eight_weeks = list(routines(trainee(finding(pattern, level=POSSIBLE), minutes=20), 56))
    assert {i.sets for i in eight_weeks[0].items} == {1}
    steps = {step for routine in eight_weeks for step in reasons(routine)} & STEPS
    assert len(steps) > 1


@pytest.mark.parametrize("minutes", [10, 20])
def test_a_better_test_costs_no_step(minutes: int) -> None:
    who = trained(trainee(finding("P01"), minutes=minutes), 28)
    better = replace(
        who,
        profile=profile(finding("P01", level=POSSIBLE)),
        once_likely=frozenset({PatternId("P01")}),
    )
    for day in range(28, 33):
        as_likely = [
            replace(item, why=replace(item.why, possible=False))
            for item in plan(better, on(day), CATALOG).items
        ]
        assert as_likely == [*plan(who, on(day), CATALOG).items]


def test_only_self_tests_make_a_pattern_likely_for_good() -> None:
    likely, possible = profile(finding("P01")), profile(finding("P03", level=POSSIBLE))
    short = replace(profile(finding("P07")), provisional=True)
    assert once_likely([short, likely, possible]) == {"P01"}


def test_the_side_of_the_pattern_leads_where_both_sides_measured_weak() -> None:
    who = trainee(finding("P11", Side.LEFT), minutes=20)
    weak = (MeasuredMuscle(MuscleId("obliques"), State.WEAK, Side.BOTH),)
    who = replace(who, profile=replace(who.profile, muscles=weak))
    for number in (0, 2, 4):
        items = plan(who, on(number), CATALOG).items
        first = {i.side_first for i in items if i.why.muscle == "obliques" and i.side_first}
        assert first <= {Side.LEFT}


def test_a_possible_weak_side_does_not_begin_two_steps_up_a_ladder() -> None:
    who = trainee(finding("P10", Side.LEFT, level=POSSIBLE), minutes=10)
    begun = {i.exercise for i in plan(who, MONDAY, CATALOG).items}
    assert not begun & {"bridge_march", "single_leg_bridge", "single_hip_thrust"}
    assert begun & {"buttock_squeeze", "glute_bridge"}


def test_what_gave_way_to_an_easier_step_is_not_replaced_by_a_harder_one() -> None:
    ladder = ("hamstring_chair", "hamstring_strap", "hamstring_seated")
    easier, given_up, harder = map(ExerciseId, ladder)
    assert CATALOG.exercises[given_up].easier == easier
    assert CATALOG.exercises[harder].easier == given_up
    who = trainee(finding("P15"), minutes=20, days=frozenset(range(7)))
    for number in range(14):
        routine = plan(who, on(number), CATALOG)
        workout = done(routine)
        cards = tuple(
            replace(c, felt="easier") if i.exercise == given_up else c
            for c, i in zip(workout.cards, routine.items, strict=True)
        )
        who = replace(who, history=(*who.history, replace(workout, cards=cards)))
    eased = next(n for n, w in enumerate(who.history) if any(c.felt for c in w.cards))
    later = {i.exercise for w in who.history[eased + 1 :] for i in w.routine.items}
    assert easier in later
    assert harder not in later


def test_a_light_day_gives_one_muscle_at_most_two_exercises() -> None:
    who = trainee(finding("P04"), minutes=10)
    for routine in routines(who, 28):
        if routine.light:
            muscles = [i.why.muscle for i in routine.items]
            assert max(map(muscles.count, muscles)) <= 2


@pytest.mark.parametrize("pattern", ["P01", "P03", "P07"])
@pytest.mark.parametrize("minutes", [10, 20])
def test_every_weak_muscle_of_the_leading_pattern_is_worked_each_fortnight(
    pattern: str, minutes: int
) -> None:
    five_weeks = [
        r for r in routines(trainee(finding(pattern), minutes=minutes), 35) if not r.light
    ]
    for start in (0, 14):
        worked = {
            muscle
            for r in five_weeks
            if on(start) <= r.day < on(start + 14)
            for i in r.items
            if i.phase in STRENGTH
            for muscle in CATALOG.exercises[i.exercise].muscles
        }
        assert set(CATALOG.patterns[PatternId(pattern)].weak) <= worked


def test_two_places_of_strength_for_a_pattern_work_two_muscles() -> None:
    who = trained(trainee(finding("P01"), finding("P10"), minutes=20), 21)
    for number in range(21, 28):
        for_it = [
            i.why.muscle
            for i in plan(who, on(number), CATALOG).items
            if i.phase in STRENGTH and i.why.pattern == "P01"
        ]
        assert len(for_it) == len(set(for_it))


def test_keeping_has_no_planned_easier_week() -> None:
    who = trainee(finding("P01"), minutes=10)
    kept = [r for r in routines(who, 84) if r.block is Block.KEEP]
    assert kept
    assert not any("deload_planned" in reasons(r) for r in kept)


def test_what_measured_weak_is_not_called_tight() -> None:
    muscle = MuscleId("gluteus_maximus")
    usual = Muscles((MuscleId("hamstrings"), muscle), (MuscleId("iliopsoas"),))
    muscles = as_measured(usual, (MeasuredMuscle(muscle, State.WEAK, Side.BOTH),))
    assert muscle not in muscles.tight
    assert muscles.weak[0] == muscle


def test_who_cannot_kneel_is_given_no_push_up_from_the_knees() -> None:
    for name in map(ExerciseId, ("push_up", "push_up_plus")):
        assert "kneeling" in CATALOG.exercises[name].closed_by


def test_of_two_likely_patterns_that_of_the_sore_place_leads() -> None:
    who = trainee(finding("P04"), finding("P03"), minutes=10)
    who = replace(who, profile=replace(who.profile, sore=(Region("neck"),)))
    assert plan(who, MONDAY, CATALOG).items[0].why.pattern == "P03"


def test_a_step_is_told_when_its_exercise_is_next_shown_also_after_a_light_day() -> None:
    who = trainee(finding("P01"), minutes=20)
    steps: set[tuple[str, str]] = set()
    grown: set[tuple[str, str]] = set()
    last: dict[str, Prescription] = {}
    for routine in routines(who, 70):
        steps |= {(str(c.exercise), c.reason.key.split(".")[-1]) for c in routine.changes}
        for item in routine.items:
            before = last.get(item.exercise)
            if before is not None and item.slow and not before.slow and not routine.eased:
                grown.add((item.exercise, "slower"))
            if before is not None and item.heavier > before.heavier:
                grown.add((item.exercise, "heavier"))
            if not routine.eased:
                last[item.exercise] = item
    assert grown
    assert grown <= steps


def test_the_dose_line_shows_the_slower_tempo_and_which_load() -> None:
    item = next(i for i in plan(trainee(finding("P01")), MONDAY, CATALOG).items if i.reps)
    plain = replace(item, reps=12, sets=3, hold_s=None, slow=False, heavier=0, side_first=None)
    assert "6\u00a0s down" in dose(replace(plain, slow=True), ENGLISH, CATALOG)
    loads = {dose(replace(plain, heavier=n), ENGLISH, CATALOG) for n in range(4)}
    assert len(loads) == 4


@pytest.mark.parametrize("patterns", [("P01",), ("P03",), ("P11", "P10")])
@pytest.mark.parametrize("minutes", [10, 20])
def test_a_planned_easier_week_brings_no_new_exercise(
    patterns: tuple[str, ...], minutes: int
) -> None:
    shown: dict[str, date] = {}
    easier = 0
    for routine in routines(trainee(*map(finding, patterns), minutes=minutes), 42):
        if "deload_planned" in reasons(routine):
            easier += 1
            for item in routine.items:
                assert routine.day - shown[item.exercise] <= timedelta(days=14)
        shown |= {item.exercise: routine.day for item in routine.items}
    assert easier


def test_strength_that_is_new_begins_with_two_sets_at_most_and_one_where_others_need_the_time() -> (
    None
):
    seen: set[str] = set()
    first_sets: list[int] = []
    for routine in routines(trainee(finding("P01"), minutes=20), 42):
        new = [i for i in routine.items if i.phase in STRENGTH and i.exercise not in seen]
        first_sets += [i.sets for i in new if routine.day >= on(7)]
        seen |= {i.exercise for i in routine.items}
    assert first_sets
    assert max(first_sets) <= 2
    assert 1 in first_sets


@pytest.mark.parametrize(("pain", "loaded"), [(1, True), (3, False)])
def test_a_place_that_was_sore_takes_load_again_after_two_weeks_of_little_pain(
    pain: int, *, loaded: bool
) -> None:
    log = [Entry(on(n), True, Colour.GREEN, pain, 5, False, False) for n in range(14)]
    assert nothing_hurts_much(on(14), log) is loaded
    assert not nothing_hurts_much(on(14), log[:3])
    amber = [*log[:-1], replace(log[-1], colour=Colour.AMBER)]
    assert not nothing_hurts_much(on(14), amber)


def test_what_stood_still_is_told_to_give_way_only_once() -> None:
    words = CATALOG.plan_rules.reasons[Reason.STUCK]
    who = trainee(finding("P01"), minutes=20, days=frozenset(range(7)))
    went = [c.other for r in routines(who, 84) for c in r.changes if c.reason == words]
    assert len(went) == len(set(went))


def test_minutes_that_are_left_never_double_a_stretch() -> None:
    who = trainee(finding("P01"), minutes=30, days=frozenset(range(7)))
    for number in range(14):
        routine = plan(who, on(number), CATALOG)
        for item in routine.items:
            span = CATALOG.exercises[item.exercise].dose.hold_s
            if number < 2 and item.phase is Phase.LENGTHEN and item.reps is None and span:
                assert (item.hold_s or 0) <= span.low + 20
        who = replace(who, history=(*who.history, done(routine)))
