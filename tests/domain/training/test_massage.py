"""Self-massage is one exercise for many muscles: what was done for one is not known of another."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.ids import MuscleId, Region
from bot.domain.training.exercise import Phase, Practice
from bot.domain.training.exercise_index import index_exercises
from bot.domain.training.plan import plan
from bot.domain.training.progression import Programme
from bot.domain.training.replay import current_state
from bot.domain.training.review_changes import changes_of
from bot.domain.training.routine import Block, Circumstances, Prescription, Routine, Why
from bot.domain.training.substitution import staying
from bot.domain.training.trainee import Trainee
from bot.domain.training.training_state import TrainingState
from bot.domain.training.workout import CardState, Pains, Workout
from tests.domain.training.builders import CATALOG, PATTERNS, done, finding, on, trainee

MASSAGE = next(id for id, exercise in CATALOG.exercises.items() if exercise.any_tight)
CALF, THIGH = MuscleId("gastrocnemius"), MuscleId("hamstrings")


def massage(day: int, muscle: MuscleId, pains: Pains | None = None) -> Workout:
    item = Prescription(
        exercise=MASSAGE,
        phase=Phase.INHIBIT,
        side_first=None,
        sets=1,
        reps=None,
        hold_s=30,
        why=Why(None, muscle, None),
        seconds=30,
    )
    return done(Routine(on(day), (item,), 30, 10, Block.BUILD), pains)


def after(*history: Workout) -> TrainingState:
    everything = frozenset(CATALOG.exercises)
    index = index_exercises(CATALOG.exercises)
    return current_state(history, Programme(index, CATALOG.plan_rules, everything, on(-60)))


def level(muscle: MuscleId, state: TrainingState) -> int:
    return state.standing(MASSAGE, muscle).level


def test_two_massages_of_different_muscles_lead_no_step_up() -> None:
    state = after(massage(0, CALF), massage(2, THIGH))
    assert (level(CALF, state), level(THIGH, state)) == (0, 0)
    assert state.moves == ()


def test_two_massages_of_one_muscle_make_it_longer_for_that_muscle_alone() -> None:
    state = after(massage(0, CALF), massage(2, THIGH), massage(4, CALF))
    assert (level(CALF, state), level(THIGH, state)) == (1, 0)
    assert [practice for _, practice in state.moves] == [Practice(MASSAGE, CALF)]


def test_a_massage_that_hurt_steps_back_for_its_own_muscle_alone() -> None:
    grown = [massage(day, muscle) for day in (0, 2) for muscle in (CALF, THIGH)]
    hurt = massage(4, CALF, Pains(during=5))
    left_out = replace(hurt, cards=(replace(hurt.cards[0], state=CardState.HURT),))
    state = after(*grown, left_out)
    assert (level(CALF, state), level(THIGH, state)) == (0, 1)


def weeks(who: Trainee, days: int) -> Sequence[Workout]:
    for day in range(days):
        routine = plan(who, on(day), CATALOG)
        if routine.items:
            who = replace(who, history=(*who.history, done(routine)))
    return who.history


def test_a_longer_massage_is_told_with_its_muscle_after_two_of_that_muscle() -> None:
    history = weeks(trainee(minutes=20), 21)
    steps = [
        (number, change)
        for number, workout in enumerate(history)
        for change in workout.routine.changes
        if change.exercise == MASSAGE
    ]
    assert steps
    for number, change in steps:
        assert change.muscle is not None
        practice = Practice(MASSAGE, change.muscle)
        before = [i for w in history[:number] for i in w.routine.items if i.is_of(practice)]
        today = next(i for i in history[number].routine.items if i.is_of(practice))
        assert len(before) >= 2
        assert (today.hold_s or 0) > (before[-1].hold_s or 0)


def test_the_week_names_the_muscle_of_a_massage_that_became_longer() -> None:
    history = weeks(trainee(minutes=20), 21)
    changes = changes_of(history, ("longer_hold",), closed=False)
    massages = [one for change in changes for one in change.exercises if one.exercise == MASSAGE]
    assert massages
    assert all(one.muscle is not None for one in massages)


@pytest.mark.parametrize("place", sorted(CATALOG.plan_rules.areas))
def test_no_massage_works_a_muscle_of_a_place_that_hurts_today(place: Region) -> None:
    sore = Circumstances(hurting=frozenset({place}))
    massaged = 0
    for pattern in PATTERNS:
        who = trainee(finding(pattern), minutes=20)
        for day in range(7, 10):
            routine = plan(replace(who, today=sore), on(day), CATALOG)
            muscles = {i.why.muscle for i in routine.items if i.exercise == MASSAGE}
            assert muscles.isdisjoint(CATALOG.plan_rules.areas[place].muscles)
            massaged += any(i.exercise == MASSAGE for i in plan(who, on(day), CATALOG).items)
    assert massaged


def test_a_massage_of_a_place_that_hurts_at_a_card_does_not_stay() -> None:
    item = massage(0, MuscleId("lumbar_extensors")).routine.items
    hurting = Circumstances(hurting=frozenset({Region("low_back")}))
    assert staying(item, trainee(), CATALOG) == {MASSAGE}
    assert staying(item, replace(trainee(), today=hurting), CATALOG) == frozenset()
