"""Promised messages: made in the transaction that ends the last, moved when the person says so."""

from datetime import UTC, date, datetime, time, timedelta

from bot.app.scene import Scene
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.schedule import instant, local_day, next_due

CHECKIN_AFTER = timedelta(hours=3)
"""The check-in follows the routine by this much, if nobody answered."""

DAILY = (DeliveryKind.ROUTINE, DeliveryKind.CHECKIN, DeliveryKind.NUDGE)
"""What one answer about a day settles."""


async def replan(scene: Scene) -> datetime | None:
    """Close what is promised and promise the next routine anew; its moment, None if there is
    none to promise."""
    await scene.store.deliveries.close(scene.person.id)
    return await promise_routine(scene)


async def promise_routine(scene: Scene, after: datetime | None = None) -> datetime | None:
    """Promise the first routine after a moment, on the person's days, at their time: from now, or
    from tomorrow if today had its message or its answer."""
    promise = next_routine(scene, after or await _free_from(scene))
    if promise is None:
        return None
    await scene.store.deliveries.promise_all([promise])
    return promise.due


def next_routine(scene: Scene, after: datetime | None = None) -> Promise | None:
    """The first routine after a moment (now), on the person's days, at their time."""
    person = scene.person
    chosen = person.preferences
    if (
        not person.consented
        or person.lock is not None
        or person.stopped
        or not person.reachable
        or chosen.push_at is None
        or chosen.zone is None
        or not chosen.days
    ):
        return None
    start = after or scene.now
    if person.paused_until is not None:
        if person.paused_until.year == 9999:
            return None
        midnight = instant(person.paused_until, time(0), scene.zone) - timedelta(microseconds=1)
        start = max(start, midnight)
    day, due = next_due(start, scene.zone, chosen.push_at, chosen.days)
    return _promise(scene, DeliveryKind.ROUTINE, day.isoformat(), due)


async def _free_from(scene: Scene) -> datetime:
    today = scene.today
    workout = await scene.store.workouts.find(scene.person.id, today)
    slot = today.isoformat()
    told = await scene.store.deliveries.find(scene.person.id, DeliveryKind.ROUTINE, slot)
    over = (
        (workout is not None and (workout.begun or workout.ending is not None))
        or (told is not None and told.state is DeliveryState.SENT)
        or await scene.unexplained() is not None
    )
    return after_day(scene, today) if over else scene.now


def after_day(scene: Scene, day: date) -> datetime:
    """The last moment of a local day."""
    tomorrow = instant(day + timedelta(days=1), time(0), scene.zone)
    return tomorrow - timedelta(microseconds=1)


def next_checkin(scene: Scene, slot: str) -> Promise | None:
    """A check-in some hours after the routine, unless it would fall into the quiet hours."""
    due = scene.now + CHECKIN_AFTER
    chosen = scene.person.preferences
    at = due.astimezone(scene.zone).time()
    if not chosen.reminders or _quiet(at, chosen.quiet_from, chosen.quiet_to):
        return None
    return _promise(scene, DeliveryKind.CHECKIN, slot, due)


async def postpone(scene: Scene, due: datetime) -> None:
    """The routine at another moment: today's row armed once more, or that of another day moved."""
    await scene.store.deliveries.close(scene.person.id, DAILY)
    slot = local_day(due, scene.zone).isoformat()
    again = _promise(scene, DeliveryKind.ROUTINE, slot, due)
    await scene.store.deliveries.promise_all([again], again=True)


async def settle(scene: Scene) -> None:
    """An answer closes everything that is pending for the day; the next routine stays."""
    await scene.store.deliveries.close(scene.person.id, DAILY)
    await promise_routine(scene)


async def upcoming(scene: Scene) -> datetime | None:
    """When the person hears from the bot next."""
    found = await scene.store.deliveries.upcoming(scene.person.id)
    return None if found is None else found.due


def _quiet(at: time, start: time, end: time) -> bool:
    return start <= at < end if start <= end else at >= start or at < end


def _promise(scene: Scene, kind: DeliveryKind, slot: str, due: datetime) -> Promise:
    rule = scene.catalog.deliveries[kind]
    due = due.astimezone(UTC)
    return Promise(scene.person.id, kind, slot, due, due + rule.expires, rule.priority)
