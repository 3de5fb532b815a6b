"""Find which moments of pain are still to be asked about, and whether one is worth a question."""

from datetime import timedelta

from bot.app.context import Context
from bot.app.training.coming_back import after_long_break
from bot.domain.assessment.evidence import painful
from bot.domain.complaint import NOWHERE
from bot.domain.ids import Region
from bot.domain.outcome.reported import PainAsked
from bot.domain.training.pain import morning_due
from bot.domain.training.pain_prompts import (
    LATELY,
    has_hurt,
    is_worth_a_message,
    may_wait_for_level,
)
from bot.domain.training.sore_places import ASKED_FOR, SorePlace, next_asked, sore_places
from bot.domain.training.workout import PainMoment, Workout


async def morning_after(context: Context) -> PainAsked | None:
    """Return the question about this morning, after a session that may be felt the next day and
    was not reported yet."""
    day = context.today - timedelta(days=1)
    yesterday = await context.store.workouts.find(context.person.id, day)
    if yesterday is None or not morning_due(yesterday):
        return None
    known = await places(context)
    only = known[0].region if len(known) == 1 else None
    return PainAsked(day, PainMoment.MORNING, place=yesterday.pains.region or only)


async def with_routine(context: Context, workout: Workout) -> PainAsked | None:
    """Return the pain that is asked about with a routine: of a place that may be worked again, or
    after a long break; else of the morning, unless today's level was told already."""
    known = workout.pains.before is not None
    asked = next_asked(await places(context), workout)
    if asked is None or workout.begun:
        return None if known else await morning_after(context)
    if asked.may_return(workout.day) or (not known and await after_long_break(context)):
        return _of_place(workout, asked)
    return None if known else await morning_after(context)


async def places(context: Context) -> tuple[SorePlace, ...]:
    """Return the places that are asked about by name: those that hurt too much lately, then the
    one that hurt from the beginning; where several did, it is asked where it is worst."""
    history = await context.store.workouts.history(context.person.id, context.today - ASKED_FOR)
    lately = sore_places(history, context.today)
    usual = painful(await context.answers()) - {Region(NOWHERE), *(one.region for one in lately)}
    return (*lately, *map(SorePlace, usual)) if len(usual) == 1 else lately


def _of_place(workout: Workout, asked: SorePlace) -> PainAsked:
    hurt_on = asked.hurt_on if asked.may_return(workout.day) else None
    return PainAsked(workout.day, PainMoment.BEFORE, place=asked.region, hurt_on=hurt_on)


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


async def before_session(context: Context, workout: Workout) -> PainAsked | None:
    """Return what is asked before a session, place after place; None where nothing hurts, or all
    was told."""
    known = await places(context)
    if (asked := next_asked(known, workout)) is not None:
        generally = workout.pains.before is not None and not workout.pains.places
        return None if generally and asked.hurt_on is None else _of_place(workout, asked)
    if known or workout.pains.before is not None:
        return None
    hurts = bool(painful(await context.answers())) or await hurts_lately(context)
    return PainAsked(workout.day, PainMoment.BEFORE) if hurts else None


async def waits_for_level(context: Context, workout: Workout) -> PainAsked | None:
    """Return the question that may still be open: the session has begun and no card is settled."""
    return await before_session(context, workout) if may_wait_for_level(workout) else None
