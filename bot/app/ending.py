"""What follows the last card of a workout: a milestone now and then, and how it felt."""

from bot.app.checkin import open_checkin
from bot.app.milestones import reached_with
from bot.app.scene import Scene
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import WorkoutEnded
from bot.domain.training.workout import Ending


async def followed(scene: Scene, outcomes: list[Outcome]) -> list[Outcome]:
    """Those of a card, and what comes after the last one of a workout."""
    match outcomes:
        case [WorkoutEnded(workout)] if workout.ending is not Ending.NONE:
            reached = await reached_with(scene, workout)
            return [*outcomes, *reached, *await open_checkin(scene, workout)]
        case _:
            return outcomes
