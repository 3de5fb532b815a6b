"""Read the level before a session where it is typed instead of tapped."""

from dataclasses import replace

from bot.app.context import Scene
from bot.app.situation import Standing
from bot.app.training import pain_prompts
from bot.domain.intent import OnPain
from bot.domain.training.workout import PainMoment
from bot.understanding.context import Shape

SKIP = "skip"
MOST = 5
"""A higher number may as well count repetitions: it is asked which was meant."""


async def level_before(scene: Scene, stand: Standing) -> OnPain | None:
    """Return the tap that typed words stand for; None where that question is not open."""
    workout = stand.workout
    if workout is None or not await pain_prompts.waits_for_level(scene, workout):
        return None
    asked = replace(stand.context, situation="scale", shape=Shape.LEVEL, low=0, high=10, card=None)
    found = scene.deps.understander(scene.person.language).understand(stand.words, asked)
    if found.asks_back is not None or len(found.acts) != 1:
        return None
    [act] = found.acts
    if act.name == "skip_question":
        return OnPain(workout.day, PainMoment.BEFORE, SKIP)
    level = act.get("value") if act.name == "answer" else None
    if not isinstance(level, int | float) or not 0 <= level <= MOST:
        return None
    return OnPain(workout.day, PainMoment.BEFORE, str(round(level)))
