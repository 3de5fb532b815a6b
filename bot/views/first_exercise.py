"""Show the first exercise: one card, to be done now or later."""

from bot.domain.catalog import Catalog
from bot.domain.intent import CardVerb, OnCard, OnRoutine, RoutineVerb
from bot.domain.outcome.workout import FirstExercise, FirstExerciseEnded
from bot.views.card_reasons import first_side
from bot.views.cards import steps
from bot.views.folding import Part
from bot.views.routines import dose, still
from bot.views.screen import Button, Screen, Style
from bot.views.texts import Html, Texts

OPEN_STEPS = 3
"""The steps that matter; the rest come with the card of a routine."""


def first_exercise(outcome: FirstExercise, texts: Texts, catalog: Catalog) -> Screen:
    """Its picture, dose and steps, and how long it takes."""
    day, item = outcome.workout.day, outcome.workout.routine.items[0]
    exercise = catalog.exercises[item.exercise]
    place = outcome.place
    lead = texts("first.now", place=texts(f"region.{place}")) if place else texts("first.anywhere")
    minutes = max(1, round(item.seconds / 60))
    caution = texts.phrase(exercise.caution) if exercise.caution else Html("")

    def button(key: str, verb: CardVerb, style: Style = Style.PLAIN) -> Button:
        return Button(str(texts(f"first.{key}")), OnCard(day, 0, verb, item.exercise), style)

    later = Button(str(texts("first.later_button")), OnRoutine(day, RoutineVerb.LATER))
    return Screen(
        parts=(
            Part(lead),
            Part(texts("first.head", name=texts.phrase(exercise.name)), tight=True),
            Part(texts("first.takes", dose=dose(item, texts), n=minutes), tight=True),
            *steps(exercise, texts)[:OPEN_STEPS],
            Part(first_side(item, texts) if item.side_first else Html(""), tight=True, yields=4),
            Part(caution, tight=True, yields=3),
        ),
        rows=(
            (button("done_button", CardVerb.DONE, Style.PRIMARY), later),
            (button("hurts_button", CardVerb.HURTS, Style.DANGER),),
        ),
        picture=still(item),
    )


def first_exercise_ended(outcome: FirstExerciseEnded, texts: Texts) -> Screen:
    """A word about how it went."""
    return Screen(texts(f"first.{outcome.how}"))
