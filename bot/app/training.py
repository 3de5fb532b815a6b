"""The day's routine: planned, shown, worked through, told about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.app import promises
from bot.app.scene import Scene
from bot.app.tips import tip
from bot.domain.assessment.assess import painful
from bot.domain.errors import NotAsked, TooMany
from bot.domain.ids import Region
from bot.domain.outcome import (
    Asking,
    CardShown,
    CheckedIn,
    Declined,
    FlagHeard,
    Outcome,
    Postponed,
    Referred,
    RestDay,
    RoutineDue,
    WorkoutEnded,
)
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.safety.lasting import operated
from bot.domain.safety.screen import Screening, screen
from bot.domain.tip import Moment
from bot.domain.training.exercise import Phase
from bot.domain.training.judgement import Judgement, judge
from bot.domain.training.pain import Colour
from bot.domain.training.plan import plan
from bot.domain.training.trainee import Circumstances, Trainee
from bot.domain.training.workout import CardState, Ending, Workout

REMEMBERED = timedelta(days=120)
"""How far back the plan looks: longer than any rule of the programme."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was told of a day; None and False where nothing was said."""

    done: int | None = None
    all: bool = False
    none: bool = False
    pain: int | None = None
    region: Region | None = None
    sharp: bool = False
    effort: int | None = None


async def trainee(scene: Scene, today: Circumstances | None = None) -> Trainee | None:
    """Everything a plan is made from; None before there is a profile."""
    profile = await scene.store.profiles.latest(scene.person.id)
    if profile is None:
        return None
    history = await scene.store.workouts.history(scene.person.id, scene.today - REMEMBERED)
    answers = await scene.answers()
    return Trainee(
        profile=profile,
        closed=screen(answers, scene.catalog.flags.values(), scene.today).closed,
        preferences=scene.person.preferences,
        started=scene.person.started,
        history=tuple(w for w in history if w.day < scene.today),
        healing=operated(answers, scene.today),
        today=today or Circumstances(),
    )


async def workout_of(scene: Scene, day: date) -> Workout | None:
    """The workout of a day; today's is planned when it is first asked for."""
    found = await scene.store.workouts.find(scene.person.id, day)
    if found is not None or day != scene.today:
        return found
    return await _planned(scene, Circumstances())


async def _planned(scene: Scene, today: Circumstances) -> Workout | None:
    who = await trainee(scene, today)
    if who is None:
        return None
    workout = Workout.of(plan(who, scene.today, scene.catalog))
    if workout.cards:
        await scene.store.workouts.save(scene.person.id, workout)
    return workout


async def barred(scene: Scene) -> list[Outcome]:
    """Why there is no exercise now, if so: a lock, open safety questions, or words that sounded
    like a red flag and were not explained yet."""
    if scene.person.lock is not None:
        return [Referred(await scene.standing(), locked_before=True)]
    if (screen := await scene.open_screen()) is not None:
        return [Asking(screen)]
    if (flag := await scene.unexplained()) is not None:
        return [FlagHeard(flag, consented=True)]
    return []


async def show(scene: Scene, *, asked: bool) -> list[Outcome]:
    """Today's routine, wherever the person stands in it."""
    if why_not := await barred(scene):
        return why_not
    workout = await workout_of(scene, scene.today)
    due = await promises.upcoming(scene)
    zone = str(scene.zone)
    if workout is None or not workout.cards:
        return [RestDay(due, zone, await tip(scene, Moment.REST_DAY))]
    if workout.begun and workout.ending is None and workout.current is not None:
        return [CardShown(workout, workout.current, edit=False)]
    if workout.ending is not None and workout.ending is not Ending.NOT_TODAY:
        return [CheckedIn(workout, due, zone)]
    return [await routine_due(scene, workout, asked=asked)]


async def routine_due(scene: Scene, workout: Workout, *, asked: bool) -> RoutineDue:
    """The routine as it is shown."""
    profile = await scene.store.profiles.latest(scene.person.id)
    started = scene.person.started
    first = started is None or started == workout.day
    said = None if asked else await tip(scene, *_moments(workout, started))
    return RoutineDue(workout, scene.person, first, profile, asked, said)


def _moments(workout: Workout, started: date | None) -> Iterator[Moment]:
    """What a routine gives occasion to say, most fitting first."""
    if started is None or workout.day - started < timedelta(days=7):
        yield Moment.FIRST_WEEK
    phases = {item.phase for item in workout.routine.items}
    if Phase.INHIBIT in phases:
        yield Moment.RELEASE
    yield Moment.STRETCH if workout.routine.light else Moment.STRENGTH
    yield from (Moment.SITTING_JOB, Moment.RUNNING, Moment.LIFTING)


async def start(scene: Scene, day: date) -> list[Outcome]:
    """The first open card."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    if workout.current is None or (day != scene.today and not workout.begun):
        return await show(scene, asked=True)
    if scene.person.started is None:
        await scene.keep(started=day)
    workout = workout.begin()
    await _save(scene, workout)
    await promises.settle(scene)
    assert workout.current is not None
    return [CardShown(workout, workout.current, edit=False)]


async def shorten(scene: Scene, day: date, minutes: int) -> list[Outcome]:
    """The same day in fewer minutes; what was done already is kept."""
    return await reshape(scene, day, Circumstances(minutes=minutes))


async def reshape(scene: Scene, day: date, today: Circumstances) -> list[Outcome]:
    """Another routine for the day as it is."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    if day != scene.today or workout.begun:
        return await show(scene, asked=True)
    changed = await _planned(scene, today)
    if changed is None or not changed.cards:
        return await show(scene, asked=True)
    return [await routine_due(scene, changed, asked=True)]


async def later(scene: Scene, day: date, due: datetime) -> list[Outcome]:
    """The routine again at another moment, maybe of another day."""
    if why_not := await barred(scene):
        return why_not
    await of_day(scene, day)
    await promises.postpone(scene, due)
    return [Postponed(due, str(scene.zone))]


async def decline(scene: Scene, day: date) -> list[Outcome]:
    """Not today."""
    workout = await of_day(scene, day)
    if workout.ending is None and not workout.done:
        await _save(scene, workout.decline())
    await promises.settle(scene)
    return [Declined(await promises.upcoming(scene), str(scene.zone))]


async def mark(scene: Scene, day: date, card: int, state: CardState) -> list[Outcome]:
    """One card settled; the next one, or the end. A second pain in one workout ends it."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    marked = workout.mark(card, state)
    hurt = sum(c.state is CardState.HURT for c in marked.cards)
    if state is CardState.HURT and marked is not workout and hurt > 1:
        marked = marked.end()
    await _save(scene, marked)
    if marked.ending is None and marked.current is not None:
        return [CardShown(marked, marked.current)]
    return [WorkoutEnded(marked)]


async def hurt(scene: Scene, workout: Workout, region: Region | None) -> list[Outcome]:
    """The open card hurts, at a place if they say where."""
    assert workout.current is not None
    pains = replace(workout.pains, region=region or workout.pains.region)
    await _save(scene, replace(workout, pains=pains))
    return await mark(scene, workout.day, workout.current, CardState.HURT)


async def why(scene: Scene, day: date, card: int) -> list[Outcome]:
    """The card with its reason."""
    workout = await of_day(scene, day)
    if card not in range(len(workout.cards)):
        raise NotAsked(card=card)
    return [CardShown(workout, card, why=True)]


async def stop(scene: Scene, day: date) -> list[Outcome]:
    """No more today."""
    workout = (await of_day(scene, day)).end()
    await _save(scene, workout)
    return [WorkoutEnded(workout)]


async def report(scene: Scene, day: date, told: Report) -> tuple[list[Outcome], bool]:
    """Note what was told of a day, settle what is pending, and say what follows.

    Returns:
        What to show, and whether the safety questions are to be asked again first.

    Raises:
        TooMany: more was done than there was.
    """
    workout = await of_day(scene, day)
    done = len(workout.cards) if told.all else 0 if told.none else told.done
    if done is not None:
        if done > len(workout.cards):
            raise TooMany(most=len(workout.cards))
        workout = workout.report(done)
    elif workout.ending is None:
        workout = workout.end()
    pains = replace(
        workout.pains,
        during=workout.pains.during if told.pain is None else told.pain,
        region=told.region or workout.pains.region,
        sharp=told.sharp or workout.pains.sharp,
    )
    effort = workout.effort if told.effort is None else told.effort
    workout = replace(workout, pains=pains, effort=effort)
    await _save(scene, workout)
    if scene.person.started is None and workout.done:
        await scene.keep(started=day)
    judgement = await _judged(scene, day)
    if judgement.refer is not Refer.NONE:
        await scene.keep(lock=Lock(judgement.refer, (), scene.now))
        await scene.store.deliveries.close(scene.person.id)
    else:
        await promises.settle(scene)
    due = await promises.upcoming(scene)
    week = await _week(scene)
    said = await tip(scene, Moment.AFTER_WORKOUT) if workout.done else None
    outcomes: list[Outcome] = [
        CheckedIn(workout, due, str(scene.zone), judgement.changes, week, said)
    ]
    if judgement.refer is not Refer.NONE:
        outcomes.append(Referred(Screening(())))
    return outcomes, judgement.rescreen


async def _judged(scene: Scene, day: date) -> Judgement:
    """What the reports so far ask for; a red or a stop is written into the log."""
    history = await scene.store.workouts.history(scene.person.id, scene.today - REMEMBERED)
    known = painful(await scene.answers())
    judgement = judge(history, day, scene.catalog.guide, known)
    if judgement.colour is Colour.RED or judgement.rescreen:
        detail = {"colour": judgement.colour.name.lower(), "advice": str(judgement.advice)}
        await scene.store.events.add(scene.person.id, "pain", detail, scene.now)
    return judgement


async def _week(scene: Scene) -> tuple[int, int]:
    """(sessions with something done this week, training days of the week)."""
    monday = scene.today - timedelta(days=scene.today.weekday())
    week = await scene.store.workouts.history(scene.person.id, monday)
    return sum(w.done > 0 for w in week), len(scene.person.preferences.days)


async def latest(scene: Scene) -> Workout | None:
    """The workout that words like "done" are about: today's, else the last one."""
    today = await scene.store.workouts.find(scene.person.id, scene.today)
    if today is not None:
        return today
    history = await scene.store.workouts.history(scene.person.id, scene.today - timedelta(days=7))
    return history[-1] if history else None


async def of_day(scene: Scene, day: date) -> Workout:
    """The workout of a day.

    Raises:
        NotAsked: there is none.
    """
    found = await workout_of(scene, day)
    if found is None:
        raise NotAsked(day=day)
    return found


async def _save(scene: Scene, workout: Workout) -> None:
    await scene.store.workouts.save(scene.person.id, workout)
