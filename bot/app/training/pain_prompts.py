"""Decide which moment of pain is worth a question: few, and never the same one twice."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app.context import Scene
from bot.domain.assessment.evidence import painful
from bot.domain.training.pain import morning_due, reports
from bot.domain.training.workout import Card, CardState, Workout

LATELY = timedelta(days=14)
FELT = 2
"""Pain from which it is worth asking about."""


async def morning_after(scene: Scene) -> date | None:
    """Return the session whose next morning is today and was not reported yet."""
    yesterday = await scene.store.workouts.find(scene.person.id, scene.today - timedelta(days=1))
    return yesterday.day if yesterday is not None and morning_due(yesterday) else None


async def worth_a_message(scene: Scene) -> bool:
    """Whether a question may be a message of its own: in the first two weeks, or while something
    hurts."""
    started = scene.person.started
    if not scene.person.preferences.reminders:
        return False
    return (started is not None and scene.today - started < LATELY) or await hurts_lately(scene)


async def hurts_lately(scene: Scene) -> bool:
    """Whether anything hurt in the last two weeks."""
    history = await scene.store.workouts.history(scene.person.id, scene.today - LATELY)
    left = any(card.state is CardState.HURT for workout in history for card in workout.cards)
    return left or any(pain >= FELT for _, pain in reports(history))


async def asks_before(scene: Scene, workout: Workout) -> bool:
    """Whether to ask for the level before this session: where something hurts."""
    if workout.begun or workout.pains.before is not None:
        return False
    return bool(painful(await scene.answers())) or await hurts_lately(scene)


async def waits_for_level(scene: Scene, workout: Workout) -> bool:
    """Whether that question may still be open: the session has begun and nothing of it was told."""
    untouched = all(card == Card() for card in workout.cards)
    asked = await asks_before(scene, replace(workout, begun=False))
    return workout.begun and untouched and asked
