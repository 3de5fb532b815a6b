"""What is shown to somebody who comes back: consent, a question, a lock, a workout, a greeting."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import COMPLAINT, SAFETY, SETUP, Context
from bot.app.person import restrictions, schedule
from bot.app.training import routine
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Resumed
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.talk import Asking, Greeted, Welcomed
from bot.domain.safety.flag import Refer

CONSENT_VERSION = "1"
"""Version of the words people agree to; a new meaning is a new version."""


async def present(context: Context) -> list[Outcome]:
    """Show what is open: consent, a question, a lock, a workout, or nothing."""
    if not context.person.consented:
        return [Welcomed(CONSENT_VERSION)]
    if _pause_is_over(context):
        await context.keep(paused_until=None)
    opened = await dialogues.current(context)
    lock = context.person.lock
    if opened is not None and opened.script.id == SAFETY and lock is not None:
        referred = Referred(await context.standing(), locked_before=True)
        return [referred] if lock.refer is Refer.URGENT else [referred, Asking(opened)]
    if opened is not None:
        return [Asking(opened)]
    if await restrictions.has_come_of_age(context):
        return await dialogues.begin(context, SAFETY)
    if context.person.lock is not None:
        return [Referred(await context.standing(), locked_before=True)]
    if await context.store.profiles.latest(context.person.id) is None:
        return await begin_talk(context)
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is not None and workout.ending is None:
        return await routine.show(context, asked=True)
    if context.person.preferences.push_at is None:
        return await dialogues.begin(context, SETUP)
    return [Greeted(context.person, await schedule.upcoming(context))]


async def present_again(context: Context) -> list[Outcome]:
    """Show what is open to an update that was handled before: a pause that is over stays stored."""
    if _pause_is_over(context):
        context.person = replace(context.person, paused_until=None)
    return await present(context)


def _pause_is_over(context: Context) -> bool:
    until = context.person.paused_until
    return until is not None and until <= context.today


async def begin_talk(context: Context) -> list[Outcome]:
    """Ask what brings them here, or the safety questions where that was told."""
    complaint = await context.store.dialogues.answers(context.person.id, [COMPLAINT])
    return await dialogues.begin(context, SAFETY if complaint else COMPLAINT)


async def end_pause(context: Context) -> list[Outcome]:
    """End a pause and schedule messages again."""
    if context.person.paused_until is not None:
        await context.log(EventKind.RESUMED)
    await context.keep(paused_until=None, stopped=False)
    due = await schedule.replan(context)
    if due is None:
        return await present(context)
    return [Resumed(due, str(context.zone))]
