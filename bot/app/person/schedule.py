"""Promise and close the messages of one person: routine, nudge, check-in, timer, birthday."""

from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, time, timedelta

from bot.app.context import Context
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.interlude import INTERLUDES, next_interludes
from bot.domain.message_frequency import (
    CHECKIN_WEEKS,
    DAY_KINDS,
    NUDGE_WEEKS,
    OWED,
    Silence,
    after_silence,
    message_days,
    occasion,
    put_off,
    routine_days,
    week,
)
from bot.domain.message_times import (
    CHECKIN_AFTER,
    FREE_AT,
    NUDGE_AFTER,
    SOMEWHERE_AWAKE,
    is_evening_after,
)
from bot.domain.quiet_hours import wants_beside
from bot.domain.schedule import instant, local_day, next_due
from bot.domain.snapshot import SideMessage
from bot.domain.training.workout import WorkoutState

BESIDE = (DeliveryKind.CHECKIN, DeliveryKind.NUDGE, DeliveryKind.MORNING)
"""What comes beside a day's own message."""
DAILY = (*DAY_KINDS, *BESIDE)
"""What one answer about a day settles."""


def promise_of(context: Context, kind: DeliveryKind, slot: str, due: datetime) -> Promise:
    """Return a promise of one message with the expiry and priority of its kind."""
    rule = context.catalog.deliveries[kind]
    due = due.astimezone(UTC)
    return Promise(context.person.id, kind, slot, due, due + rule.expires, rule.priority)


async def replan(context: Context) -> datetime | None:
    """Close all promised messages and promise the next one anew; return its moment, if any."""
    await context.store.deliveries.close(context.person.id)
    await promise_side_messages(context)
    coming = await birthday(context)
    await context.store.deliveries.promise_all([coming] if coming else [])
    return await promise_routine(context)


async def promise_routine(context: Context, about: DeliveryKind | None = None) -> datetime | None:
    """Promise the next daily message on the person's days and at their time: from now, or from
    tomorrow if today had its message or its answer. Who trained before the weekly review still gets
    the review.

    Args:
        about: what is owed, for where the day has no occasion of its own.
    """
    promise = next_message(context, await _free_from(context))
    if promise is None:
        return None
    if about is not None and promise.kind is DeliveryKind.ROUTINE:
        promise = promise_of(context, about, promise.slot, promise.due)
    await context.store.deliveries.promise_all([promise])
    return promise.due


def next_message(
    context: Context, after: datetime | None = None, silence: Silence | None = None
) -> Promise | None:
    """Return the first daily message after a moment (now), on the person's days and at their time.

    Args:
        silence: what was sent since the last sign of life.
    """
    person = context.person
    chosen = person.preferences
    days = message_days(person)
    if (
        not person.consented
        or person.lock is not None
        or person.stopped
        or not person.reachable
        or chosen.push_at is None
        or chosen.zone is None
        or not days
    ):
        return None
    start, kind = after or context.now, None
    if silence is not None:
        kind, first = after_silence(silence)
        start = max(start, _before(context, first))
    if person.paused_until is not None:
        if person.paused_until.year == 9999:
            return None
        start, kind = max(start, _before(context, person.paused_until)), None
    day, due = next_due(start, context.zone, chosen.push_at, days)
    return promise_of(context, kind or occasion(person, day), day.isoformat(), due)


async def _free_from(context: Context) -> datetime:
    today = context.today
    workout = await context.store.workouts.find(context.person.id, today)
    touched = workout is not None and workout.state is not WorkoutState.PLANNED
    still_to_review = occasion(context.person, today) is DeliveryKind.REVIEW
    over = (
        (touched and not still_to_review)
        or await context.store.deliveries.sent_on(context.person.id, DAY_KINDS, today.isoformat())
        or await context.unexplained() is not None
    )
    return after_day(context, today) if over else context.now


def after_day(context: Context, day: date) -> datetime:
    """Return the last moment of a local day."""
    return _before(context, day + timedelta(days=1))


def is_evening_of(context: Context, day: date) -> bool:
    """Whether a day is over for less than an hour: its message still comes and can be begun."""
    return is_evening_after(after_day(context, day), context.now)


def _before(context: Context, day: date) -> datetime:
    """Return the last moment before a local day."""
    return instant(day, time(0), context.zone) - timedelta(microseconds=1)


def next_nudge(context: Context, day: date) -> Promise | None:
    """Return the reminder that replaces an unanswered routine some hours later, in the first
    weeks."""
    if week(context.person, day) > NUDGE_WEEKS:
        return None
    return _beside(context, DeliveryKind.NUDGE, day, context.now + NUDGE_AFTER)


async def promise_checkin(context: Context, day: date) -> None:
    """Promise a check-in some hours after a routine was begun, in the first weeks; later it is part
    of the next routine."""
    if week(context.person, day) > CHECKIN_WEEKS:
        return
    promise = _beside(context, DeliveryKind.CHECKIN, day, context.now + CHECKIN_AFTER)
    await context.store.deliveries.promise_all([promise] if promise else [])


async def promise_morning(context: Context, day: date) -> None:
    """Promise a question about the pain of that morning, where the day has no message of its
    own."""
    person = context.person
    at = person.preferences.push_at
    if at is None or day.weekday() in message_days(person) or person.paused_until is not None:
        return
    promise = _beside(context, DeliveryKind.MORNING, day, instant(day, at, context.zone))
    await context.store.deliveries.promise_all([promise] if promise else [])


def usual_time(context: Context, day: date) -> datetime:
    """Return the person's own time on a local day."""
    return instant(day, context.person.preferences.push_at or FREE_AT, context.zone)


async def postpone(context: Context, due: datetime) -> None:
    """Move the day's message to another moment; what it is about moves along."""
    day = local_day(due, context.zone)
    kind = await occasion_put_off(context, day)
    await context.store.deliveries.close(context.person.id, DAILY)
    again = promise_of(context, kind, day.isoformat(), due)
    await context.store.deliveries.promise_all([again], again=True)


async def settle(context: Context) -> None:
    """Close everything that is pending for the day after an answer. The next routine stays, and so
    does a review or re-test that is owed since an earlier day."""
    about = owed_since(context, await next_of_day(context))
    await context.store.deliveries.close(context.person.id, DAILY)
    await promise_routine(context, about)


async def awake(context: Context) -> None:
    """Any activity cancels re-engagement messages: the routine comes as usual again."""
    waiting = await next_of_day(context)
    if waiting is None or waiting.kind in (DeliveryKind.SILENCE, DeliveryKind.FAREWELL):
        await context.store.deliveries.close(context.person.id, DAY_KINDS)
        await promise_routine(context)


async def rearm(context: Context, beside: Iterable[SideMessage]) -> None:
    """Promise again what had been closed and is still to come."""
    await context.store.deliveries.promise_all(
        [
            promise_of(context, one.kind, one.slot, one.due)
            for one in beside
            if one.due > context.now
        ]
    )


async def upcoming(context: Context) -> datetime | None:
    """Return when the person gets their next routine."""
    waiting = await next_of_day(context)
    if waiting is None or waiting.kind is not DeliveryKind.REVIEW:
        return None if waiting is None else waiting.due
    chosen, days = context.person.preferences, routine_days(context.person)
    if chosen.push_at is None or date.fromisoformat(waiting.slot).weekday() in days:
        return waiting.due
    return next_due(waiting.due, context.zone, chosen.push_at, days)[1]


def _beside(context: Context, kind: DeliveryKind, day: date, due: datetime) -> Promise | None:
    """Return a message beside the day's own, where the person wants such and never in the quiet
    hours."""
    return promise_of(context, kind, day.isoformat(), due) if wanted_beside(context, due) else None


def wanted_beside(context: Context, due: datetime) -> bool:
    """Whether the person wants a message beside the day's own at that moment."""
    return wants_beside(context.person.preferences, due, context.zone)


def timer(context: Context, slot: str, due: datetime) -> Promise:
    """Return the promise of a timer's next moment."""
    return promise_of(context, DeliveryKind.TIMER, slot, due)


async def birthday(context: Context) -> Promise | None:
    """Return the message of the day on which somebody locked for their age turns 18."""
    day = await context.day_of_age()
    if day is None:
        return None
    at = context.person.preferences.push_at or SOMEWHERE_AWAKE
    due: datetime = max(instant(day, at, context.zone), context.now)
    return promise_of(context, DeliveryKind.BIRTHDAY, day.isoformat(), due)


async def next_of_day(context: Context) -> Delivery | None:
    """Return the next daily message that is promised."""
    open_deliveries = await context.store.deliveries.open_of(context.person.id)
    return next((one for one in open_deliveries if one.kind in DAY_KINDS), None)


def owed_since(context: Context, waits: Delivery | None) -> DeliveryKind | None:
    """Return what that message is about since an earlier day, if so."""
    if waits is None or waits.kind not in OWED:
        return None
    usual = occasion(context.person, date.fromisoformat(waits.slot))
    return None if usual is waits.kind else waits.kind


async def occasion_put_off(context: Context, day: date) -> DeliveryKind:
    """Return what the next message is about when it comes on that day."""
    waits = await next_of_day(context)
    owed = owed_since(context, waits)
    if owed is not None:
        return owed
    sent = await context.store.deliveries.sent_on(context.person.id, DAY_KINDS, day.isoformat())
    if sent is not None:
        return DeliveryKind.ROUTINE
    return put_off(context.person, day if waits is None else date.fromisoformat(waits.slot), day)


def next_side_messages(
    context: Context, after: datetime, kinds: Collection[DeliveryKind] = INTERLUDES
) -> list[Promise]:
    """Return the next interludes after a moment; none for who gets no messages."""
    person = context.person
    if (
        not person.consented
        or person.lock is not None
        or person.stopped
        or not person.reachable
        or person.paused_until is not None
        or person.preferences.zone is None
    ):
        return []
    return [
        promise_of(context, one.kind, one.slot, one.due)
        for one in next_interludes(person.preferences, after, context.zone)
        if one.kind in kinds
    ]


async def promise_side_messages(context: Context) -> None:
    """Close the promised interludes and promise those that are wanted now."""
    await context.store.deliveries.close(context.person.id, INTERLUDES)
    await context.store.deliveries.promise_all(next_side_messages(context, context.now), again=True)
