"""What follows the report of a day: noted, judged, locked, promised, corrected."""

from dataclasses import replace
from datetime import date, timedelta

from bot.app.context import CHECKIN, Context
from bot.app.dialogues import drop
from bot.app.person import schedule
from bot.app.training import judging, progress
from bot.app.training.routine import latest, of_day, save
from bot.app.training.tips import tip
from bot.domain.errors import TooMany
from bot.domain.expiry import may_be_corrected
from bot.domain.outcome import Outcome
from bot.domain.outcome.reported import CheckedIn
from bot.domain.tip import Moment
from bot.domain.training.pain import morning_due, worst_during
from bot.domain.training.pain_response import PainResponse
from bot.domain.training.plan_rules import Reason
from bot.domain.training.progress import Week
from bot.domain.training.too_much import note_too_much
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
    standing = await _known_already(context, workout, reported)
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
    if standing is None:
        judgement, referred = await judging.judged(context, day)
    else:
        judgement, referred = await judging.judged_anew(context, day, standing)
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


async def _known_already(
    context: Context, workout: Workout, reported: Report
) -> PainResponse | None:
    """Return how the pain told at the cards was judged, where its questions were answered and the
    report is no worse; else None."""
    if (reported.pain or 0) > (worst_during(workout) or 0):
        return None
    if not await judging.was_asked(context, workout.day):
        return None
    return await judging.judgement_of(context, workout.day)


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


async def _week(context: Context) -> Week | None:
    """Return this week so far; a quiet week is no number."""
    this_week = await progress.weeks(context, most=1)
    return this_week[-1] if this_week and this_week[-1].done else None
