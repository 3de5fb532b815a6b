"""Gather the weekly review, and do at once what helps against a barrier."""

from datetime import timedelta

from bot.app.context import Context
from bot.app.person import schedule
from bot.app.training import progress, reshape, routine
from bot.app.training.retest import HARD, HARD_NOW
from bot.domain.event import EventKind
from bot.domain.message_frequency import FEWER_FROM, fewer_days, week
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import BarrierAsked, BarrierMet
from bot.domain.schedule import local_day
from bot.domain.training.barriers import AT_ONCE, BARRIERS, OTHERS, REMEDIES, Remedy
from bot.domain.training.progress import WEEK, Calendar, week_until
from bot.domain.training.retest import Recheck
from bot.domain.training.review import Activity, AlsoKnown, NextThing, Review, review
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import WorkoutState


async def of_week(context: Context, *, measure: Recheck | None, ahead: bool) -> Review:
    """Return the review of the seven days that end today, or yesterday where today's routine is
    still to be done: it belongs to the next review.

    Args:
        measure: the re-test that is due.
        ahead: whether today's routine is still to be done.
    """
    person, catalog = context.person, context.catalog
    workouts = await context.store.workouts.history(person.id, context.today - REMEMBERED)
    history = [workout for workout in workouts if not workout.routine.introduction]
    events = await context.events()
    last = context.today - timedelta(days=1) if ahead else context.today
    calendar = Calendar(person.preferences.days, progress.breaks(context, events))
    seven_days = week_until(history, person.started, last, calendar)
    offers = week(person, context.today) >= FEWER_FROM and not person.preferences.push_days
    also = AlsoKnown(
        activity=await _activity(context),
        has_closures=any(
            event.kind is EventKind.MOVEMENT_CLOSED
            and local_day(event.at, context.zone) >= seven_days.first
            for event in events
        ),
        is_measure_due=measure is not None,
        may_offer_fewer=offers and not any(e.kind is EventKind.FEWER_OFFERED for e in events),
    )
    order = catalog.plan_rules.told_in_review
    looked_back = review(history, seven_days, order, also, ahead=ahead)
    if looked_back.next_thing is NextThing.FEWER:
        await context.log(EventKind.FEWER_OFFERED)
    return looked_back


async def _activity(context: Context) -> Activity | None:
    """Return how hard their own activity is, where they told it since the last review."""
    runs = [
        (day, str(answers[HARD]), float(level))
        for day, answers in await progress.runs(context)
        if isinstance(level := answers.get(HARD_NOW), int | float) and HARD in answers
    ]
    if not runs or runs[-1][0] < context.today - WEEK:
        return None
    _, words, latest = runs[-1]
    first = next(level for _, same, level in runs if same.casefold() == words.casefold())
    is_first = sum(same.casefold() == words.casefold() for _, same, _ in runs) == 1
    return Activity(words, latest, None if is_first else first)


async def write_less(context: Context, *, less: bool) -> list[Outcome]:
    """Send three messages a week, or one every training day again."""
    chosen = context.person.preferences
    days = fewer_days(chosen.days, chosen.review_day) if less else frozenset[int]()
    await context.prefer(push_days=days)
    await schedule.replan(context)
    return [BarrierMet("fewer" if less else "fewer_no")]


async def meet(context: Context, barrier: str) -> list[Outcome]:
    """Act at once on what got in the way; ask for it where it was not said."""
    if barrier == OTHERS:
        return [BarrierAsked(BARRIERS[AT_ONCE:])]
    if barrier not in BARRIERS:
        return [BarrierAsked(BARRIERS[:AT_ONCE], more=True)]
    await context.log(EventKind.BARRIER, {"id": barrier})
    met: list[Outcome] = [BarrierMet(barrier)]
    remedy = REMEDIES.get(barrier, Remedy())
    if remedy.preferences:
        await context.prefer(**remedy.preferences)
    if barrier == "not_sure":
        return [*met, *await routine.show(context, asked=True)]
    return [*met, *(await _reshaped(context, remedy.today) if remedy.today is not None else [])]


async def _reshaped(context: Context, today: Circumstances) -> list[Outcome]:
    """Reshape today's routine as the answer asks, if it is still to be done."""
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is None or workout.state is not WorkoutState.PLANNED:
        return []
    return await reshape.reshape(context, context.today, today)
