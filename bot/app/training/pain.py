"""For which moment a pain is noted (before, during, next morning), and what follows it."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.app.training import reporting, reshape, routine, workouts
from bot.domain.intent import OnPain
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import PainAsked, PainNoted
from bot.domain.outcome.workout import CardShown
from bot.domain.training.pain import MORNING_WITHIN, morning_due, worst
from bot.domain.training.pain_in_session import spares_place
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import PainMoment, Pains, Report, Workout, WorkoutState

SOME, MORE, SKIP = "some", "more", "skip"
"""Beside the numbers: which of them, which of the high ones, and no answer."""


async def told(context: Context, intent: OnPain) -> list[Outcome]:
    """Take a tap under one of these questions."""
    if intent.level in (SOME, MORE):
        return [PainAsked(intent.day, intent.moment, more=intent.level == MORE)]
    workout = await routine.of_day(context, intent.day)
    if intent.level == SKIP or not intent.level.isdecimal():
        return _card(workout)
    level = min(int(intent.level), 10)
    if intent.moment is PainMoment.MORNING:
        return await morning(context, workout, level)
    outcomes = await before(context, workout, level)
    return outcomes or _card(await routine.of_day(context, intent.day))


async def typed(context: Context, workout: Workout, report: Report) -> list[Outcome]:
    """Take pain that is typed by itself for the moment it is typed at; nothing where the session is
    over."""
    moment, level = report.moment, report.pain or 0
    earlier = workout.day < routine.day_meant(context, workout)
    if moment is PainMoment.MORNING or (moment is None and earlier and morning_due(workout)):
        last = workout if earlier else await _session_before(context)
        return [] if last is None else await morning(context, last, level)
    if earlier or workout.state is WorkoutState.ENDED:
        return []
    if not workout.begun and moment in (None, PainMoment.BEFORE):
        if workout.day < context.today:
            return []
        return await before_typed(context, workout, report)
    if workout.begun and moment in (None, PainMoment.DURING):
        return await during_typed(context, workout, report)
    return []


async def report(context: Context, told: Report) -> list[Outcome]:
    """Take a typed report of the last workout; pain alone counts for the moment it is typed at."""
    workout = await routine.latest(context)
    if workout is None:
        return []
    if told.only_pain and (noted := await typed(context, workout, told)):
        return noted
    outcomes, rescreen = await reporting.report(context, workout.day, told)
    return [*outcomes, *await dialogues.begin(context, SAFETY)] if rescreen else outcomes


async def _session_before(context: Context) -> Workout | None:
    """Return the last session before today, within a few days."""
    history = await context.store.workouts.history(
        context.person.id, context.today - MORNING_WITHIN
    )
    done = [w for w in history if w.day < context.today and w.done]
    return done[-1] if done else None


async def before(context: Context, workout: Workout, level: int) -> list[Outcome]:
    """Note the level before a session, and say what follows from it."""
    was = await reporting.judgement_of(context, workout.day)
    workout = replace(workout, pains=replace(workout.pains, before=level))
    await routine.save(context, workout)
    judgement, referred = await reporting.judged_anew(context, workout.day, was)
    if not judgement.rescreen and not referred:
        return []
    noted = PainNoted(PainMoment.BEFORE, level, judgement.changes)
    if referred:
        return [noted, *referred]
    return [noted, *await dialogues.begin(context, SAFETY)]


async def before_typed(context: Context, workout: Workout, told: Report) -> list[Outcome]:
    """Note pain before the day's routine as its start level, and leave out what it closes."""
    pains = _placed(workout.pains, told)
    region = pains.region
    workout = replace(workout, pains=replace(pains, sharp=told.sharp or pains.sharp))
    level = told.pain
    if level is not None and (outcomes := await before(context, workout, level)):
        return outcomes
    if level is None:
        await routine.save(context, workout)
    spare = spares_place(level, sharp=told.sharp)
    if spare and region is not None:
        today = Circumstances(hurting=frozenset({region}))
        return await reshape.reshape(context, workout.day, today)
    noted = PainNoted(PainMoment.BEFORE, level or 0, ask_where=spare)
    return [noted, *await routine.show(context, asked=True)]


async def during_typed(context: Context, workout: Workout, told: Report) -> list[Outcome]:
    """Note pain at a card; leave the card where it is too much."""
    level = told.pain or 0
    pains = _placed(workout.pains, told)
    region = pains.region
    during = max(level, pains.during or 0)
    workout = replace(workout, pains=replace(pains, during=during, sharp=told.sharp))
    await routine.save(context, workout)
    if spares_place(level, sharp=told.sharp):
        return await workouts.hurt(context, workout, region)
    return [PainNoted(PainMoment.DURING, level), *await routine.show(context, asked=True)]


def _placed(pains: Pains, told: Report) -> Pains:
    """Return the workout with the place and side of pain, where they are known."""
    return replace(
        pains,
        region=told.region or pains.region,
        side=told.side if told.region else told.side or pains.side,
    )


async def morning(context: Context, workout: Workout, level: int) -> list[Outcome]:
    """Note the next morning's pain, which judges the session before it and today's plan."""
    worse, was = level > (worst(workout) or 0), await reporting.judgement_of(context, workout.day)
    workout = replace(workout, pains=replace(workout.pains, morning=level))
    await routine.save(context, workout)
    if worse:
        judgement, referred = await reporting.judged(context, workout.day)
    else:
        judgement, referred = await reporting.judged_anew(context, workout.day, was)
    noted = PainNoted(PainMoment.MORNING, level, judgement.changes)
    if referred:
        return [noted, *referred]
    if judgement.rescreen:
        return [noted, *await dialogues.begin(context, SAFETY)]
    today = await context.store.workouts.find(context.person.id, context.today)
    if today is None or today.state is not WorkoutState.PLANNED:
        return [noted]
    if await _today_too(context, today, level):
        return [noted, *await routine.show(context, asked=True)]
    return [replace(noted, start=context.today)]


async def _today_too(context: Context, today: Workout, level: int) -> bool:
    """Plan today's untouched routine anew; return whether it became easier."""
    planned = await routine.planned_anew(context)
    if planned is None:
        return False
    pains = replace(planned.pains, before=level)
    await routine.save(context, replace(planned, pains=pains))
    return planned.routine != today.routine


def _card(workout: Workout) -> list[Outcome]:
    if workout.current is None or workout.state is not WorkoutState.UNDER_WAY:
        return []
    return [CardShown(workout, workout.current)]
