"""Promised messages: made in the transaction that ends the last, moved when the person says so."""

from datetime import UTC, datetime, time, timedelta

from bot.app.scene import Scene
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.schedule import instant, next_due

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
    """Promise the first routine after a moment (now), on the person's days, at their time."""
    promise = next_routine(scene, after)
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


def next_checkin(scene: Scene, slot: str) -> Promise | None:
    """A check-in some hours after the routine, unless it would fall into the quiet hours."""
    due = scene.now + CHECKIN_AFTER
    chosen = scene.person.preferences
    at = due.astimezone(scene.zone).time()
    if not chosen.reminders or _quiet(at, chosen.quiet_from, chosen.quiet_to):
        return None
    return _promise(scene, DeliveryKind.CHECKIN, slot, due)


async def postpone(scene: Scene, slot: str, due: datetime) -> None:
    """The same routine again at another moment: the same row, armed once more."""
    await scene.store.deliveries.close(scene.person.id, DAILY)
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
