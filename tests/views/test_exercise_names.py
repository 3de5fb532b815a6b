"""An exercise for any tight muscle names the one that it is done on today."""

import pytest

from bot.domain.ids import MuscleId, Side
from bot.domain.training.exercise import Exercise
from bot.domain.training.routine import Prescription, Why
from bot.views.exercise_names import exercise_name, muscle_felt
from bot.views.texts import Texts
from tests.views.test_every_outcome import the_catalog


def prescribed(exercise: Exercise, muscle: str) -> Prescription:
    """That exercise, for that muscle."""
    return Prescription(
        exercise=exercise.id,
        phase=exercise.phase,
        side_first=Side.LEFT,
        sets=1,
        reps=None,
        hold_s=30,
        why=Why(None, MuscleId(muscle), None),
        seconds=70,
    )


@pytest.mark.parametrize(("muscle", "words"), [("pectorals", "chest"), ("hamstrings", "thigh")])
def test_a_massage_names_todays_muscle_in_the_list_and_on_its_card(muscle: str, words: str) -> None:
    catalog = the_catalog()
    for exercise in catalog.exercises.values():
        if exercise.any_tight:
            item = prescribed(exercise, muscle)
            assert words in exercise_name(item, Texts("en", catalog.words), catalog)
            assert muscle_felt(item, catalog) == muscle


def test_any_other_exercise_keeps_its_name_and_its_own_muscle() -> None:
    catalog = the_catalog()
    texts = Texts("en", catalog.words)
    others = [one for one in catalog.exercises.values() if not one.any_tight]
    for exercise in others:
        item = prescribed(exercise, "pectorals")
        assert exercise_name(item, texts, catalog) == texts.phrase(exercise.name)
        assert muscle_felt(item, catalog) == exercise.muscles[0]
