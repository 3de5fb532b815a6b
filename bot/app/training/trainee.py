"""Gather everything that the plan of one day is made from."""

from datetime import date

from bot.app.context import Context
from bot.app.person import restrictions
from bot.domain.assessment.again import FORTNIGHT
from bot.domain.assessment.assess import profile as conclude
from bot.domain.assessment.evidence import usual_level
from bot.domain.assessment.gap import Lagging, lagging
from bot.domain.safety.lasting import spared
from bot.domain.safety.screening import screen
from bot.domain.training.balance import balance_of
from bot.domain.training.retest import leading, once_likely
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import REMEMBERED, Trainee


async def trainee(
    context: Context, today: Circumstances | None = None, day: date | None = None
) -> Trainee | None:
    """Return everything a plan is made from; None before there is a profile.

    Args:
        day: what is planned; the history ends before it. Today, if it is left out.
    """
    day = day or context.today
    profiles = [profile for _, profile in await context.store.profiles.all(context.person.id)]
    if not profiles:
        return None
    if profiles[-1].outdated:
        profiles[-1] = conclude(await context.answers(), context.catalog)
        await context.store.profiles.mend(context.person.id, profiles[-1])
    profile, keeping = leading(profiles, context.catalog.patterns)
    history = await context.store.workouts.history(context.person.id, context.today - REMEMBERED)
    answers = await context.answers()
    screened = screen(answers, context.catalog.flags.values(), context.today).closed
    closures = await restrictions.standing(context)
    return Trainee(
        profile=profile,
        closed=screened.union(*(c.movements for c in closures)),
        preferences=context.person.preferences,
        started=context.person.started,
        history=tuple(w for w in history if w.day < day and w.counts),
        healing=spared(answers, context.today) | {c.region for c in closures if c.region},
        today=today or Circumstances(),
        keeping=keeping,
        once_likely=once_likely(profiles),
        lagging=await _lagging(context),
        usual_pain=usual_level(await context.complaint()),
        balance=balance_of(answers),
        replay=context.replay,
    )


async def _lagging(context: Context) -> Lagging:
    """Return lasting gaps between sides; nothing is read before there can have been a re-test."""
    started = context.person.started
    if started is None or (context.today - started).days <= FORTNIGHT:
        return frozenset()
    catalog = context.catalog
    return lagging(await context.sittings(), catalog.tests.values(), catalog.patterns)
