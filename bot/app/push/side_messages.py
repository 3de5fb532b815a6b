"""What a second stretch and a break from sitting say when they are due, or that none is sent.

They were asked for, so they do not count as a second message of the day; whoever does not answer
gets none.
"""

from dataclasses import replace

from bot.app.context import Context
from bot.app.training import routine
from bot.app.training.trainee import trainee
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.event import EventKind
from bot.domain.interlude import BREAKS_AT, UNANSWERED, may_stretch_again
from bot.domain.message_frequency import ASKING
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import BreakDue, StretchDue
from bot.domain.outcome.reply import Chatted
from bot.domain.tip import Moment, in_turn
from bot.domain.training.exercise import Phase
from bot.domain.training.plan import plan


async def outcome(context: Context, delivery: Delivery) -> Outcome | None:
    """Return what is to be said now; nothing to who is silent or has questions open."""
    chosen = context.person.preferences
    wanted = {
        DeliveryKind.STRETCH: chosen.second_stretch,
        DeliveryKind.BREAK: chosen.movement_breaks,
    }[delivery.kind]
    if not wanted or await _silent(context) or await routine.barred(context):
        return None
    return (
        await _stretch(context) if delivery.kind is DeliveryKind.STRETCH else await _break(context)
    )


async def stretched(context: Context) -> list[Outcome]:
    """Log that the second stretch was done."""
    await context.log(EventKind.STRETCHED)
    return [Chatted("stretched")]


async def _silent(context: Context) -> bool:
    unanswered = await context.store.deliveries.unanswered([context.person.id], ASKING)
    return context.person.id in unanswered and unanswered[context.person.id].count > UNANSWERED


async def _stretch(context: Context) -> StretchDue | None:
    """Return the first stretch of today's routine, or of the one that would be planned; none on a
    day of rest."""
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is not None and not may_stretch_again(workout):
        return None
    if workout is None:
        who = await trainee(context)
        planned = None if who is None else plan(who, context.today, context.catalog)
    else:
        planned = workout.routine
    items = () if planned is None else planned.items
    stretch = next((item for item in items if item.phase is Phase.LENGTHEN), None)
    if stretch is None:
        return None
    return StretchDue(replace(stretch, contract=False))  # the second one is slow and simple


async def _break(context: Context) -> BreakDue | None:
    half = sum(context.now.astimezone(context.zone).time() >= at for at in BREAKS_AT)
    turn = context.today.toordinal() * len(BREAKS_AT) + half
    break_tip = in_turn(context.catalog.tips.values(), Moment.BREAK, await context.answers(), turn)
    return None if break_tip is None else BreakDue(break_tip)
