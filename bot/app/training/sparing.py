"""Leave a place that hurt at a card alone for the rest of the session, and say so by its name."""

from dataclasses import replace

from bot.app.context import Context
from bot.app.training.trainee import trainee
from bot.domain.complaint import side_of
from bot.domain.ids import Region, Side
from bot.domain.training import substitution
from bot.domain.training.pain_in_session import hurt_too_much, leave_alone
from bot.domain.training.plan import plan
from bot.domain.training.plan_rules import PlanRules, Reason
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
    change = _left_alone(workout, changed, region, context.catalog.plan_rules)
    change = replace(change, side=await _side(context, workout, region))
    noted = replace(changed.routine, changes=(*changed.routine.changes, change))
    return replace(changed, routine=noted), (change,)


def _left_alone(before: Workout, after: Workout, region: Region, rules: PlanRules) -> Change:
    """Return what is said of it: what else follows is named, where that is one exercise."""
    if after.current is None:
        return rules.change_at(Reason.ALL_LEFT_ALONE, [region])
    planned, follows = ([item.exercise for item in w.routine.items] for w in (before, after))
    came = [id for id in follows if id not in planned]
    went = [id for id in planned if id not in follows]
    if len(came) == 1 == len(went):
        change = rules.change_at(Reason.LEFT_ALONE_INSTEAD, [region])
        return replace(change, exercise=came[0], other=went[0])
    return rules.change_at(Reason.LEFT_ALONE_OTHERS if came else Reason.LEFT_ALONE, [region])


async def _side(context: Context, workout: Workout, region: Region) -> Side | None:
    """Return the side of a place that hurts, as it was told with the pain or at the beginning."""
    if workout.pains.region == region and workout.pains.side is not None:
        return workout.pains.side
    return side_of(await context.complaint(), region)
