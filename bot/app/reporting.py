"""What was told of a day: noted, judged, answered."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.app import promises
from bot.app.routine import REMEMBERED, of_day, save
from bot.app.scene import Scene
from bot.app.tips import tip
from bot.domain.assessment.assess import painful
from bot.domain.errors import TooMany
from bot.domain.ids import Region
from bot.domain.outcome import CheckedIn, Outcome, Referred
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.safety.screen import Screening
from bot.domain.tip import Moment
from bot.domain.training.judgement import Judgement, judge
from bot.domain.training.pain import Colour
from bot.domain.training.workout import Workout


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
    await save(scene, workout)
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
