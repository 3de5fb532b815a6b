"""What a session holds: minutes, pairs, sides, places, conditions, absence."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.assessment.profile import Likelihood
from bot.domain.ids import FlagId, Region, Side
from bot.domain.training.eligibility import left_out
from bot.domain.training.exercise import STRENGTH, Phase, Practice
from bot.domain.training.exercise_index import UPRIGHT
from bot.domain.training.periodization import DayKind, kind_of
from bot.domain.training.plan import plan
from bot.domain.training.routine import Block, Circumstances
from bot.domain.training.workout import Pains, Workout
from tests.domain.training.builders import (
    CATALOG,
    MONDAY,
    done,
    finding,
    on,
    reasons,
    trained,
    trainee,
)

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def closes(flag: str) -> frozenset[str]:
    return frozenset(CATALOG.flags[FlagId(flag)].closes)


@pytest.mark.parametrize(
    ("days", "week"),
    [
        (range(7), "SLSLS--"),
        (range(5), "SLSLS--"),
        ([0, 1, 2], "SLS----"),
        ([5, 6], "-----SL"),
        ([3], "---S---"),
        ([0, 2, 4], "S-S-S--"),
    ],
)
def test_the_week_keeps_strength_days_apart(days: range | list[int], week: str) -> None:
    letters = {DayKind.STRENGTH: "S", DayKind.LIGHT: "L", DayKind.REST: "-"}
    kinds = [kind_of(on(n), days, apart=True) for n in range(7)]
    assert "".join(letters[k] for k in kinds) == week


def test_five_minutes_hold_a_stretch_and_two_activations_of_the_first_pattern() -> None:
    routine = plan(trainee(finding("P01"), finding("P03"), minutes=5), MONDAY, CATALOG)
    phases = [i.phase for i in routine.items]
    assert phases == [Phase.LENGTHEN, Phase.ACTIVATE, Phase.ACTIVATE]
    assert {i.why.pattern for i in routine.items} == {"P01"}


@pytest.mark.parametrize("pattern", sorted(set(CATALOG.patterns) - {"P17", "P18"}))
def test_every_stretch_comes_with_the_activation_of_its_partner(pattern: str) -> None:
    routine = plan(trainee(finding(pattern), minutes=10), MONDAY, CATALOG)
    phases = {i.phase for i in routine.items if i.why.pattern == pattern}
    assert phases & {Phase.LENGTHEN, Phase.MOBILITY}
    assert Phase.ACTIVATE in phases


def test_from_the_second_block_a_session_holds_something_outside_the_main_region() -> None:
    who = trained(trainee(finding("P01"), minutes=20), 21)
    routine = plan(who, on(21), CATALOG)
    assert routine.block is Block.BUILD
    outside = [i for i in routine.items if i.why.pattern is None]
    assert len(outside) == 1
    assert outside[0].phase in STRENGTH


def test_the_chain_of_foot_ankle_and_knee_counts_as_one_and_starts_at_the_foot() -> None:
    chain = (finding("P09"), finding("P08"), finding("P07"))
    routine = plan(trainee(*chain, minutes=10), on(14), CATALOG)
    lengthened = [i.why.pattern for i in routine.items if i.phase is Phase.LENGTHEN]
    assert lengthened[0] == "P09"
    assert len({i.why.pattern for i in routine.items if i.why.pattern}) > 1


def test_the_tight_side_is_stretched_half_as_long_again() -> None:
    routine = plan(trainee(finding("P01", RIGHT), minutes=10), MONDAY, CATALOG)
    stretch = next(i for i in routine.items if i.phase is Phase.LENGTHEN)
    assert stretch.side_first is RIGHT
    assert stretch.side_hold_s == (30, 45)


@pytest.mark.parametrize("pattern", ["P11", "P17", "P18"])
def test_where_the_side_is_the_weaker_one_neither_counts_as_tight(pattern: str) -> None:
    routine = plan(trainee(finding(pattern, LEFT), minutes=20), MONDAY, CATALOG)
    assert all(i.side_hold_s is None for i in routine.items)
    sided = [i for i in routine.items if i.side_first and i.why.pattern == pattern]
    assert sided
    assert {i.side_first for i in sided} == {LEFT}


def test_a_side_that_is_not_confirmed_is_trained_like_the_other() -> None:
    who = trainee(finding("P01", LEFT, confirmed=False), minutes=10)
    first = [plan(who, on(n), CATALOG).items[0] for n in (0, 1)]
    assert all(i.side_hold_s is None and i.why.side is None for i in first)
    assert {i.side_first for i in first} == {LEFT, RIGHT}


def test_what_is_only_possible_starts_at_the_lowest_dose_and_says_so() -> None:
    who = trainee(finding("P01", level=Likelihood.POSSIBLE), minutes=30)
    routine = plan(who, MONDAY, CATALOG)
    assert {i.sets for i in routine.items} == {1}
    assert "possible" in reasons(routine)


def test_nothing_found_gives_a_general_routine() -> None:
    routine = plan(trainee(minutes=10), MONDAY, CATALOG)
    assert routine.general
    assert routine.items
    assert all(i.why.pattern is None for i in routine.items)


def test_at_work_everything_is_done_standing_or_sitting() -> None:
    who = trainee(finding("P01"), finding("P10"), minutes=30, place="office")
    for number in range(14):
        for item in plan(who, on(number), CATALOG).items:
            assert UPRIGHT & set(CATALOG.exercises[item.exercise].positions)


def test_without_the_band_today_nothing_needs_it_and_it_is_said() -> None:
    who = trainee(finding("P03"), minutes=20, equipment=frozenset({"band"}))
    who = trained(who, 20)
    today = replace(who, today=Circumstances(equipment=frozenset()))
    routine = plan(today, on(21), CATALOG)
    at_hand = CATALOG.plan_rules.household
    assert routine.items
    assert all(CATALOG.exercises[i.exercise].possible_with(at_hand) for i in routine.items)
    assert "at_hand" in reasons(routine)


def test_tired_makes_five_minutes_and_ill_a_day_of_rest() -> None:
    who = trainee(finding("P01"), minutes=30)
    tired = plan(replace(who, today=Circumstances(tired=True)), MONDAY, CATALOG)
    assert (tired.minutes, bool(tired.items)) == (5, True)
    assert tired.seconds <= 300
    assert "tired" in reasons(tired)
    ill = plan(replace(who, today=Circumstances(ill=True)), MONDAY, CATALOG)
    assert ill.items == ()
    assert reasons(ill) == {"ill"}


def test_what_hurts_today_is_left_out_and_it_is_said() -> None:
    who = trainee(finding("P01"), finding("P16"), minutes=20)
    routine = plan(
        replace(who, today=Circumstances(hurting=frozenset({Region("knee")}))), MONDAY, CATALOG
    )
    area = CATALOG.plan_rules.areas[Region("knee")]
    assert all(not area.muscles & set(CATALOG.exercises[i.exercise].muscles) for i in routine.items)
    assert "hurts_today" in reasons(routine)


def test_loose_joints_are_never_lengthened() -> None:
    who = trainee(finding("P01"), finding("P03"), minutes=30, closed=closes("HYPERMOBILITY"))
    phases = {i.phase for n in range(21) for i in plan(who, on(n), CATALOG).items}
    assert Phase.LENGTHEN not in phases
    assert phases & STRENGTH


def test_high_blood_pressure_caps_holds_under_load_at_ten_seconds() -> None:
    who = trainee(finding("P11"), minutes=30, closed=closes("HTN_CONTROLLED"),
                  equipment=frozenset({"dumbbell"}))  # fmt: skip
    who = trained(who, 80)
    holds = [i.hold_s or 0 for w in who.history for i in w.routine.items if i.phase in STRENGTH]
    assert max(holds) <= 10


def test_whatever_is_closed_can_be_told() -> None:
    who = trainee(finding("P01"), closed=closes("KNEE_PAIN"))
    closed = {out.movement: out.exercises for out in left_out(who, CATALOG)}
    assert "hip_flexor_kneel" in closed["kneeling"]  # type: ignore[index]
    assert left_out(trainee(finding("P01")), CATALOG) == ()


def keeps_strength(flag: str, pattern: str) -> bool:
    who = trainee(finding(pattern), closed=closes(flag), minutes=20)
    items = plan(who, MONDAY, CATALOG).items
    return any(i.phase in STRENGTH and i.why.pattern == pattern for i in items)


def test_under_every_condition_every_pattern_keeps_strength() -> None:
    closing = [flag.id for flag in CATALOG.flags.values() if flag.closes]
    pairs = product(closing, CATALOG.patterns)
    assert [pair for pair in pairs if not keeps_strength(*pair)] == []


@pytest.mark.parametrize(
    ("last", "today", "reason"),
    [(11, 14, None), (9, 14, "missed_few"), (7, 14, "missed_week"), (4, 14, None),
     (0, 25, None)],
)  # fmt: skip
def test_days_missed_cost_nothing_a_set_or_a_week_and_a_beginner_loses_no_step(
    last: int, today: int, reason: str | None
) -> None:
    who = trained(trainee(finding("P01"), minutes=20, days=frozenset(range(7))), last + 1)
    assert who.history[-1].day <= on(last)
    who = replace(who, history=tuple(w for w in who.history if w.day <= on(last)))
    keys = reasons(plan(who, on(today), CATALOG))
    absence = {"missed_few", "missed_week", "away_week", "away_long"}
    assert keys & absence == ({reason} if reason else set())


def test_a_missed_strength_day_is_offered_again() -> None:
    who = trained(trainee(finding("P01"), minutes=10), 1)
    tuesday = plan(who, on(1), CATALOG)
    assert tuesday.light
    wednesday = plan(replace(who, history=(*who.history, done(tuesday))), on(2), CATALOG)
    missed = Workout.of(wednesday)
    who = replace(who, history=(*who.history, done(tuesday), missed))
    thursday = plan(who, on(3), CATALOG)
    assert not thursday.light
    assert [i.exercise for i in thursday.items] == [i.exercise for i in wednesday.items]


def test_after_red_without_a_place_all_that_was_trained_rests() -> None:
    who = trainee(finding("P01"), minutes=20)
    red = done(plan(who, MONDAY, CATALOG), Pains(during=8))
    worked = {m for i in red.routine.items for m in CATALOG.exercises[i.exercise].muscles}
    later = plan(replace(who, history=(red,)), MONDAY + timedelta(days=2), CATALOG)
    assert all(not worked & set(CATALOG.exercises[i.exercise].muscles) for i in later.items)


@pytest.mark.parametrize("ahead", range(7))
def test_the_first_day_has_both_halves_on_whatever_weekday_it_falls(ahead: int) -> None:
    day = MONDAY + timedelta(days=ahead)
    routine = plan(trainee(finding("P01"), started=None), day, CATALOG)
    phases = {item.phase for item in routine.items}
    assert phases & {Phase.LENGTHEN, Phase.MOBILITY, Phase.INHIBIT}
    assert phases & {Phase.ACTIVATE, Phase.INTEGRATE}


@pytest.mark.parametrize("minutes", [5, 10, 20, 30])
def test_a_step_up_is_told_only_where_todays_dose_shows_it(minutes: int) -> None:
    who, steps = trainee(finding("P01"), minutes=minutes), 0
    for number in range(42):
        routine = plan(who, on(number), CATALOG)
        done_before = [i for w in who.history for i in w.routine.items]
        for change in routine.changes:
            reason = change.reason.key.removeprefix("change.")
            if reason not in ("more_reps", "longer_hold", "another_set"):
                continue
            assert change.exercise is not None
            practice = Practice(change.exercise, change.muscle)
            now = next(i for i in routine.items if i.is_of(practice))
            before = [i for i in done_before if i.is_of(practice)][-1]
            held = [max(i.side_hold_s or (i.hold_s or 0,)) for i in (before, now)]
            grown = {
                "more_reps": (now.reps or 0) > (before.reps or 0),
                "longer_hold": held[1] > held[0],
                "another_set": now.sets > before.sets,
            }
            assert grown[reason], (number, reason, before, now)
            steps += 1
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
    assert steps
