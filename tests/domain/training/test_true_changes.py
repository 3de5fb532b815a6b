"""What is said to have changed is what the person can see has changed."""

from dataclasses import replace

import pytest

from bot.domain.ids import Region, Side
from bot.domain.training.dose_change import is_less, is_more
from bot.domain.training.eligibility import spared_places
from bot.domain.training.exercise import Phase, Position
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.rest import Rest, Spared, resting_until
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Pains
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

BACK = Region("low_back")
MOVES = frozenset(list(CATALOG.movements)[:1])
PLACES = {2: frozenset({Region("knee")}), 3: frozenset({BACK})}


def held(sets: int, seconds: int) -> Prescription:
    who = trainee(finding("P01"), minutes=20)
    stretch = next(i for i in plan(who, MONDAY, CATALOG).items if i.reps is None)
    return replace(stretch, sets=sets, hold_s=seconds, side_hold_s=None)


def test_two_long_holds_in_the_place_of_three_short_ones_are_not_longer() -> None:
    assert not is_more(Reason.LONGER_HOLD, held(2, 60), held(3, 40))
    assert is_more(Reason.LONGER_HOLD, held(2, 60), held(2, 50))


def test_less_in_one_thing_and_more_in_another_is_not_easier() -> None:
    assert is_less(held(1, 30), held(1, 40))
    assert not is_less(held(2, 30), held(1, 40))
    assert not is_less(held(1, 40), held(1, 40))


def test_the_last_time_hurt_is_only_said_of_the_last_time() -> None:
    who = trained(trainee(finding("P01"), minutes=20), 9)
    amber = done(plan(who, on(9), CATALOG), Pains(during=5))
    who = replace(who, history=(*who.history, amber))
    first = plan(who, on(10), CATALOG)
    who = replace(who, history=(*who.history, done(first)))
    second = plan(who, on(11), CATALOG)
    assert reasons(first) & {"halved", "halved_still"} == {"halved"}
    assert reasons(second) & {"halved", "halved_still"} == {"halved_still"}


@pytest.mark.parametrize("minutes", [5, 10, 20, 30])
def test_easier_after_pain_is_said_where_the_dose_is_lower(minutes: int) -> None:
    who = trained(trainee(finding("P01"), finding("P16"), minutes=minutes), 15)
    hurt = done(plan(who, on(15), CATALOG), Pains(during=5, region=BACK, side=Side.LEFT))
    who = replace(who, history=(*who.history, hurt))
    last = {i.exercise: i for w in who.history for i in w.routine.items}
    routine = plan(who, on(16), CATALOG)
    today = {i.exercise: i for i in routine.items}
    for change in routine.changes:
        if change.reason.key == "change.easier_amber":
            assert change.exercise is not None
            assert is_less(today[change.exercise], last[change.exercise])


def test_after_days_away_nothing_is_called_easier_that_is_not() -> None:
    beginner = trained(trainee(finding("P01"), minutes=20), 2)
    assert not reasons(plan(beginner, on(12), CATALOG)) & {"away_week", "away_long"}
    who = trained(trainee(finding("P01"), minutes=20), 19)
    back = plan(who, on(30), CATALOG)
    before = {i.exercise: i for w in who.history for i in w.routine.items}
    changes = [c for c in back.changes if c.reason.key.startswith("change.away")]
    assert changes
    for change in changes:
        if change.exercise is None:
            assert any(is_less(i, before[i.exercise]) for i in back.items if i.exercise in before)
        else:
            today = {i.exercise for i in back.items}
            assert change.exercise in today
            assert change.other not in today


def test_what_takes_over_is_named_with_what_it_replaces_and_said_once() -> None:
    who = trainee(finding("P01"), minutes=20, days=frozenset({0, 2, 4}))
    takeovers = []
    for number in range(60):
        routine = plan(who, on(number), CATALOG)
        takeovers += [
            (
                c.exercise,
                c.other,
                {i.exercise for i in routine.items},
                frozenset(i.exercise for w in who.history for i in w.routine.items),
            )
            for c in routine.changes
            if c.reason.key == "change.stuck"
        ]
        if routine.items:
            who = replace(who, history=(*who.history, done(routine, effort=8)))
    assert takeovers
    assert len({new for new, *_ in takeovers}) == len(takeovers)
    for new, old, today, known in takeovers:
        assert new not in known
        assert old in known
        assert old not in today


def test_for_two_days_after_red_nothing_moves_the_place_that_hurt() -> None:
    who = trainee(minutes=20)
    red = done(plan(who, MONDAY, CATALOG), Pains(during=7, region=BACK))
    area = CATALOG.plan_rules.areas[BACK]
    for later in (1, 2):
        routine = plan(replace(who, history=(red,)), on(later), CATALOG)
        assert routine.items
        assert not area.moved_by & {i.exercise for i in routine.items}


@pytest.mark.parametrize(
    ("place", "positions", "phase", "muscle"),
    [
        ("thigh", None, Phase.LENGTHEN, "iliopsoas"),
        ("low_back", Position.HANDS_AND_KNEES, Phase.ACTIVATE, "gluteus_medius"),
    ],
)
def test_what_strains_a_place_on_the_way_is_left_out_with_it(
    place: str, positions: Position | None, phase: Phase, muscle: str
) -> None:
    """The front of the hip ends in the thigh; a lifted leg on hands and knees needs the back."""
    spared = spared_places([Region(place)], CATALOG)
    strained = [
        exercise
        for exercise in CATALOG.exercises.values()
        if exercise.phase is phase
        and exercise.muscles[0] == muscle
        and (positions is None or positions in exercise.positions)
    ]
    assert strained
    assert [exercise.id for exercise in strained if not spared.spares(exercise)] == []


def test_a_first_routine_far_below_the_minutes_says_why_and_only_the_first() -> None:
    who = trainee(minutes=20)
    first = plan(who, MONDAY, CATALOG)
    assert first.seconds < 600
    assert "small_at_first" in reasons(first)
    assert "small_at_first" not in reasons(plan(trainee(minutes=5), MONDAY, CATALOG))
    later = plan(trained(who, 1), on(1), CATALOG)
    assert "small_at_first" not in reasons(later)


def test_places_that_rest_until_different_days_are_told_apart() -> None:
    knee, back = (Rest(on(n), Spared(movements=MOVES), places=PLACES[n]) for n in (2, 3))
    assert resting_until((knee, back), on(2)) == {on(2): PLACES[2], on(3): PLACES[3]}
    assert resting_until((knee, back), on(3)) == {on(3): PLACES[3]}
    later = replace(knee, until=on(4))
    assert resting_until((knee, later), on(1)) == {on(4): PLACES[2]}


def test_a_rest_without_a_known_place_has_its_day_too() -> None:
    unknown = Rest(on(2), Spared(movements=MOVES))
    assert resting_until((unknown,), on(1)) == {on(2): frozenset()}
    alone = Rest(on(7), Spared(exercises=frozenset(list(CATALOG.exercises)[:1])))
    assert resting_until((alone,), on(1)) == {}
