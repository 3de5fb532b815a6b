"""Gather progress: weeks, pain, numbers of self-tests, and the milestone just reached."""

from collections.abc import Iterable
from datetime import date

from bot.app.context import AGAIN, ASSESSMENT, RECHECK, Context
from bot.app.training.trainee import trainee
from bot.domain.assessment.again import own_errors
from bot.domain.event import Event, EventKind
from bot.domain.ids import QuestionId
from bot.domain.message_frequency import routine_days
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import MilestoneReached
from bot.domain.schedule import local_day
from bot.domain.talk.answers import Answers
from bot.domain.training import measurements, progress
from bot.domain.training.milestone import kept, milestone, reaches
from bot.domain.training.pain import reports
from bot.domain.training.plan import block_on
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import CardState, Workout


async def so_far(context: Context) -> progress.Progress | None:
    """Return all progress of a person; None before there is a profile."""
    who = await trainee(context)
    if who is None:
        return None
    store, person = context.store, context.person
    history = await store.workouts.history(person.id, context.today - REMEMBERED)
    block, _ = block_on(who, context.today, context.catalog)
    return progress.Progress(
        day=context.today,
        started=person.started,
        block=block,
        seems_tight=who.profile.seems_tight(context.catalog.patterns),
        weeks=await weeks(context),
        pains=tuple(reports(history)),
        measured=await measured(context),
        keeping=tuple(sorted(who.keeping)),
    )


async def weeks(context: Context, most: int = progress.WEEKS_KEPT) -> tuple[progress.Week, ...]:
    """Return what was done of what was planned, week by week."""
    person = context.person
    since = context.today - progress.WEEK * most - progress.MONTH
    history = await context.store.workouts.history(person.id, since)
    away = breaks(context, await context.events())
    counted = [workout for workout in history if not workout.routine.introduction]
    return progress.weeks(
        counted, person.started, context.today, progress.Calendar(routine_days(person), away), most
    )


def breaks(context: Context, events: Iterable[Event]) -> list[progress.Break]:
    """Return the planned breaks, as they really were."""
    periods: list[progress.Break] = []
    for event in events:
        day = local_day(event.at, context.zone)
        if event.kind is EventKind.PAUSED:
            until = str(event.detail["until"])
            periods.append((day, date.fromisoformat(until) if until else date.max))
        elif event.kind is EventKind.RESUMED and periods and periods[-1][1] > day:
            periods[-1] = (periods[-1][0], day)
    return periods


async def measured(context: Context) -> tuple[measurements.Measured, ...]:
    """Return every measured number over time; the person's own variation counts as error."""
    own = await own_error_of(context)
    numbers = measurements.measured(await runs(context), context.catalog.tests)
    return tuple(one.with_own(own.get(one.question)) for one in numbers)


async def runs(context: Context) -> list[tuple[date, Answers]]:
    """Return the answers of each assessment and re-test with its local day."""
    ended = await context.store.dialogues.runs(context.person.id, [ASSESSMENT, AGAIN, RECHECK])
    return [(local_day(at, context.zone), answers) for at, answers in ended]


async def own_error_of(context: Context) -> dict[QuestionId, float]:
    """Return how much each of the person's own numbers varies, where it was measured twice."""
    return own_errors(await context.sittings(), context.catalog.tests.values())


async def reached_with(context: Context, workout: Workout) -> list[Outcome]:
    """Return the milestone just reached with today's session, if any."""
    hurt = any(card.state is CardState.HURT for card in workout.cards)
    if workout.day != context.today or not workout.done or hurt:
        return []
    events = await context.events()
    day = workout.day.isoformat()
    if any(one.kind is EventKind.MILESTONE and one.detail["day"] == day for one in events):
        return []
    history = await context.store.workouts.history(context.person.id, context.today - REMEMBERED)
    sessions = sum(one.done > 0 and not one.routine.introduction for one in history)
    week = await weeks(context, most=1)
    if sessions > 1 and not (week and reaches(week[-1])):
        return []  # all the weeks are read only where they can matter
    all_weeks = await weeks(context)
    reached = milestone(sessions, all_weeks)
    if reached is None:
        return []
    await context.log(EventKind.MILESTONE, {"what": str(reached), "day": day})
    return [MilestoneReached(reached, kept(all_weeks))]
