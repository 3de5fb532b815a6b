"""Take back what a message changed, if nothing else has happened since."""

from datetime import UTC, datetime

from bot.app import dialogues
from bot.app.context import Scene
from bot.app.person import schedule
from bot.app.training import routine
from bot.app.training.routine import barred, show
from bot.db.undos import digest
from bot.domain.expiry import may_be_undone
from bot.domain.message_frequency import DAY_KINDS
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Stale, Undone
from bot.domain.snapshot import SideMessage, Snapshot
from bot.domain.training.workout import WorkoutState


async def standing(scene: Scene, like: Snapshot | None = None) -> Snapshot:
    """Return the present state, for comparing and undoing.

    Args:
        like: an earlier state, to look at the same days.
    """
    latest = None if like else await routine.latest(scene)
    days = like.days if like else tuple({scene.today, latest.day if latest else scene.today})
    promised = await scene.store.deliveries.open_of(scene.person.id)
    next_up = next((one for one in promised if one.kind in DAY_KINDS), None)
    return Snapshot(
        preferences=scene.person.preferences,
        started=scene.person.started,
        paused_until=scene.person.paused_until,
        stopped=scene.person.stopped,
        due=None if next_up is None else next_up.due,
        days=days,
        workouts=tuple([await scene.store.workouts.find(scene.person.id, day) for day in days]),
        beside=tuple(
            SideMessage(one.kind, one.slot, one.due)
            for one in promised
            if one.kind in schedule.BESIDE
        ),
    )


async def remember(scene: Scene, before: Snapshot) -> int | None:
    """Keep the state before a change; return the token of the undo button."""
    after = await standing(scene, before)
    if after == before or scene.person.lock is not None:
        return None
    return await scene.store.undos.keep(scene.person.id, before, after, scene.now)


async def undo(scene: Scene, token: int | None = None) -> list[Outcome]:
    """Restore the state before the last message; a button only works for its own change."""
    kept = await scene.store.undos.find(scene.person.id)
    if kept is None or token not in (None, kept.token):
        return [Stale()]
    before = kept.before
    changed = datetime.fromtimestamp(kept.token / 1000, UTC)
    if (
        not may_be_undone(changed, scene.now)
        or digest(await standing(scene, before)) != kept.after
        or scene.person.lock is not None
    ):
        return [Stale()]
    await scene.keep(
        preferences=before.preferences,
        started=before.started,
        paused_until=before.paused_until,
        stopped=before.stopped,
    )
    for day, workout in zip(before.days, before.workouts, strict=True):
        if workout is None:
            await scene.store.workouts.remove(scene.person.id, day)
        else:
            await scene.store.workouts.save(scene.person.id, workout)
    await dialogues.drop_checkin(scene)
    due = await schedule.replan(scene)
    if before.due is not None and due != before.due and before.due > scene.now:
        await schedule.postpone(scene, before.due)
    await schedule.rearm(scene, before.beside)
    await scene.store.undos.drop(scene.person.id)
    return [Undone(), *await _open_routine(scene)]


async def _open_routine(scene: Scene) -> list[Outcome]:
    """Show today's routine, if it is open again."""
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is None or workout.state is WorkoutState.ENDED or await barred(scene):
        return []
    return await show(scene, asked=True)
