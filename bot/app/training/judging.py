"""Judge the pain told so far: what is new of it, what was asked already, and whether it locks."""

from dataclasses import replace
from datetime import date

from bot.app.context import SAFETY, Context
from bot.app.person import clearance
from bot.domain.assessment.evidence import painful, usual_level
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import Screening
from bot.domain.schedule import local_day
from bot.domain.training.pain import Colour
from bot.domain.training.pain_response import PainResponse, judge
from bot.domain.training.trainee import REMEMBERED


async def judgement_of(context: Context, day: date) -> PainResponse:
    """Judge the reports so far."""
    history = await context.store.workouts.history(context.person.id, context.today - REMEMBERED)
    known = painful(await context.answers())
    usual = usual_level(await context.complaint())
    return judge(history, day, context.catalog.plan_rules, known, usual)


async def judged_anew(
    context: Context, day: date, was: PainResponse
) -> tuple[PainResponse, list[Outcome]]:
    """Judge again after a further level of a day, which is no worse: only what is new follows.

    The safety questions come once more where they were not answered since that day, and whenever
    it is graded higher or asks for something else, such as pain at rest.
    """
    judgement, referred = await judged(context, day)
    if judgement.colour > was.colour or judgement.advice is not was.advice:
        return judgement, referred
    answered = await context.store.dialogues.runs(context.person.id, [SAFETY])
    since = any(local_day(ended, context.zone) >= day for ended, _ in answered)
    changes = tuple(c for c in judgement.changes if c not in was.changes)
    again = judgement.rescreen and not (was.rescreen and since)
    return replace(judgement, changes=changes, rescreen=again), referred


async def was_asked(context: Context, day: date) -> bool:
    """Whether the safety questions were answered since a pain of that day asked for them."""
    pains_at = [
        event.at
        for event in await context.events()
        if event.kind is EventKind.PAIN and local_day(event.at, context.zone) == day
    ]
    answered = await context.store.dialogues.runs(context.person.id, [SAFETY])
    return bool(pains_at) and any(ended >= pains_at[-1] for ended, _ in answered)


async def judged(context: Context, day: date) -> tuple[PainResponse, list[Outcome]]:
    """Judge the reports so far and lock if a clinician is needed; a red or a stop is logged."""
    judgement = await judgement_of(context, day)
    if judgement.colour is Colour.RED or judgement.rescreen:
        detail = {"colour": judgement.colour.name.lower(), "advice": str(judgement.advice)}
        await context.log(EventKind.PAIN, detail)
    if judgement.refer is Refer.NONE:
        return judgement, []
    await context.keep(lock=Lock(judgement.refer, (), context.now))
    await clearance.locked(context)
    return judgement, [Referred(Screening(()))]
