"""Take back what a message changed, if nothing else has happened since."""

from datetime import UTC, datetime

from bot.app import dialogues
from bot.app.context import CHECKIN, Context
from bot.app.person import schedule
from bot.app.training import routine
from bot.app.training.routine import barred, show
from bot.db.undos import digest
from bot.domain.expiry import may_be_undone
from bot.domain.message_frequency import DAY_KINDS
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Stale, Undone
from bot.domain.snapshot import SideMessage, Snapshot
from bot.domain.training.pain_details import PAIN_DETAILS
from bot.domain.training.workout import WorkoutState


async def standing(context: Context, like: Snapshot | None = None) -> Snapshot:
    """Return the present state, for comparing and undoing.

    Args:
        like: an earlier state, to look at the same days.
    """
    latest = None if like else await routine.latest(context)
    days = like.days if like else tuple({context.today, latest.day if latest else context.today})
    promised = await context.store.deliveries.open_of(context.person.id)
    next_up = next((one for one in promised if one.kind in DAY_KINDS), None)
    return Snapshot(
        preferences=context.person.preferences,
        started=context.person.started,
        paused_until=context.person.paused_until,
        stopped=context.person.stopped,
        due=None if next_up is None else next_up.due,
        days=days,
        language=context.person.language,
        workouts=tuple([await context.store.workouts.find(context.person.id, day) for day in days]),
        beside=tuple(
            SideMessage(one.kind, one.slot, one.due)
            for one in promised
            if one.kind in schedule.BESIDE
        ),
    )


async def remember(context: Context, before: Snapshot) -> int | None:
    """Keep the state before a change; return the token of the undo button."""
    after = await standing(context, before)
    if after == before or context.person.lock is not None:
        return None
    return await context.store.undos.keep(context.person.id, before, after, context.now)


async def undo(context: Context, token: int | None = None) -> list[Outcome]:
    """Restore the state before the last message; a button only works for its own change."""
    kept = await context.store.undos.find(context.person.id)
    if kept is None or token not in (None, kept.token):
        return [Stale()]
    before = kept.before
    changed = datetime.fromtimestamp(kept.token / 1000, UTC)
    if (
        not may_be_undone(changed, context.now)
        or digest(await standing(context, before)) != kept.after
        or context.person.lock is not None
    ):
        return [Stale()]
    await context.keep(
        preferences=before.preferences,
        started=before.started,
        paused_until=before.paused_until,
        stopped=before.stopped,
        language=before.language or context.person.language,
    )
    for day, workout in zip(before.days, before.workouts, strict=True):
        if workout is None:
            await context.store.workouts.remove(context.person.id, day)
        else:
            await context.store.workouts.save(context.person.id, workout)
    for script in (CHECKIN, PAIN_DETAILS):
        await dialogues.drop(context, script)
    due = await schedule.replan(context)
    if before.due is not None and due != before.due and before.due > context.now:
        await schedule.postpone(context, before.due)
    await schedule.rearm(context, before.beside)
    await context.store.undos.drop(context.person.id)
    return [Undone(), *await _open_routine(context)]


async def _open_routine(context: Context) -> list[Outcome]:
    """Show today's routine, if it is open again."""
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is None or workout.state is WorkoutState.ENDED or await barred(context):
        return []
    return await show(context, asked=True)
