"""Show the first exercise: one card, to be done now or later."""

from bot.domain.catalog import Catalog
from bot.domain.ids import Region
from bot.domain.intent import CardVerb, OnCard, OnRoutine, RoutineVerb
from bot.domain.outcome.workout import FirstExercise, FirstExerciseEnded
from bot.domain.training.routine import Prescription
from bot.domain.training.sets import sets_of, timed
from bot.views.card_reasons import first_side
from bot.views.cards import steps
from bot.views.dose_words import dose
from bot.views.folding import Part
from bot.views.routines import still
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts
from bot.views.warning_signs import comes_back

OPEN_STEPS = 3
"""The steps that matter; the rest come with the card of a routine."""


def first_exercise(outcome: FirstExercise, texts: Texts, catalog: Catalog) -> Screen:
    """Its picture, dose and steps, and how long it takes."""
    day, item = outcome.workout.day, outcome.workout.routine.items[0]
    exercise = catalog.exercises[item.exercise]
    caution = exercise.caution_of(outcome.conditions)

    def button(key: str, verb: CardVerb, style: Style = Style.PLAIN) -> Button:
        return Button(str(texts(f"first.{key}")), OnCard(day, 0, verb, item.exercise), style)

    later = Button(str(texts("first.later_button")), OnRoutine(day, RoutineVerb.LATER))
    return Screen(
        parts=(
            Part(_what_for(outcome.place, item, texts)),
            Part(texts("first.head", name=texts.phrase(exercise.name)), tight=True),
            Part(_takes(item, texts, catalog), tight=True),
            *steps(exercise, texts)[:OPEN_STEPS],
            Part(first_side(item, texts) if item.side_first else Html(""), tight=True, yields=4),
            *comes_back(outcome.conditions, texts, catalog),
            Part(texts.phrase(caution) if caution else Html(""), tight=True, yields=3),
        ),
        rows=(
            (button("done_button", CardVerb.DONE, Style.PRIMARY), later),
            (button("hurts_button", CardVerb.HURTS, Style.DANGER),),
        ),
        picture=still(item, texts, catalog),
    )


def _what_for(sore: Region | None, item: Prescription, texts: Texts) -> Html:
    """Which place it is for, or which it leaves alone."""
    if sore is None:
        return texts("first.anywhere")
    key = "first.now" if item.why.place == sore else "first.elsewhere"
    return texts(key, place=texts(f"region.{sore}"))


def _takes(item: Prescription, texts: Texts, catalog: Catalog) -> Html:
    """The dose, and how long it takes where that is not a single hold, which says so itself."""
    words = dose(item, texts, catalog)
    if timed(item) and len(sets_of(item)) == 1:
        return words
    return texts("first.takes", dose=words, n=max(1, round(item.seconds / 60)))


def first_exercise_ended(outcome: FirstExerciseEnded, texts: Texts) -> Screen:
    """A word about how it went."""
    return Screen(texts(f"first.{outcome.how}"))
