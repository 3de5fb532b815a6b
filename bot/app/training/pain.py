"""For which moment a pain is noted (before, during, next morning), and what follows it."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.app.training import judging, pain_before, reporting, routine, workouts
from bot.app.training.checkin import follow_last_card
from bot.app.training.pain_prompts import waits_for_level
from bot.domain.errors import NotAnOption
from bot.domain.ids import Region
from bot.domain.intent import OnPain
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import PainAsked, PainNoted
from bot.domain.training.pain import MORNING_WITHIN, morning_due, worst
from bot.domain.training.pain_in_session import spares_place
from bot.domain.training.workout import (
    CardState,
    PainMoment,
    PlacePain,
    Report,
    Workout,
    WorkoutState,
)

SOME, MORE, SKIP = "some", "more", "skip"
"""Beside the numbers: which of them, which of the high ones, and no answer."""


async def answer_tap(context: Context, intent: OnPain) -> list[Outcome]:
    """Take a tap under one of these questions."""
    if intent.level in (SOME, MORE):
        place = _place(context, intent)
        some, more = intent.level == SOME, intent.level == MORE
        return [PainAsked(intent.day, intent.moment, some=some, more=more, place=place)]
    workout = await routine.of_day(context, intent.day)
    level = min(int(intent.level), 10) if intent.level.isdecimal() else None
    place = _place(context, intent)
    if intent.moment is PainMoment.MORNING:
        return [] if level is None else await morning(context, workout, level, place)
    if place is not None:
        return await pain_before.at_place(context, workout, PlacePain(place, level))
    pains = replace(workout.pains, before=level)
    outcomes = [] if level is None else await pain_before.note(context, workout, pains)
    return outcomes or pain_before.open_card(await routine.of_day(context, intent.day))


def _place(context: Context, intent: OnPain) -> Region | None:
    """Return the place that was asked about.

    Raises:
        NotAnOption: there is no such place.
    """
    if intent.place and intent.place not in context.catalog.plan_rules.areas:
        raise NotAnOption()
    return Region(intent.place) if intent.place else None


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
    if not workout.begun:
        if workout.day < context.today:
            return []
        last = await _session_before(context) if moment is PainMoment.AFTER else None
        if last is not None:
            return await morning(context, last, level)
        return await pain_before.typed(context, workout, report)
    if moment in (None, PainMoment.BEFORE) and await _is_before(context, workout, report):
        return await pain_before.typed(context, workout, report)
    if workout.begun and moment in (None, PainMoment.DURING):
        return await during_typed(context, workout, report)
    return []


async def _is_before(context: Context, workout: Workout, report: Report) -> bool:
    """Whether it answers the question before the first card with another place."""
    waits = None if report.exercise_done else await waits_for_level(context, workout)
    return waits is not None and report.region is not None


async def report(context: Context, reported: Report) -> list[Outcome]:
    """Take a typed report of the last workout; pain alone counts for the moment it is typed at."""
    workout = await routine.latest(context)
    if workout is None:
        return []
    if reported.only_pain and (noted := await typed(context, workout, reported)):
        return noted
    outcomes, rescreen = await reporting.report(context, workout.day, reported)
    return [*outcomes, *await dialogues.begin(context, SAFETY)] if rescreen else outcomes


async def _session_before(context: Context) -> Workout | None:
    """Return the last session before today, within a few days."""
    history = await context.store.workouts.history(
        context.person.id, context.today - MORNING_WITHIN
    )
    done = [w for w in history if w.day < context.today and w.done]
    return done[-1] if done else None


async def during_typed(context: Context, workout: Workout, reported: Report) -> list[Outcome]:
    """Note pain at a card; leave the card where it is too much."""
    level = reported.pain or 0
    pains = pain_before.placed(workout.pains, reported)
    region = pains.region
    during = max(level, pains.during or 0)
    workout = replace(workout, pains=replace(pains, during=during, sharp=reported.sharp))
    card = workout.current
    assert card is not None
    workout = workout.noted(card, pain=level, region=region)
    await routine.save(context, workout)
    if reported.exercise_done:
        done = await workouts.mark(context, workout, card, CardState.DONE)
        too_much = spares_place(level, sharp=reported.sharp)
        noted = PainNoted(PainMoment.DURING, level, too_much=too_much)
        return _led(noted, await follow_last_card(context, done))
    if spares_place(level, sharp=reported.sharp):
        noted = PainNoted(PainMoment.DURING, level, left_out=True)
        return _led(noted, await workouts.hurt(context, workout, region))
    return [PainNoted(PainMoment.DURING, level), *await routine.show(context, asked=True)]


def _led(noted: PainNoted, outcomes: list[Outcome]) -> list[Outcome]:
    """Return what follows a pain, with one note of it before: that of the questions is the same."""
    match outcomes:
        case [PainNoted(changes=changes), *rest]:
            return [replace(noted, changes=changes), *rest]
        case _:
            return [noted, *outcomes]


async def morning(
    context: Context, workout: Workout, level: int, place: Region | None = None
) -> list[Outcome]:
    """Note the next morning's pain, which judges the session before it and today's plan.

    Args:
        place: where it was asked about.
    """
    worse, was = level > (worst(workout) or 0), await judging.judgement_of(context, workout.day)
    workout = replace(workout, pains=replace(workout.pains, morning=level))
    await routine.save(context, workout)
    if worse:
        judgement, referred = await judging.judged(context, workout.day)
    else:
        judgement, referred = await judging.judged_anew(context, workout.day, was)
    noted = PainNoted(PainMoment.MORNING, level, judgement.changes)
    if referred:
        return [noted, *referred]
    if judgement.rescreen:
        return [noted, *await dialogues.begin(context, SAFETY)]
    today = await context.store.workouts.find(context.person.id, context.today)
    if today is None or today.state is not WorkoutState.PLANNED:
        return [noted]
    if await _today_too(context, today, level, place):
        return [noted, *await routine.show(context, asked=True)]
    return [replace(noted, start=context.today)]


async def _today_too(context: Context, today: Workout, level: int, place: Region | None) -> bool:
    """Plan today's untouched routine anew, with that level at its place before it; return whether
    it became easier."""
    planned = await routine.planned_anew(context)
    if planned is None:
        return False
    pains = replace(today.pains, before=level)
    if place is not None:
        pains = pains.at(PlacePain(place, level))
    await routine.save(context, replace(planned, pains=pains))
    return planned.routine != today.routine
