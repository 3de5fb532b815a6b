"""Whether a place that hurts never hurt before, so that it is asked what may come with it."""

from dataclasses import replace

from bot.app.context import Context
from bot.domain.assessment.evidence import painful
from bot.domain.complaint import side_of
from bot.domain.ids import QuestionId, Region
from bot.domain.talk.answers import Value
from bot.domain.training.pain_details import PAIN_DETAILS, WHERE, hurt_before, noted_answers_of
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import Report, Workout


async def answers(
    context: Context, workout: Workout, pain: Report, card: int | None = None
) -> dict[QuestionId, Value] | None:
    """Return what is known of a pain at a new place, its number being told: the rest is asked; None
    where the place is known or was not told.

    Args:
        card: where it was told; what was told there does not make the place known.
    """
    if pain.region is None or not await _is_new(context, workout, pain.region, card):
        return None
    if pain.side is None:
        pain = replace(pain, side=side_of(await context.complaint(), pain.region))
    return noted_answers_of(pain)


async def _is_new(context: Context, workout: Workout, place: Region, card: int | None) -> bool:
    person = context.person.id
    history = await context.store.workouts.history(person, context.today - REMEMBERED)
    earlier = [known for known in history if known.day != workout.day]
    if hurt_before(place, painful(await context.answers()), earlier):
        return False
    if any(n != card and other.region == place for n, other in enumerate(workout.cards)):
        return False
    asked = await context.store.dialogues.runs(person, [PAIN_DETAILS])
    return all(answered.get(WHERE) != place for _, answered in asked)
