"""Cautions, mistakes and pictures fit whoever reads them, and the muscle of today."""

from dataclasses import replace

import pytest

from bot.domain.ids import ExerciseId, FlagId, MuscleId
from bot.domain.outcome.workout import CardShown, FirstExercise
from bot.domain.training.exercise import Exercise
from bot.domain.training.routine import Prescription, Why
from bot.domain.training.workout import Workout
from bot.views.screen import Screen
from bot.views.screens import view
from bot.views.texts import Texts
from tests.views.test_every_outcome import samples, the_catalog

CATALOG = the_catalog()
ENGLISH = Texts("en", CATALOG.words)
FOR_SOME = [one for one in CATALOG.exercises.values() if one.caution_for]
MASSAGE = CATALOG.exercises[ExerciseId("gun_pass")]


def workout_of(exercise: Exercise, muscle: MuscleId) -> Workout:
    shown = next(one.workout for one in samples() if isinstance(one, CardShown))
    why = Why(None, muscle, None)
    item: Prescription = replace(shown.routine.items[0], exercise=exercise.id, why=why)
    return Workout.of(replace(shown.routine, items=(item,)))


def card(exercise: Exercise, muscle: MuscleId, conditions: frozenset[FlagId] | None) -> Screen:
    shown = CardShown(workout_of(exercise, muscle), 0, conditions=conditions)
    return view(shown, ENGLISH, CATALOG)


@pytest.mark.parametrize("exercise", FOR_SOME, ids=lambda one: str(one.id))
def test_a_caution_for_a_condition_is_shown_to_whoever_has_it_or_is_not_known(
    exercise: Exercise,
) -> None:
    assert exercise.caution is not None
    words, muscle = exercise.caution.english, exercise.muscles[0]
    assert words not in card(exercise, muscle, frozenset()).text
    assert words in card(exercise, muscle, frozenset(list(exercise.caution_for)[:1])).text
    assert words in card(exercise, muscle, None).text


def test_the_first_exercise_warns_nobody_of_what_they_denied() -> None:
    opener = CATALOG.exercises[ExerciseId("chest_opener_sit")]
    assert opener.caution is not None
    workout = workout_of(opener, opener.muscles[0])
    denied = FirstExercise(workout, None, frozenset())
    assert opener.caution.english not in view(denied, ENGLISH, CATALOG).text


def test_a_caution_for_everybody_is_shown_to_everybody() -> None:
    tuck = CATALOG.exercises[ExerciseId("chin_tuck")]
    assert tuck.caution is not None
    assert tuck.caution.english in card(tuck, tuck.muscles[0], frozenset()).text


def test_a_massage_shows_the_muscle_it_is_for_and_no_other_place() -> None:
    calf = MuscleId("gastrocnemius")
    picture = card(MASSAGE, calf, frozenset()).picture
    assert picture is not None
    assert {mark[0] for mark in picture.marks} == {calf}
    own = card(MASSAGE, MASSAGE.muscles[0], frozenset()).picture
    assert own is not None
    assert own.figure == MASSAGE.id


def test_what_is_shown_on_the_body_offers_no_motion() -> None:
    for muscle, moves in ((MASSAGE.muscles[0], True), (MuscleId("gastrocnemius"), False)):
        more = CardShown(workout_of(MASSAGE, muscle), 0, more=True)
        labels = [button.text for row in view(more, ENGLISH, CATALOG).rows for button in row]
        assert ("See it move" in labels) is moves


def test_a_massage_names_what_to_stay_clear_of_at_that_muscle() -> None:
    calf = card(MASSAGE, MuscleId("gastrocnemius"), frozenset()).text
    assert "hollow of the knee" in calf
    assert "throat" not in calf
    assert "throat" in card(MASSAGE, MuscleId("levator_scapulae"), frozenset()).text


def test_a_single_hold_of_the_first_exercise_tells_one_duration() -> None:
    opener = CATALOG.exercises[ExerciseId("chest_opener_sit")]
    workout = workout_of(opener, opener.muscles[0])
    hold = replace(workout.routine.items[0], sets=1, reps=None, hold_s=30, side_first=None)
    counted = replace(hold, reps=8, hold_s=None, seconds=100)
    for item, tells in ((hold, False), (counted, True)):
        first = Workout.of(replace(workout.routine, items=(item,)))
        assert ("minute" in view(FirstExercise(first), ENGLISH, CATALOG).text) is tells
