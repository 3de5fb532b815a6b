"""Plan, show, postpone and decline the routine of a day; why there may be none now."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.app.context import SAFETY, Context
from bot.app.person import schedule
from bot.app.training import pain_prompts
from bot.app.training.coming_back import came_back
from bot.app.training.tips import tip
from bot.app.training.trainee import trainee
from bot.domain import complaint
from bot.domain.assessment.again import FORTNIGHT, Due, due
from bot.domain.assessment.evidence import painful
from bot.domain.assessment.profile import Conclusion
from bot.domain.complaint import NOWHERE
from bot.domain.errors import NotAsked
from bot.domain.ids import Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagHeard, Referred
from bot.domain.outcome.pushed import Postponed, RestDay, RoutineDue
from bot.domain.outcome.reply import Stale
from bot.domain.outcome.reported import CheckedIn, Unwell
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown, Declined, FirstExercise, TrackMade
from bot.domain.tip import Moment
from bot.domain.training.audio_cues import score
from bot.domain.training.kept_to import KeptTo, kept_to
from bot.domain.training.plan import plan
from bot.domain.training.progress import monday_of, newly_missed
from bot.domain.training.routine import Circumstances
from bot.domain.training.tip_moments import moments_of
from bot.domain.training.workout import Ending, Workout, WorkoutState

LATELY = timedelta(days=28)
"""How far back a day that went by, and the one before it, are looked for."""


async def workout_of(context: Context, day: date) -> Workout | None:
    """Return the workout of a day; today's is planned when it is first asked for."""
    workout = await context.store.workouts.find(context.person.id, day)
    if workout is not None or day != context.today:
        return workout
    return await _planned(context, Circumstances())


async def _planned(context: Context, today: Circumstances) -> Workout | None:
    who = await trainee(context, today)
    if who is None:
        return None
    workout = Workout.of(plan(who, context.today, context.catalog))
    if workout.cards:
        await context.store.workouts.save(context.person.id, workout)
    return workout


async def planned_anew(context: Context) -> Workout | None:
    """Plan today's routine by what is known now."""
    return await _planned(context, Circumstances())


async def of_day(context: Context, day: date) -> Workout:
    """The workout of a day.

    Raises:
        NotAsked: there is none.
    """
    workout = await workout_of(context, day)
    if workout is None:
        raise NotAsked(day=day)
    return workout


async def barred(context: Context) -> list[Outcome]:
    """Return why there is no exercise now, if so: a lock, open questions about safety or a pain, or
    words that sounded like a red flag and were not explained yet."""
    if context.person.lock is not None:
        return [Referred(await context.standing(), locked_before=True)]
    if (asked := await context.asked_first()) is not None:
        return [Asking(asked, resumed=asked.script.id != SAFETY)]
    if (flag := await context.unexplained()) is not None:
        return [FlagHeard(flag, consented=True, again=await context.days_unexplained() > 1)]
    return []


async def show(context: Context, *, asked: bool) -> list[Outcome]:
    """Show today's routine, wherever the person stands in it."""
    if why_not := await barred(context):
        return why_not
    workout = await workout_of(context, context.today)
    due = await schedule.upcoming(context)
    zone = str(context.zone)
    if workout is not None and workout.routine.introduction and workout.ending is None:
        return [FirstExercise(workout, await place_told(context))]
    if workout is None or not workout.cards:
        return [RestDay(due, zone, await tip(context, Moment.REST_DAY))]
    if workout.state is WorkoutState.UNDER_WAY and workout.current is not None:
        return [CardShown(workout, workout.current, edit=False)]
    if workout.ending is not None and workout.ending is not Ending.NOT_TODAY:
        return [CheckedIn(workout, due, zone)]
    shown = await routine_due(context, workout, asked=asked)
    return [replace(shown, welcome=asked and await came_back(context))]


async def place_told(context: Context) -> Region | None:
    """Return the place that brought the person here, the first told of several; None where nothing
    hurts."""
    reported = await context.complaint()
    sore = painful(reported) - {Region(NOWHERE)}
    main = Region(complaint.place_told(reported)) if complaint.PLACE in reported else None
    return main if main in sore else min(sore, default=None)


async def routine_due(context: Context, workout: Workout, *, asked: bool) -> RoutineDue:
    """Return the routine as a message."""
    profile = await context.store.profiles.latest(context.person.id)
    started = context.person.started
    first = started is None or started == workout.day
    gone = not asked and await _went_by(context)
    day_tip = None if asked or gone else await tip(context, *moments_of(workout, started))
    test = None if workout.begun else await test_due(context)
    before = await context.store.workouts.find(context.person.id, workout.day - timedelta(days=1))
    left = before is not None and before.state is WorkoutState.UNDER_WAY
    return RoutineDue(
        workout,
        context.person,
        first,
        profile,
        asked,
        day_tip,
        test,
        asks=await pain_prompts.with_routine(context, workout),
        open_day=before.day if before is not None and left else None,
        went_by=gone,
        kept_to=await _kept_to(context) if first else None,
    )


async def _kept_to(context: Context) -> KeptTo | None:
    """Return what the conditions that were told change of the exercises."""
    who = await trainee(context)
    if who is None:
        return None
    flags = (await context.screening()).flags
    return kept_to(flags, await context.answers(), who, context.catalog)


async def _went_by(context: Context) -> bool:
    """Whether there is a plan for missed days, and the last day was missed."""
    if context.person.preferences.barrier_plan is None:
        return False
    history = await context.store.workouts.history(context.person.id, context.today - LATELY)
    return newly_missed([workout for workout in history if workout.day < context.today])


async def test_due(context: Context) -> Due | None:
    """Return the self-test to do today before the routine, if any."""
    started = context.person.started
    if started is not None and (context.today - started).days > FORTNIGHT:
        return None
    profile = await context.store.profiles.latest(context.person.id)
    if profile is None:
        return None
    sittings = await context.sittings()
    catalog = context.catalog
    known = await context.answers()
    test = due(profile, sittings, context.today, known, catalog.battery, catalog.patterns)
    if test is None or profile.conclusion is not Conclusion.NOTHING:
        return test
    history = await context.store.workouts.history(context.person.id, monday_of(context.today))
    earlier = any(w.day < context.today and not w.routine.introduction for w in history)
    return None if earlier else test  # with nothing found it is offered once a week


async def plan_anew(context: Context) -> None:
    """Plan today's routine anew, unless it was begun or answered; what hurts today and the place
    that was wished stay known."""
    workout = await context.store.workouts.find(context.person.id, context.today)
    if workout is not None:
        was = workout.routine.today
        kept = Circumstances(hurting=was.hurting, focus=was.focus, focus_side=was.focus_side)
        await plan_for(context, workout, kept)


async def plan_for(context: Context, workout: Workout, today: Circumstances) -> None:
    """Plan today's untouched routine for other circumstances; the pain that was told stays."""
    if workout.state is not WorkoutState.PLANNED or workout.day != context.today:
        return
    planned = await _planned(context, today)
    if planned is not None and planned.cards:
        await save(context, replace(planned, pains=workout.pains))


async def track(context: Context, day: date) -> list[Outcome]:
    """Return the audio cues of what is still open today."""
    if why_not := await barred(context):
        return why_not
    workout = await of_day(context, day)
    items = workout.routine.items[workout.current or 0 :]
    return [TrackMade(score(items))] if workout.current is not None else [Stale()]


async def later(context: Context, day: date, due: datetime) -> list[Outcome]:
    """Postpone the routine to another moment, maybe of another day."""
    if why_not := await barred(context):
        return why_not
    await of_day(context, day)
    await schedule.postpone(context, due)
    return [Postponed(due, str(context.zone))]


async def decline(context: Context, day: date) -> list[Outcome]:
    """Decline today's routine."""
    workout = await of_day(context, day)
    if workout.ending is None and not workout.done:
        await save(context, workout.decline())
    await schedule.settle(context)
    return [Declined(await schedule.upcoming(context), str(context.zone))]


async def rest_for_illness(context: Context) -> list[Outcome]:
    """Decline today's routine, if there is one, and wish a good recovery."""
    workout = await latest(context)
    day = day_meant(context, workout)
    if workout is not None and workout.day == day:
        await decline(context, day)
    return [Unwell()]


async def save(context: Context, workout: Workout) -> None:
    """Save a workout."""
    await context.store.workouts.save(context.person.id, workout)


def day_meant(context: Context, workout: Workout | None) -> date:
    """Return the day that words are about: today, or for an hour past midnight the evening before.

    Args:
        workout: the latest; it is of the evening only where the new day has none yet.
    """
    if workout is None or workout.ending is not None or workout.day == context.today:
        return context.today
    return workout.day if schedule.is_evening_of(context, workout.day) else context.today


async def day_of_words(context: Context) -> date:
    """Return the day whose routine typed words are about."""
    return day_meant(context, await latest(context))


async def latest(context: Context) -> Workout | None:
    """Return the workout that words like "done" are about: today's, else the last one."""
    today = await context.store.workouts.find(context.person.id, context.today)
    if today is not None:
        return today
    history = await context.store.workouts.history(
        context.person.id, context.today - timedelta(days=7)
    )
    return history[-1] if history else None
