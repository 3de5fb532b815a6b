"""What is sent when a promised message is due: the routine, a question in its place, or nothing."""

from dataclasses import replace
from datetime import date

from bot.app.context import Context
from bot.app.person import restrictions
from bot.app.person.schedule import after_day, is_evening_of
from bot.app.push import side_messages
from bot.app.training import pain_prompts, retest, review, routine, timer
from bot.db.store import Store
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import LATE, Delivery
from bot.domain.event import EventKind
from bot.domain.message_frequency import DAY_KINDS
from bot.domain.operator_alarm import Alarm
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import CameOfAge, ClearanceDue, FlagHeard
from bot.domain.outcome.operator import AlarmRaised
from bot.domain.outcome.pushed import CheckinDue, Farewell, NudgeDue, ReviewDue, SilenceAsked
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.unanswered_signs import comes_again
from bot.domain.training.retest import IN_A_REVIEW
from bot.domain.training.workout import Workout, WorkoutState


async def outcome(context: Context, delivery: Delivery) -> Outcome | None:
    """Return what is to be said now; None when there is nothing (a rest day, answered
    meanwhile)."""
    person = context.person
    if delivery.kind is DeliveryKind.ALARM:
        return AlarmRaised(Alarm(delivery.slot.partition(":")[0]))
    if person.stopped or not person.reachable:
        return None
    if delivery.kind is DeliveryKind.CLEARANCE:
        asked = person.lock is not None and person.lock.refer is Refer.CLINICIAN_FIRST
        return ClearanceDue() if asked else None
    if delivery.kind is DeliveryKind.BIRTHDAY:
        return CameOfAge() if await restrictions.has_come_of_age(context) else None
    if person.lock is not None:
        return None
    if (flag := await context.unexplained()) is not None:
        return await _asked_again(context, flag, delivery)
    match delivery.kind:
        case DeliveryKind.SILENCE:
            return SilenceAsked(person)
        case DeliveryKind.FAREWELL:
            return Farewell()
        case DeliveryKind.TIMER:
            return await timer.ring(context, delivery)
        case DeliveryKind.STRETCH | DeliveryKind.BREAK:
            return await side_messages.outcome(context, delivery)
        case DeliveryKind.NUDGE | DeliveryKind.CHECKIN | DeliveryKind.MORNING:
            return await _beside(context, delivery.kind, date.fromisoformat(delivery.slot))
        case _:
            return await _of_day(context, delivery)


async def _asked_again(context: Context, flag: Flag, delivery: Delivery) -> Outcome | None:
    """Return the question about a warning sign in place of the routine, where it comes again."""
    days, times = await context.days_unexplained(), await context.times_asked_again()
    again = comes_again(days, times, crisis=flag.is_crisis)
    if delivery.kind not in DAY_KINDS or not again:
        return None
    await context.log(EventKind.RED_FLAG_ASKED, {"flag": str(flag.id)})
    return FlagHeard(flag, consented=True, again=True)


async def replaced(store: Store, delivery: Delivery) -> int | None:
    """Return the unanswered message that a nudge replaces."""
    if delivery.kind is not DeliveryKind.NUDGE:
        return None
    sent = await store.deliveries.sent_on(delivery.person, DAY_KINDS, delivery.slot)
    return None if sent is None else sent.message_id


async def _of_day(context: Context, delivery: Delivery) -> Outcome | None:
    """Return the one message of a day: the routine, and what else the day calls for."""
    kind, day = delivery.kind, date.fromisoformat(delivery.slot)
    late = context.now - delivery.due
    if day != context.today:
        if not is_evening_of(context, day):
            return None
        context = Context(context.deps, context.store, context.person, after_day(context, day))
    if barred := await routine.barred(context):
        return barred[0]
    workout = await routine.workout_of(context, day)
    due = None
    if workout is not None and workout.cards and _untouched(workout):
        due = replace(await routine.routine_due(context, workout, asked=False), late=late > LATE)
    measure = None
    if kind is DeliveryKind.REASSESS:
        measure = await retest.due(context)
    if kind is DeliveryKind.REVIEW:
        measure = await retest.due(context, IN_A_REVIEW)  # said once, in the review that follows
        ahead = workout is not None and bool(workout.cards) and workout.ending is None
        looked_back = await review.of_week(context, measure=measure, ahead=ahead)
        return ReviewDue(looked_back, context.person, due, measure)
    if due is not None:
        return replace(due, welcome=kind is DeliveryKind.WELCOME_BACK, recheck=measure)
    if workout is not None and workout.cards:
        return None  # begun or answered meanwhile
    return await _morning(context)


async def _beside(context: Context, kind: DeliveryKind, day: date) -> Outcome | None:
    if kind is DeliveryKind.MORNING:
        return await _morning(context) if day == context.today else None
    workout = await context.store.workouts.find(context.person.id, day)
    if workout is None or workout.state is WorkoutState.ENDED:
        return None
    if kind is DeliveryKind.NUDGE:
        return NudgeDue(workout) if day == context.today and _untouched(workout) else None
    return CheckinDue(workout)


async def _morning(context: Context) -> Outcome | None:
    """Ask about the pain of a rest day's morning, after a session that may be felt the next day."""
    asked = await pain_prompts.morning_after(context)
    return asked if asked is not None and await pain_prompts.worth_a_message(context) else None


def _untouched(workout: Workout) -> bool:
    return workout.state is WorkoutState.PLANNED
