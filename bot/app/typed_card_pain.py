"""Take a place or a level for the answer to "It hurts", where a card has asked for it."""

from dataclasses import replace

from bot.app.context import Scene
from bot.app.training.exercise_pain import ELSEWHERE
from bot.domain.intent import CardVerb, OnCard
from bot.domain.training.pain_in_session import places_of
from bot.domain.training.workout import Workout
from bot.understanding.context import Context, Option, Shape


def answer_of(scene: Scene, workout: Workout, words: str, context: Context) -> OnCard | None:
    """Return the tap that typed words stand for; None where they answer nothing that is asked."""
    card = workout.current
    if card is None or (place := workout.cards[card].pain_asked) is None:
        return None
    exercise = workout.routine.items[card].exercise
    if place:
        level = _answer(scene, words, replace(context, situation="scale", shape=Shape.LEVEL))
        if not isinstance(level, int | float) or not context.low <= level <= context.high:
            return None
        argument = f"{place}.{round(level)}"
    else:
        options = _places(scene, workout, card)
        asked = replace(context, situation="choice", shape=Shape.OPTION, options=options)
        chosen = _answer(scene, words, asked)
        if chosen not in {option.id for option in options}:
            return None
        argument = str(chosen)
    return OnCard(workout.day, card, CardVerb.HURTS, str(exercise), argument)


def _answer(scene: Scene, words: str, asked: Context) -> object:
    """Return the value of the one answer in the words; None where there is none or more."""
    understanding = scene.deps.understander(scene.person.language).understand(
        words, replace(asked, card=None)
    )
    if understanding.asks_back is not None or len(understanding.acts) != 1:
        return None
    [act] = understanding.acts
    return act.get("value") if act.name == "answer" else None


def _places(scene: Scene, workout: Workout, card: int) -> tuple[Option, ...]:
    """Return the places that the card offers, each with its number on the figure."""
    texts = scene.catalog.words.get(scene.person.language, {})
    exercise = scene.catalog.exercises[workout.routine.items[card].exercise]
    offered = [
        Option(str(region), str(texts.get(f"region.{region}", region)), (str(number),))
        for number, region in enumerate(places_of(exercise, scene.catalog.plan_rules), 1)
    ]
    return (*offered, Option(ELSEWHERE, str(texts.get("card.hurts.elsewhere", ELSEWHERE))))
