"""When the first exercise is offered, put off or over, and what typed words at it mean."""

from collections.abc import Sequence

from bot.app import dialogues
from bot.app.context import SETUP, Context
from bot.app.training import routine
from bot.app.training.trainee import trainee
from bot.domain.acts import Act
from bot.domain.intent import CardVerb, Intent, OnCard, OnRoutine, RoutineVerb
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import FirstEnding, FirstExercise, FirstExerciseEnded
from bot.domain.training.first_exercise import first_exercise
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import CardState, Workout

VERBS = {
    "done": CardVerb.DONE,
    "card_done": CardVerb.DONE,
    "pain": CardVerb.HURTS,
    "card_hurts": CardVerb.HURTS,
}
PUT_OFF = frozenset(("later", "not_today", "card_skip", "card_stop", "skipped", "no"))
"""Acts that put the first exercise off."""


def intent_of(acts: Sequence[Act], workout: Workout) -> Intent | None:
    """Return the intent of the button for what was typed at the first exercise, if any."""
    exercise = str(workout.routine.items[0].exercise)
    for act in acts:
        if act.name in VERBS:
            return OnCard(workout.day, 0, VERBS[act.name], exercise)
        if act.name in PUT_OFF:
            return OnRoutine(workout.day, RoutineVerb.LATER)
    return None


async def offer(context: Context) -> list[Outcome]:
    """Plan the first exercise and show it; nothing where every gentle one is closed.

    Somebody with an earlier workout needs no introduction.
    """
    if await context.store.workouts.history(context.person.id, context.today - REMEMBERED):
        return []
    who = await trainee(context)
    place = await routine.place_told(context)
    planned = None if who is None else first_exercise(who, place, context.today, context.catalog)
    if planned is None:
        return []
    workout = Workout.of(planned)
    await routine.save(context, workout)
    return [FirstExercise(workout, place)]


async def put_off(context: Context) -> list[Outcome]:
    """Later: it stays under /today, and the set-up goes on."""
    return [FirstExerciseEnded(FirstEnding.LATER), *await dialogues.begin(context, SETUP)]


async def follow(context: Context, workout: Workout) -> list[Outcome]:
    """Say a word about the one exercise that was tried, and go on with the set-up."""
    hurt = any(card.state is CardState.HURT for card in workout.cards)
    how = FirstEnding.HURT if hurt else FirstEnding.DONE if workout.done else FirstEnding.LATER
    ended: list[Outcome] = [FirstExerciseEnded(how)]
    if context.person.preferences.push_at is not None:
        return ended
    return [*ended, *await dialogues.begin(context, SETUP)]
