"""A dose says whether it is for each side, and what its first side means."""

from dataclasses import replace

import pytest

from bot.domain.ids import ExerciseId, Side
from bot.domain.training.exercise import Exercise
from bot.domain.training.exercise_index import index_exercises
from bot.domain.training.routine import Prescription, Why
from bot.views.dose_words import dose
from bot.views.texts import Texts
from tests.views.test_every_outcome import the_catalog

CATALOG = the_catalog()
ENGLISH = Texts("en", CATALOG.words)


def a_dose(id: str, **changes: object) -> str:
    exercise = CATALOG.exercises[ExerciseId(id)]
    item = Prescription(
        exercise=exercise.id,
        phase=exercise.phase,
        sets=1,
        reps=8,
        hold_s=None,
        side_first=Side.RIGHT if exercise.one_sided else None,
        why=Why(None, exercise.muscles[0], None),
        seconds=60,
    )
    return dose(replace(item, **changes), ENGLISH, CATALOG).replace("\u00a0", " ")  # type: ignore[arg-type]


@pytest.mark.parametrize("sets", [1, 2])
@pytest.mark.parametrize(("reps", "hold_s"), [(8, None), (8, 3), (None, 30)])
def test_what_is_done_on_both_sides_is_said_for_each_side(
    sets: int, reps: int | None, hold_s: int | None
) -> None:
    one_sided = a_dose("clamshell", sets=sets, reps=reps, hold_s=hold_s)
    assert "each side" in one_sided
    assert one_sided.endswith("right first")
    both = a_dose("cat_cow", sets=sets, reps=reps, hold_s=hold_s)
    assert "side" not in both


def test_where_arm_and_leg_move_the_first_side_names_the_limb() -> None:
    assert a_dose("bird_dog", hold_s=3) == "8 times each side, hold 3 s, right leg first"


def test_a_longer_side_is_told_in_the_order_it_is_done() -> None:
    longer = a_dose("calf_bent", reps=None, hold_s=45, side_hold_s=(30, 45))
    assert longer == "45 s right, then 30 s left"
    twice = a_dose("calf_bent", sets=2, reps=None, hold_s=45, side_hold_s=(30, 45), contract=True)
    assert twice == "2 rounds of 45 s right, then 30 s left, each begun with a gentle press"


@pytest.mark.parametrize("exercise", [e for e in CATALOG.exercises.values() if e.begins])
def test_the_word_for_the_first_side_fits_an_exercise_of_two_sides(exercise: Exercise) -> None:
    assert exercise.one_sided
    assert exercise.begins is not None
    assert "{side}" in exercise.begins.english
    assert exercise.begins.english.endswith("first")


@pytest.mark.parametrize(
    ("id", "words"),
    [("squat_bw", "6 s down"), ("pull_apart", "6 s on the way back"), ("buttock_squeeze", "")],
)
def test_a_slower_tempo_is_said_as_the_movement_goes(id: str, words: str) -> None:
    slow, usual = a_dose(id, slow=True), a_dose(id)
    assert slow == (f"{usual}, {words}" if words else usual)


SQUEEZES = [
    e for e in CATALOG.exercises.values() if "squeeze" in e.name.english.lower() and e.dose.reps
]


@pytest.mark.parametrize("exercise", SQUEEZES)
def test_nobody_goes_down_in_a_squeeze(exercise: Exercise) -> None:
    placed = index_exercises(CATALOG.exercises).placed[exercise.id]
    assert not any(rung.slow for rung in placed.rungs)
