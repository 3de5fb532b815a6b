"""What stands open on the card of an exercise, before anything is tapped."""

import re
from dataclasses import replace

from bot.domain.ids import Side
from bot.domain.outcome.workout import CardShown
from bot.domain.training.exercise import Exercise
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Prescription, Why
from bot.domain.training.workout import Workout
from bot.views.screens import view
from bot.views.texts import Texts
from tests.views.test_every_outcome import samples, the_catalog

QUOTE = re.compile(r"<blockquote expandable>.*?</blockquote>", re.DOTALL)
STEP = re.compile(r"^\d\. ", re.MULTILINE)


def open_words(exercise: Exercise) -> str:
    """The words of its card that no tap has to unfold, at the highest dose and with two sets."""
    workout = next(one.workout for one in samples() if isinstance(one, CardShown))
    item = replace(
        workout.routine.items[0],
        exercise=exercise.id,
        phase=exercise.phase,
        sets=2,
        reps=exercise.dose.reps.high if exercise.dose.reps else None,
        hold_s=exercise.dose.hold_s.high if exercise.dose.hold_s else None,
        side_hold_s=None,
        contract=False,
        side_first=Side.LEFT if exercise.one_sided else None,
        why=Why(None, exercise.muscles[0], None),
    )
    return words_of(workout, item)


def words_of(workout: Workout, item: Prescription) -> str:
    shown = CardShown(Workout.of(replace(workout.routine, items=(item,))), 0)
    catalog = the_catalog()
    return QUOTE.sub("", view(shown, Texts("en", catalog.words), catalog).text)


def test_two_steps_and_the_caution_stand_open() -> None:
    for exercise in the_catalog().exercises.values():
        words = open_words(exercise)
        assert len(STEP.findall(words)) >= 2, exercise.id
        assert words.index("1. ") < words.index("2. "), exercise.id
        if exercise.caution is not None:
            assert exercise.caution.english in words


def test_nothing_stands_between_two_steps() -> None:
    catalog = the_catalog()
    workout = next(one.workout for one in samples() if isinstance(one, CardShown))
    for exercise in catalog.exercises.values():
        item = replace(workout.routine.items[0], exercise=exercise.id, phase=exercise.phase)
        one = Workout.of(replace(workout.routine, items=(item,)))
        asked = catalog.plan_rules.change(Reason.EASIER_ASKED, exercise.id)
        shown = view(CardShown(one, 0, changes=(asked,)), Texts("en", catalog.words), catalog)
        lines = [line for line in re.sub(r"<[^>]+>", "\n", shown.text).split("\n") if line.strip()]
        places = [n for n, line in enumerate(lines) if STEP.match(line)]
        assert places == list(range(places[0], places[0] + len(exercise.steps))), exercise.id
