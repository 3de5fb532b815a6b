"""Plan, show, postpone and decline the routine of a day; why there may be none now."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.app.context import COMPLAINT, Scene
from bot.app.person import restrictions, schedule
from bot.app.training.tips import tip
from bot.domain import complaint
from bot.domain.assessment.again import FORTNIGHT, Due, due
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.evidence import painful
from bot.domain.assessment.gap import Lagging, lagging
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
from bot.domain.safety.lasting import spared
from bot.domain.safety.screening import screen
from bot.domain.tip import Moment
from bot.domain.training.absence import is_away
from bot.domain.training.audio_cues import score
from bot.domain.training.pain import morning_due
from bot.domain.training.plan import plan
from bot.domain.training.progress import newly_missed
from bot.domain.training.retest import leading
from bot.domain.training.routine import Circumstances
from bot.domain.training.tip_moments import moments_of
from bot.domain.training.trainee import Trainee
from bot.domain.training.workout import Ending, Workout, WorkoutState

REMEMBERED = timedelta(days=120)
"""How far back the plan looks: longer than any rule of the programme."""

LATELY = timedelta(days=28)
"""How far back a day that went by, and the one before it, are looked for."""


async def trainee(scene: Scene, today: Circumstances | None = None) -> Trainee | None:
    """Return everything a plan is made from; None before there is a profile."""
    profiles = [profile for _, profile in await scene.store.profiles.all(scene.person.id)]
    if not profiles:
        return None
    if profiles[-1].outdated:
        profiles[-1] = conclude(await scene.answers(), scene.catalog)
        await scene.store.profiles.mend(scene.person.id, profiles[-1])
    profile, keeping = leading(profiles, scene.catalog.patterns)
    history = await scene.store.workouts.history(scene.person.id, scene.today - REMEMBERED)
    answers = await scene.answers()
    screened = screen(answers, scene.catalog.flags.values(), scene.today).closed
    closures = await restrictions.standing(scene)
    return Trainee(
        profile=profile,
        closed=screened.union(*(c.movements for c in closures)),
        preferences=scene.person.preferences,
        started=scene.person.started,
        history=tuple(w for w in history if w.day < scene.today and w.counts),
        healing=spared(answers, scene.today) | {c.region for c in closures if c.region},
        today=today or Circumstances(),
        keeping=keeping,
        lagging=await _lagging(scene),
        replay=scene.replay,
    )


async def _lagging(scene: Scene) -> Lagging:
    """Return lasting gaps between sides; nothing is read before there can have been a re-test."""
    started = scene.person.started
    if started is None or (scene.today - started).days <= FORTNIGHT:
        return frozenset()
    catalog = scene.catalog
    return lagging(await scene.sittings(), catalog.tests.values(), catalog.patterns)


async def workout_of(scene: Scene, day: date) -> Workout | None:
    """Return the workout of a day; today's is planned when it is first asked for."""
    workout = await scene.store.workouts.find(scene.person.id, day)
    if workout is not None or day != scene.today:
        return workout
    return await _planned(scene, Circumstances())


async def _planned(scene: Scene, today: Circumstances) -> Workout | None:
    who = await trainee(scene, today)
    if who is None:
        return None
    workout = Workout.of(plan(who, scene.today, scene.catalog))
    if workout.cards:
        await scene.store.workouts.save(scene.person.id, workout)
    return workout


async def planned_anew(scene: Scene) -> Workout | None:
    """Plan today's routine by what is known now."""
    return await _planned(scene, Circumstances())


async def of_day(scene: Scene, day: date) -> Workout:
    """The workout of a day.

    Raises:
        NotAsked: there is none.
    """
    workout = await workout_of(scene, day)
    if workout is None:
        raise NotAsked(day=day)
    return workout


async def barred(scene: Scene) -> list[Outcome]:
    """Return why there is no exercise now, if so: a lock, open safety questions, or words that
    sounded like a red flag and were not explained yet."""
    if scene.person.lock is not None:
        return [Referred(await scene.standing(), locked_before=True)]
    if (screen := await scene.open_screen()) is not None:
        return [Asking(screen)]
    if (flag := await scene.unexplained()) is not None:
        return [FlagHeard(flag, consented=True, again=await scene.days_unexplained() > 1)]
    return []


async def show(scene: Scene, *, asked: bool) -> list[Outcome]:
    """Show today's routine, wherever the person stands in it."""
    if why_not := await barred(scene):
        return why_not
    workout = await workout_of(scene, scene.today)
    due = await schedule.upcoming(scene)
    zone = str(scene.zone)
    if workout is not None and workout.routine.introduction and workout.ending is None:
        return [FirstExercise(workout, await place_told(scene))]
    if workout is None or not workout.cards:
        return [RestDay(due, zone, await tip(scene, Moment.REST_DAY))]
    if workout.state is WorkoutState.UNDER_WAY and workout.current is not None:
        return [CardShown(workout, workout.current, edit=False)]
    if workout.ending is not None and workout.ending is not Ending.NOT_TODAY:
        return [CheckedIn(workout, due, zone)]
    shown = await routine_due(scene, workout, asked=asked)
    return [replace(shown, welcome=asked and await _came_back(scene))]


async def _came_back(scene: Scene) -> bool:
    """Whether the last routine that was done lies more than a week back."""
    history = await scene.store.workouts.history(scene.person.id, scene.today - REMEMBERED)
    done = [w.day for w in history if w.done and w.day < scene.today]
    return bool(done) and is_away(done[-1], scene.today)


async def place_told(scene: Scene) -> Region | None:
    """Return the place that brought the person here, the first told of several; None where nothing
    hurts."""
    told = await scene.store.dialogues.answers(scene.person.id, [COMPLAINT])
    sore = painful(told) - {Region(NOWHERE)}
    main = Region(complaint.place_told(told)) if complaint.PLACE in told else None
    return main if main in sore else min(sore, default=None)


async def routine_due(scene: Scene, workout: Workout, *, asked: bool) -> RoutineDue:
    """Return the routine as a message."""
    profile = await scene.store.profiles.latest(scene.person.id)
    started = scene.person.started
    first = started is None or started == workout.day
    gone = not asked and await _went_by(scene)
    day_tip = None if asked or gone else await tip(scene, *moments_of(workout, started))
    test = None if workout.begun else await test_due(scene)
    before = await scene.store.workouts.find(scene.person.id, workout.day - timedelta(days=1))
    felt = None if before is None or not morning_due(before) else before.day
    left = before is not None and before.state is WorkoutState.UNDER_WAY
    return RoutineDue(
        workout,
        scene.person,
        first,
        profile,
        asked,
        day_tip,
        test,
        morning_of=felt,
        open_day=before.day if before is not None and left else None,
        went_by=gone,
    )


async def _went_by(scene: Scene) -> bool:
    """Whether there is a plan for missed days, and the last day was missed."""
    if scene.person.preferences.barrier_plan is None:
        return False
    history = await scene.store.workouts.history(scene.person.id, scene.today - LATELY)
    return newly_missed([workout for workout in history if workout.day < scene.today])


async def test_due(scene: Scene) -> Due | None:
    """Return the self-test to do today before the routine, if any."""
    started = scene.person.started
    if started is not None and (scene.today - started).days > FORTNIGHT:
        return None
    profile = await scene.store.profiles.latest(scene.person.id)
    if profile is None:
        return None
    sittings = await scene.sittings()
    catalog = scene.catalog
    known = await scene.answers()
    return due(profile, sittings, scene.today, known, catalog.battery, catalog.patterns)


async def plan_anew(scene: Scene) -> None:
    """Plan today's routine anew, unless it was begun or answered."""
    workout = await scene.store.workouts.find(scene.person.id, scene.today)
    if workout is not None and workout.state is WorkoutState.PLANNED:
        await _planned(scene, Circumstances())


async def track(scene: Scene, day: date) -> list[Outcome]:
    """Return the audio cues of what is still open today."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    items = workout.routine.items[workout.current or 0 :]
    return [TrackMade(score(items))] if workout.current is not None else [Stale()]


async def later(scene: Scene, day: date, due: datetime) -> list[Outcome]:
    """Postpone the routine to another moment, maybe of another day."""
    if why_not := await barred(scene):
        return why_not
    await of_day(scene, day)
    await schedule.postpone(scene, due)
    return [Postponed(due, str(scene.zone))]


async def decline(scene: Scene, day: date) -> list[Outcome]:
    """Decline today's routine."""
    workout = await of_day(scene, day)
    if workout.ending is None and not workout.done:
        await save(scene, workout.decline())
    await schedule.settle(scene)
    return [Declined(await schedule.upcoming(scene), str(scene.zone))]


async def rest_for_illness(scene: Scene) -> list[Outcome]:
    """Decline today's routine, if there is one, and wish a good recovery."""
    workout = await latest(scene)
    if workout is not None and workout.day == scene.today:
        await decline(scene, scene.today)
    return [Unwell()]


async def save(scene: Scene, workout: Workout) -> None:
    """Save a workout."""
    await scene.store.workouts.save(scene.person.id, workout)


def day_meant(scene: Scene, workout: Workout | None) -> date:
    """Return the day that words are about: today, or for an hour past midnight the evening before.

    Args:
        workout: the latest; it is of the evening only where the new day has none yet.
    """
    if workout is None or workout.ending is not None or workout.day == scene.today:
        return scene.today
    return workout.day if schedule.is_evening_of(scene, workout.day) else scene.today


async def latest(scene: Scene) -> Workout | None:
    """Return the workout that words like "done" are about: today's, else the last one."""
    today = await scene.store.workouts.find(scene.person.id, scene.today)
    if today is not None:
        return today
    history = await scene.store.workouts.history(scene.person.id, scene.today - timedelta(days=7))
    return history[-1] if history else None
