"""When the first exercise is offered, put off or over, and what typed words at it mean."""

from collections.abc import Sequence

from bot.app import dialogues
from bot.app.context import SETUP, Scene
from bot.app.training import routine
from bot.domain.acts import Act
from bot.domain.intent import CardVerb, Intent, OnCard, OnRoutine, RoutineVerb
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import FirstEnding, FirstExercise, FirstExerciseEnded
from bot.domain.training.first_exercise import first_exercise
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


async def offer(scene: Scene) -> list[Outcome]:
    """Plan the first exercise and show it; nothing where every gentle one is closed.

    Somebody with an earlier workout needs no introduction.
    """
    if await scene.store.workouts.history(scene.person.id, scene.today - routine.REMEMBERED):
        return []
    who = await routine.trainee(scene)
    place = await routine.place_told(scene)
    planned = None if who is None else first_exercise(who, place, scene.today, scene.catalog)
    if planned is None:
        return []
    workout = Workout.of(planned)
    await routine.save(scene, workout)
    return [FirstExercise(workout, place)]


async def put_off(scene: Scene) -> list[Outcome]:
    """Later: it stays under /today, and the set-up goes on."""
    return [FirstExerciseEnded(FirstEnding.LATER), *await dialogues.begin(scene, SETUP)]


async def follow(scene: Scene, workout: Workout) -> list[Outcome]:
    """Say a word about the one exercise that was tried, and go on with the set-up."""
    hurt = any(card.state is CardState.HURT for card in workout.cards)
    how = FirstEnding.HURT if hurt else FirstEnding.DONE if workout.done else FirstEnding.LATER
    ended: list[Outcome] = [FirstExerciseEnded(how)]
    if scene.person.preferences.push_at is not None:
        return ended
    return [*ended, *await dialogues.begin(scene, SETUP)]
