"""Find which moments of pain are still to be asked about, and whether one is worth a question."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app.context import Context
from bot.domain.assessment.evidence import painful
from bot.domain.training.pain import morning_due
from bot.domain.training.pain_prompts import (
    LATELY,
    has_hurt,
    is_worth_a_message,
    may_wait_for_level,
)
from bot.domain.training.workout import Workout


async def morning_after(context: Context) -> date | None:
    """Return the session whose next morning is today and was not reported yet."""
    yesterday = await context.store.workouts.find(
        context.person.id, context.today - timedelta(days=1)
    )
    return yesterday.day if yesterday is not None and morning_due(yesterday) else None


async def worth_a_message(context: Context) -> bool:
    """Whether a question may be a message of its own: in the first two weeks, or while something
    hurts."""
    if not context.person.preferences.reminders:
        return False
    started, today = context.person.started, context.today
    early = is_worth_a_message(started, today, hurts=False)
    return early or is_worth_a_message(started, today, hurts=await hurts_lately(context))


async def hurts_lately(context: Context) -> bool:
    """Whether anything hurt in the last two weeks."""
    history = await context.store.workouts.history(context.person.id, context.today - LATELY)
    return has_hurt(history)


async def asks_before(context: Context, workout: Workout) -> bool:
    """Whether to ask for the level before this session: where something hurts."""
    if workout.begun or workout.pains.before is not None:
        return False
    return bool(painful(await context.answers())) or await hurts_lately(context)


async def waits_for_level(context: Context, workout: Workout) -> bool:
    """Whether that question may still be open: the session has begun and nothing of it was told."""
    return may_wait_for_level(workout) and await asks_before(context, replace(workout, begun=False))
