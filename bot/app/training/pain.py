"""For which moment a pain is noted (before, during, next morning), and what follows it."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import SAFETY, Context
from bot.app.training import pain_prompts, reporting, reshape, routine, workouts
from bot.domain.errors import NotAnOption
from bot.domain.ids import Region
from bot.domain.intent import OnPain
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import PainAsked, PainNoted
from bot.domain.outcome.workout import CardShown
from bot.domain.training.pain import MORNING_WITHIN, morning_due, worst
from bot.domain.training.pain_in_session import spares_place
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import (
    PainMoment,
    Pains,
    PlacePain,
    Report,
    Workout,
    WorkoutState,
)

SOME, MORE, SKIP = "some", "more", "skip"
"""Beside the numbers: which of them, which of the high ones, and no answer."""


async def told(context: Context, intent: OnPain) -> list[Outcome]:
    """Take a tap under one of these questions."""
    if intent.level in (SOME, MORE):
        place = _place(context, intent)
        return [PainAsked(intent.day, intent.moment, more=intent.level == MORE, place=place)]
    workout = await routine.of_day(context, intent.day)
    level = min(int(intent.level), 10) if intent.level.isdecimal() else None
    place = _place(context, intent)
    if intent.moment is PainMoment.MORNING:
        return [] if level is None else await morning(context, workout, level, place)
    if place is not None:
        return await before_at(context, workout, PlacePain(place, level))
    outcomes = [] if level is None else await before(context, workout, level)
    return outcomes or _card(await routine.of_day(context, intent.day))


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


async def before_at(context: Context, workout: Workout, told: PlacePain) -> list[Outcome]:
    """Note what one place hurts before a session; one that rested and still hurts is spared."""
    pains = _with_place(workout.pains, told)
    workout = replace(workout, pains=pains)
    await routine.save(context, workout)
    if told.level is None:
        return await _on(context, workout, None)
    worst = max(one.level or 0 for one in pains.places)
    if outcomes := await before(context, workout, worst):
        return outcomes
    lately = {one.region for one in await pain_prompts.places(context) if one.hurt_on is not None}
    if told.region in lately and spares_place(told.level, sharp=False):
        today = Circumstances(hurting=frozenset({told.region}))
        return await reshape.reshape(context, workout.day, today)
    return await _on(context, await routine.of_day(context, workout.day), told.level)


async def _on(context: Context, workout: Workout, level: int | None) -> list[Outcome]:
    """Go on after an answer: to the next place that is asked about, else to the card."""
    if not workout.begun:
        noted = PainNoted(PainMoment.BEFORE, level or 0, start=workout.day)
        return [] if level is None else [noted]
    following = await pain_prompts.waits_for_level(context, workout)
    return _card(workout) if following is None else [following]


async def before_typed(context: Context, workout: Workout, told: Report) -> list[Outcome]:
    """Note pain before the day's routine as its start level, and leave out what it closes."""
    pains = _placed(workout.pains, told)
    region, level = pains.region, told.pain
    if region is not None and level is not None:
        pains = _with_place(pains, PlacePain(region, level))
    workout = replace(workout, pains=replace(pains, sharp=told.sharp or pains.sharp))
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
    assert workout.current is not None
    workout = workout.noted(workout.current, pain=level, region=region)
    await routine.save(context, workout)
    if spares_place(level, sharp=told.sharp):
        noted = PainNoted(PainMoment.DURING, level, left_out=True)
        return [noted, *await workouts.hurt(context, workout, region)]
    return [PainNoted(PainMoment.DURING, level), *await routine.show(context, asked=True)]


def _with_place(pains: Pains, told: PlacePain) -> Pains:
    """Return the pains with what one place hurts before the session."""
    others = tuple(one for one in pains.places if one.region != told.region)
    return replace(pains, places=(*others, told))


def _placed(pains: Pains, told: Report) -> Pains:
    """Return the workout with the place and side of pain, where they are known."""
    return replace(
        pains,
        region=told.region or pains.region,
        side=told.side if told.region else told.side or pains.side,
    )


async def morning(
    context: Context, workout: Workout, level: int, place: Region | None = None
) -> list[Outcome]:
    """Note the next morning's pain, which judges the session before it and today's plan.

    Args:
        place: where it was asked about.
    """
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
    if await _today_too(context, today, level, place):
        return [noted, *await routine.show(context, asked=True)]
    return [replace(noted, start=context.today)]


async def _today_too(context: Context, today: Workout, level: int, place: Region | None) -> bool:
    """Plan today's untouched routine anew, with that level at its place before it; return whether
    it became easier."""
    planned = await routine.planned_anew(context)
    if planned is None:
        return False
    places = () if place is None else (PlacePain(place, level),)
    pains = replace(planned.pains, before=level, places=places)
    await routine.save(context, replace(planned, pains=pains))
    return planned.routine != today.routine


def _card(workout: Workout) -> list[Outcome]:
    if workout.current is None or workout.state is not WorkoutState.UNDER_WAY:
        return []
    return [CardShown(workout, workout.current)]
