"""Take a place or a level for the answer to "It hurts", where a card has asked for it."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.training.exercise_pain import ELSEWHERE
from bot.domain.intent import CardVerb, OnCard
from bot.domain.training.pain_in_session import places_of
from bot.domain.training.workout import Workout
from bot.understanding.context import Option, Shape, TextContext


def answer_of(
    context: Context, workout: Workout, words: str, text_context: TextContext
) -> OnCard | None:
    """Return the tap that typed words stand for; None where they answer nothing that is asked."""
    card = workout.current
    if card is None or (place := workout.cards[card].pain_asked) is None:
        return None
    exercise = workout.routine.items[card].exercise
    if place:
        level = _answer(context, words, replace(text_context, situation="scale", shape=Shape.LEVEL))
        if not isinstance(level, int | float) or not text_context.low <= level <= text_context.high:
            return None
        argument = f"{place}.{round(level)}"
    else:
        options = _places(context, workout, card)
        asked = replace(text_context, situation="choice", shape=Shape.OPTION, options=options)
        chosen = _answer(context, words, asked)
        if chosen not in {option.id for option in options}:
            return None
        argument = str(chosen)
    return OnCard(workout.day, card, CardVerb.HURTS, str(exercise), argument)


def _answer(context: Context, words: str, asked: TextContext) -> object:
    """Return the value of the one answer in the words; None where there is none or more."""
    understanding = context.deps.understander(context.person.language).understand(
        words, replace(asked, card=None)
    )
    if understanding.asks_back is not None or len(understanding.acts) != 1:
        return None
    [act] = understanding.acts
    return act.get("value") if act.name == "answer" else None


def _places(context: Context, workout: Workout, card: int) -> tuple[Option, ...]:
    """Return the places that the card offers, each with its number on the figure."""
    texts = context.catalog.words.get(context.person.language, {})
    exercise = context.catalog.exercises[workout.routine.items[card].exercise]
    offered = [
        Option(str(region), str(texts.get(f"region.{region}", region)), (str(number),))
        for number, region in enumerate(places_of(exercise, context.catalog.plan_rules), 1)
    ]
    return (*offered, Option(ELSEWHERE, str(texts.get("card.hurts.elsewhere", ELSEWHERE))))
