"""Lock the plan until a clinician has checked, lift it again, and promise the question."""

from bot.app.context import Context
from bot.app.person.schedule import birthday, promise_of, replan, usual_time
from bot.db.promises import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId
from bot.domain.intent import Back
from bot.domain.person import Lock
from bot.domain.safety.clearance import days_until_asked, may_be_a_slip
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import Screening
from bot.domain.talk.answers import Answers


async def lock_if_urgent(context: Context) -> bool:
    """Lock as soon as an answer needs help now, before the last question; return whether that is
    new."""
    screening = await context.screening()
    lock = context.person.lock
    if screening.refer is not Refer.URGENT or (lock is not None and lock.refer is Refer.URGENT):
        return False
    await lock_if_needed(context, screening)
    lock = context.person.lock
    return lock is not None and lock.refer is Refer.URGENT


async def lock_if_needed(context: Context, screening: Screening) -> None:
    """Lock the plan while a flag stands that no clinician has cleared."""
    waiting = Screening(tuple(f for f in screening.flags if f.id not in context.person.cleared))
    if waiting.refer is Refer.NONE:
        return
    reasons = tuple(f.id for f in waiting.reasons)
    await context.keep(lock=Lock(waiting.refer, reasons, context.now))
    await locked(context)
    await context.log(EventKind.LOCKED, {"refer": str(waiting.refer)})


async def tell_anew(context: Context, answers: Answers) -> None:
    """Count an urgent sign that is told again as new, whatever a clinician said of the last one."""
    told_again = {
        flag.id
        for flag in context.catalog.flags.values()
        if flag.refer is Refer.URGENT and flag.when.holds(answers)
    }
    if told_again & context.person.cleared:
        await context.keep(cleared=context.person.cleared - told_again)


async def lift_if_withdrawn(context: Context, question: QuestionId) -> bool:
    """Lift a lock whose question was answered anew, and otherwise, soon after; return whether.

    A warning sign that was told in words is not taken back by a tap.
    """
    lock = context.person.lock
    if lock is None or not lock.flags or not may_be_a_slip(lock.since, context.now):
        return False
    locks = [event for event in await context.events() if event.kind is EventKind.LOCKED]
    asked = all(question in context.catalog.flags[id].when.questions for id in lock.flags)
    raised = {flag.id for flag in (await context.screening()).flags}
    if not asked or not locks or "flag" in locks[-1].detail or raised & {*lock.flags}:
        return False
    await context.keep(lock=None)
    if context.person.preferences.push_at is not None:
        await replan(context)
    return True


async def slip_of(context: Context) -> Back | None:
    """Return the way back to the answer that caused an urgent lock, as long as it may have been a
    slip; a sign that was told in words is not taken back by a tap."""
    lock = context.person.lock
    if lock is None or lock.refer is not Refer.URGENT or not may_be_a_slip(lock.since, context.now):
        return None
    locks = [event for event in await context.events() if event.kind is EventKind.LOCKED]
    screen = await context.open_screen()
    told_in_words = not locks or "flag" in locks[-1].detail
    return None if screen is None or told_in_words else Back(screen.id)


async def locked(context: Context) -> None:
    """Close all promised messages after a lock and promise the question about a clinician."""
    await context.store.deliveries.close(context.person.id)
    lock = context.person.lock
    if lock is not None and lock.refer is Refer.CLINICIAN_FIRST:
        promise = await birthday(context) or next_clearance(context, 0)
        await context.store.deliveries.promise_all([promise] if promise else [])


def next_clearance(context: Context, asked: int) -> Promise | None:
    """Return the next question whether a clinician has checked; it is asked twice at most.

    Args:
        asked: how often it was asked since the lock.
    """
    person = context.person
    wait = days_until_asked(asked)
    if person.lock is None or wait is None or person.preferences.zone is None:
        return None
    due = usual_time(context, context.today + wait)
    return promise_of(
        context, DeliveryKind.CLEARANCE, f"{asked + 1}:{person.lock.since:%Y%m%d}", due
    )
