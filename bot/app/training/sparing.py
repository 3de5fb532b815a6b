"""Leave a place that hurt at a card alone for the rest of the session, and say so by its name."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.training.trainee import trainee
from bot.domain.complaint import side_of
from bot.domain.ids import Region, Side
from bot.domain.training import substitution
from bot.domain.training.pain_in_session import hurt_too_much, leave_alone
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import Reason
from bot.domain.training.routine import Change, Circumstances
from bot.domain.training.workout import Workout


async def spare_the_rest(
    context: Context, workout: Workout, card: int
) -> tuple[Workout, tuple[Change, ...]]:
    """Leave the place that hurt too much at a card alone in what is still open of the session, and
    say so by its name."""
    region = workout.cards[card].region
    if region is None or not hurt_too_much(workout, card):
        return workout, ()
    today = workout.routine.today.and_also(Circumstances(hurting=frozenset({region})))
    who = await trainee(context, today, workout.day)
    if who is None:
        return workout, ()
    stays = substitution.staying(workout.routine.items, who, context.catalog)
    changed = leave_alone(workout, stays, plan(who, workout.day, context.catalog))
    reason = Reason.ALL_LEFT_ALONE if changed.current is None else Reason.LEFT_ALONE
    change = context.catalog.plan_rules.change_at(reason, [region])
    change = replace(change, side=await _side(context, workout, region))
    noted = replace(changed.routine, changes=(*changed.routine.changes, change))
    return replace(changed, routine=noted), (change,)


async def _side(context: Context, workout: Workout, region: Region) -> Side | None:
    """Return the side of a place that hurts, as it was told with the pain or at the beginning."""
    if workout.pains.region == region and workout.pains.side is not None:
        return workout.pains.side
    return side_of(await context.complaint(), region)
