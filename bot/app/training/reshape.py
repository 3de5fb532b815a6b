"""Plan today's routine anew for other circumstances, or put another exercise in its place."""

from dataclasses import replace
from datetime import date

from bot.app.context import Context
from bot.app.person import schedule
from bot.app.training.routine import barred, of_day, routine_due, save, show
from bot.app.training.trainee import trainee
from bot.domain.catalog import DeliveryKind
from bot.domain.errors import NothingElse
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.workout import CardShown, Declined, WorkoutEnded
from bot.domain.training import substitution
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Circumstances, Routine
from bot.domain.training.workout import Ending, Workout, WorkoutState


async def reshape(context: Context, day: date, more: Circumstances) -> list[Outcome]:
    """Plan another routine for what is left of the day; it counts as done like any other."""
    if why_not := await barred(context):
        return why_not
    workout = await of_day(context, day)
    over = workout.ending not in (None, Ending.NOT_TODAY)
    today = workout.routine.today.and_also(more)
    who = await trainee(context, today, day)
    is_open = day == context.today or schedule.is_evening_of(context, day)
    if not is_open or over or who is None:
        return await show(context, asked=True)
    planned = _without_said_before(plan(who, day, context.catalog), more)
    if not planned.items and more.avoid:
        return [Refused(NothingElse())]
    changed = workout.replanned(planned)
    await context.store.deliveries.close(context.person.id, [DeliveryKind.TIMER])
    if not changed.cards:
        await save(context, workout.decline())
        await schedule.settle(context)
        due = await schedule.upcoming(context)
        return [Declined(due, str(context.zone), planned.changes)]
    await save(context, changed)
    if changed.current is None:
        return [WorkoutEnded(changed, edit=False)]
    if changed.state is WorkoutState.UNDER_WAY:
        return [CardShown(changed, changed.current, edit=False, changes=planned.changes)]
    return [await routine_due(context, changed, asked=True)]


def _without_said_before(planned: Routine, more: Circumstances) -> Routine:
    """Return a plan that says of nothing told before that it changed nothing."""
    new = {
        Reason.TIRED_ALREADY: more.tired,
        Reason.SHORT_ALREADY: more.minutes is not None,
        Reason.HURTS_SPARED: bool(more.hurting),
    }
    known = {f"change.{reason}" for reason, is_new in new.items() if not is_new}
    changes = tuple(change for change in planned.changes if change.reason.key not in known)
    return replace(planned, changes=changes)


async def others(context: Context, day: date, instead_of: str) -> list[Outcome]:
    """Replace all open exercises with different ones.

    Args:
        instead_of: the first of the plan under which it was asked for; a plan that came after it
            stays.
    """
    workout = await of_day(context, day)
    if instead_of not in ("", workout.next_exercise):
        return await show(context, asked=True)
    return await reshape(context, day, _without_open(workout))


def _without_open(workout: Workout) -> Circumstances:
    first = 0 if workout.current is None else workout.current
    return Circumstances(avoid=frozenset(i.exercise for i in workout.routine.items[first:]))


async def substituted(
    context: Context, workout: Workout, card: int, today: Circumstances
) -> Workout | None:
    """Put another exercise of the same phase on an open card; None when nothing else fits."""
    who = await trainee(context, today, workout.day)
    item = workout.routine.items[card]
    planned = {i.exercise for i in workout.routine.items}
    substitute = (
        None if who is None else substitution.substitute(item, planned, who, context.catalog)
    )
    if substitute is None:
        return None
    await context.store.deliveries.close(context.person.id, [DeliveryKind.TIMER])
    changed = workout.put(card, substitute)
    return replace(changed, routine=replace(changed.routine, today=today))
