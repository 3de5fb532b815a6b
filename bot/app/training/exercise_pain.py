"""Ask where and how much an exercise hurts, and keep what is told."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.training.routine import save
from bot.domain.errors import NotAnOption
from bot.domain.ids import Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import CardPain, CardShown
from bot.domain.training.pain import during_exercise
from bot.domain.training.pain_in_session import places_of, worst_of
from bot.domain.training.workout import Workout

ELSEWHERE = "elsewhere"
"""In a button, a place that is not offered."""
SHARP = "sharp"
HIGH = "high"
"""In a button, in place of the level: one of the higher numbers."""


async def ask(context: Context, workout: Workout, card: int, argument: str) -> list[Outcome]:
    """Ask where and how much, one after the other; keep the level and say what follows.

    Args:
        argument: what was told so far, as "", "knee", "knee.high", "knee.5" or "knee.5.sharp".

    Raises:
        NotAnOption: nobody offered that.
    """
    exercise = context.catalog.exercises[workout.routine.items[card].exercise]
    pain = CardPain(places_of(exercise, context.catalog.plan_rules))
    place, _, rest = argument.partition(".")
    if not place:
        return await _asked(context, workout, card, pain)
    if place != ELSEWHERE and place not in context.catalog.plan_rules.areas:
        raise NotAnOption()
    pain = replace(pain, region=Region(place))
    level, _, sharp = rest.partition(".")
    if level in ("", HIGH):
        return await _asked(context, workout, card, replace(pain, high=level == HIGH))
    if not level.isdecimal() or int(level) > 10:
        raise NotAnOption()
    pain = replace(
        pain,
        level=int(level),
        sharp=sharp == SHARP,
        colour=during_exercise(
            int(level), exercise.phase, workout.pains.before or 0, sharp=sharp == SHARP
        ),
    )
    noted = _noted(workout, card, pain)
    await save(context, noted)
    return [CardShown(noted, card, hurts=pain)]


async def withdraw(context: Context, workout: Workout, card: int) -> Workout:
    """Stop waiting for a place or a level: something else was done with that card."""
    if workout.cards[card].pain_asked is None:
        return workout
    changed = workout.noted(card, pain_asked=None)
    await save(context, changed)
    return changed


async def _asked(context: Context, workout: Workout, card: int, pain: CardPain) -> list[Outcome]:
    """Ask for what is missing, and remember it: the answer may be typed."""
    asked = workout.noted(card, pain_asked=str(pain.region or ""))
    if asked != workout:
        await save(context, asked)
    return [CardShown(asked, card, hurts=pain)]


def _noted(workout: Workout, card: int, pain: CardPain) -> Workout:
    """Return the workout with the pain kept beside its exercise, and the worst of the session."""
    region = None if pain.region == ELSEWHERE else pain.region
    assert pain.level is not None
    pains = worst_of(workout.pains, pain.level, region, sharp=pain.sharp)
    changed = replace(workout, pains=pains)
    return changed.noted(card, pain=pain.level, region=region, pain_asked=None)
