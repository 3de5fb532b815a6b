"""Gather what the page for a physiotherapist tells."""

from collections.abc import Iterable
from datetime import date

from bot.app.context import ABOUT_RED_FLAGS, Context
from bot.app.person import restrictions
from bot.app.training import progress, routine
from bot.app.training.trainee import trainee
from bot.domain.assessment.evidence import painful
from bot.domain.event import Event, EventKind
from bot.domain.ids import FlagId, QuestionId, Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import Summarised
from bot.domain.outcome.assessed import NoProfile
from bot.domain.schedule import local_day
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers
from bot.domain.training.routine import Routine
from bot.domain.training.summary import (
    WINDOW,
    Alarming,
    Summary,
    aches,
    coming,
    days,
    tallies,
)
from bot.domain.training.trainee import REMEMBERED


async def make(context: Context) -> list[Outcome]:
    """Return the summary; before there is a profile, the way to one."""
    facts = await _facts(context)
    return [NoProfile()] if facts is None else [Summarised(facts)]


async def _facts(context: Context) -> Summary | None:
    person, store, today = context.person, context.store, context.today
    so_far = await progress.so_far(context)
    who = await trainee(context)
    if so_far is None or who is None:
        return None
    profiles = await store.profiles.all(person.id)
    found_on = {f.pattern: local_day(at, context.zone) for at, p in profiles for f in p.drivers}
    history = await store.workouts.history(person.id, today - REMEMBERED)
    since = today - WINDOW
    recent = [workout for workout in history if workout.day >= since]
    events = await context.events()
    stretches = sum(
        e.kind is EventKind.STRETCHED and local_day(e.at, context.zone) >= since for e in events
    )
    standing = await context.standing()
    barred = bool(await routine.barred(context))
    return Summary(
        assessed=local_day(profiles[-1][0], context.zone),
        profile=who.profile,
        found_on=found_on,
        tested_on=await _tested_on(context),
        progress=so_far,
        days=days(history, since, today, stretches, who.usual_pain),
        exercises=tallies(recent),
        aches=aches(recent),
        pains_at_start=_pains(await context.answers()),
        flags=standing.flags,
        cleared=person.cleared,
        cleared_on=person.cleared_at and local_day(person.cleared_at, context.zone),
        held=None if person.lock is None else local_day(person.lock.since, context.zone),
        waits=barred and person.lock is None,
        closed=standing.closed,
        closures=await restrictions.standing(context),
        alarming=tuple(_alarming(context, events)),
        never=person.preferences.never,
        routines=() if barred else await _coming(context),
    )


async def _tested_on(context: Context) -> dict[QuestionId, tuple[date, ...]]:
    """Return the days on which each question of a self-test got an answer."""
    days: dict[QuestionId, tuple[date, ...]] = {}
    for day, answers in await progress.runs(context):
        for question, value in answers.items():
            asked = context.catalog.questions.get(question)
            if asked is not None and asked.card and value not in (NOT_SURE, SKIPPED):
                days[question] = (*days.get(question, ()), day)
    return days


async def _coming(context: Context) -> tuple[Routine, ...]:
    who = await trainee(context)
    if who is None:
        return ()
    kept = await context.store.workouts.find(context.person.id, context.today)
    return coming(who, context.today, context.catalog, None if kept is None else kept.routine)


def _pains(answers: Answers) -> tuple[tuple[Region, float], ...]:
    levels = [(region, answers.get(QuestionId(f"pain_{region}"))) for region in painful(answers)]
    numbers = [(r, float(level)) for r, level in levels if isinstance(level, int | float)]
    return tuple(sorted(numbers, key=lambda pain: (-pain[1], pain[0])))


def _alarming(context: Context, events: Iterable[Event]) -> Iterable[Alarming]:
    """Yield each red flag in the person's words with the answer that came next, the oldest
    first."""
    waiting: Alarming | None = None
    for event in events:
        if event.kind is EventKind.RED_FLAG_HEARD:
            if waiting is not None:
                yield waiting
            flag = FlagId(str(event.detail["flag"]))
            waiting = Alarming(local_day(event.at, context.zone), flag, None)
        elif waiting is not None and event.kind in ABOUT_RED_FLAGS and "flag" in event.detail:
            yield Alarming(waiting.day, waiting.flag, event.kind is EventKind.LOCKED)
            waiting = None
    if waiting is not None:
        yield waiting
