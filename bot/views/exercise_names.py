"""What an exercise is called today, and where it is felt: some are done on any tight muscle."""

from bot.domain.catalog import Catalog
from bot.domain.ids import MuscleId
from bot.domain.training.routine import Prescription
from bot.views.texts import Html, Texts


def exercise_name(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """ "Chin tuck"; "Slow self-massage, chest" where it is done on any tight muscle."""
    exercise = catalog.exercises[item.exercise]
    name = texts.phrase(exercise.name)
    if not exercise.any_tight:
        return name
    everyday, _, _ = texts.phrase(catalog.muscles[item.why.muscle].name).partition(" (")
    return texts("routine.of_muscle", name=name, muscle=Html(everyday))


def muscle_felt(item: Prescription, catalog: Catalog) -> MuscleId:
    """The muscle in which today's exercise is felt most."""
    exercise = catalog.exercises[item.exercise]
    return item.why.muscle if exercise.any_tight else exercise.muscles[0]
