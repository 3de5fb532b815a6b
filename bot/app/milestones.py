"""A word at a milestone: told once, of today's session, and not where something hurt."""

from bot.app import progress
from bot.app.routine import REMEMBERED
from bot.app.scene import Scene
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import MilestoneReached
from bot.domain.training.milestone import kept, milestone, reaches
from bot.domain.training.workout import CardState, Workout

REACHED = "milestone"
"""Kind of the event that remembers one."""


async def reached_with(scene: Scene, workout: Workout) -> list[Outcome]:
    """What was just reached with today's session, if anything."""
    hurt = any(card.state is CardState.HURT for card in workout.cards)
    if workout.day != scene.today or not workout.done or hurt:
        return []
    told = await scene.store.events.all(scene.person.id)
    day = workout.day.isoformat()
    if any(one.kind == REACHED and one.detail["day"] == day for one in told):
        return []
    history = await scene.store.workouts.history(scene.person.id, scene.today - REMEMBERED)
    sessions = sum(one.done > 0 for one in history)
    week = await progress.weeks(scene, most=1)
    if sessions > 1 and not (week and reaches(week[-1])):
        return []  # all the weeks are read only where they can matter
    weeks = await progress.weeks(scene)
    found = milestone(sessions, weeks)
    if found is None:
        return []
    await scene.store.events.add(
        scene.person.id, REACHED, {"what": str(found), "day": day}, scene.now
    )
    return [MilestoneReached(found, kept(weeks))]
