"""What follows the report of a day: noted, judged, locked, promised, corrected."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app.context import CHECKIN, SAFETY, Context
from bot.app.dialogues import drop
from bot.app.person import clearance, schedule
from bot.app.training import progress
from bot.app.training.routine import latest, of_day, save
from bot.app.training.tips import tip
from bot.domain.assessment.evidence import painful, usual_level
from bot.domain.errors import TooMany
from bot.domain.event import EventKind
from bot.domain.expiry import may_be_corrected
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.reported import CheckedIn
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import Screening
from bot.domain.schedule import local_day
from bot.domain.tip import Moment
from bot.domain.training.pain import Colour, morning_due, worst_during
from bot.domain.training.pain_response import PainResponse, judge
from bot.domain.training.plan_rules import Reason
from bot.domain.training.progress import Week
from bot.domain.training.too_much import note_too_much
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import CardState, PainMoment, Report, Workout
from bot.domain.typed_intent import CorrectReport


async def report(context: Context, day: date, reported: Report) -> tuple[list[Outcome], bool]:
    """Note the report of a day, close what is pending, and say what follows.

    Returns:
        What to show, and whether the safety questions are to be asked again first.

    Raises:
        TooMany: more was done than there was.
    """
    workout = await of_day(context, day)
    done = _whole(workout) if reported.all else 0 if reported.none else reported.done
    if done is not None:
        if done > len(workout.cards):
            raise TooMany(most=len(workout.cards))
        workout = workout.report(done)
    elif workout.ending is None:
        workout = workout.end()
    workout = note_too_much(workout, too_much=reported.too_much)
    was = workout.pains
    late = reported.moment is PainMoment.AFTER
    pains = replace(
        was,
        during=was.during if reported.pain is None or late else reported.pain,
        after=reported.pain
        if late
        else reported.after
        if reported.after is not None
        else was.after,
        region=reported.region or workout.pains.region,
        side=reported.side or workout.pains.side,
        sharp=reported.sharp or workout.pains.sharp,
    )
    effort = workout.effort if reported.effort is None else reported.effort
    workout = replace(workout, pains=pains, effort=effort)
    await save(context, workout)
    if context.person.started is None and workout.done:
        await context.keep(started=day)
    judgement, referred = await judged(context, day)
    await _settle(context, workout)
    # Sympathy and questions follow, or a lock: no promise, no score and no tip beside them.
    hurt = judgement.rescreen or bool(referred)
    due = None if hurt else await schedule.upcoming(context)
    week = None if hurt else await _week(context)
    next_tip = await tip(context, Moment.AFTER_WORKOUT) if workout.done and not hurt else None
    changes = judgement.changes
    if reported.too_much and not hurt:
        changes = (*changes, context.catalog.plan_rules.change(Reason.NEXT_NO_LONGER))
    outcomes: list[Outcome] = [CheckedIn(workout, due, str(context.zone), changes, week, next_tip)]
    if referred or judgement.rescreen:
        return [*outcomes, *referred], judgement.rescreen
    return [*outcomes, *await progress.reached_with(context, workout)], False


def _whole(workout: Workout) -> int:
    """Count the exercises that "all done" means: what hurt and was left out is none of them."""
    return sum(card.state is not CardState.HURT for card in workout.cards)


async def correct(context: Context, correction: CorrectReport) -> list[Outcome]:
    """Read the last report otherwise: a number is the pain where one was reported."""
    workout = await latest(context)
    if (
        workout is None
        or workout.ending is None
        or not may_be_corrected(workout.day, context.today)
    ):
        return []
    hurt = worst_during(workout) is not None or workout.pains.after is not None
    corrected = Report(
        pain=correction.number if hurt else None,
        done=None if hurt else correction.number,
        region=correction.region,
        side=correction.side,
    )
    if hurt:
        await save(context, _lowered(workout, correction.number))
    return (await report(context, workout.day, corrected))[0]


def _lowered(workout: Workout, level: int | None) -> Workout:
    """Return the workout with no exercise that hurt more than the day's worst, now corrected."""
    if level is None:
        return workout
    cards = (replace(c, pain=min(c.pain, level)) if c.pain else c for c in workout.cards)
    return replace(workout, cards=tuple(cards))


async def _settle(context: Context, workout: Workout) -> None:
    """Close all promised messages and open questions of the day."""
    await drop(context, CHECKIN)
    if context.person.lock is not None:
        return
    await schedule.settle(context)
    if morning_due(workout) and workout.day == context.today:
        await schedule.promise_morning(context, context.today + timedelta(days=1))


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


async def _week(context: Context) -> Week | None:
    """Return this week so far; a quiet week is no number."""
    this_week = await progress.weeks(context, most=1)
    return this_week[-1] if this_week and this_week[-1].done else None
