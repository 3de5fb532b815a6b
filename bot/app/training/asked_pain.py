"""Ask what is missing of a pain that was told without a number, and take it for a report."""

from dataclasses import replace

from bot.app import body_news, dialogues
from bot.app.context import SAFETY, Context
from bot.app.dialogues import FINISHERS, Finished
from bot.app.person import clearance
from bot.app.training import pain, routine
from bot.domain.assessment.evidence import painful
from bot.domain.complaint import side_of
from bot.domain.ids import Region
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.reported import CheckedIn, PainNoted
from bot.domain.outcome.talk import Asking
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.pain_details import (
    COMES_WITH,
    EXPECTING,
    NO,
    NOTED,
    NOTHING,
    OF_THE_SCREEN,
    PAIN_DETAILS,
    answers_of,
    hurt_before,
    report_of,
)
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import REMEMBERED
from bot.domain.training.workout import PainMoment, Report


async def ask(context: Context, reported: Report) -> list[Outcome]:
    """Ask where and how much it hurts, as far as it is not told, and what comes with a new pain.

    Its place rests at once, whether or not the questions are answered.
    """
    place = reported.region
    if place is not None:
        await _spare(context, frozenset({place}))
    if why_not := await routine.barred(context):
        return why_not
    if place is not None and reported.side is None:
        reported = replace(reported, side=side_of(await context.complaint(), place))
    is_new = place is None or not await _hurt_before(context, place)
    return await dialogues.begin(context, PAIN_DETAILS, answers_of(reported, is_new=is_new))


async def _spare(context: Context, places: frozenset[Region]) -> None:
    """Leave places out of today's untouched routine."""
    workout = await routine.workout_of(context, context.today)
    if workout is not None:
        today = workout.routine.today.and_also(Circumstances(hurting=places))
        await routine.plan_for(context, workout, today)


async def _work_again(context: Context, place: Region) -> None:
    """Take a place into today's untouched routine again: how much it hurts decides now."""
    workout = await routine.workout_of(context, context.today)
    if workout is not None:
        today = workout.routine.today
        await routine.plan_for(context, workout, replace(today, hurting=today.hurting - {place}))


async def _hurt_before(context: Context, place: Region) -> bool:
    since = context.today - REMEMBERED
    history = await context.store.workouts.history(context.person.id, since)
    return hurt_before(place, painful(await context.answers()), history)


async def finish(context: Context, dialogue: Dialogue) -> Finished:
    """Take the pain as if it had been told with its number; what comes with it asks the safety
    questions first, and in a pregnancy may need help now."""
    reported = report_of(dialogue.answers)
    warning = dialogue.given.get(EXPECTING, NO)
    if warning != NO:
        sign = {OF_THE_SCREEN: str(warning)}
        await clearance.tell_anew(context, sign)
        asked = await body_news.reopen(context, [sign])
        if not asked and await clearance.lock_if_urgent(context):  # known, and so now once more
            asked = [Referred(await context.standing())]
        return [one for one in asked if not isinstance(one, Chatted)], None
    if NOTED in dialogue.answers:
        return await _after_noted(context, dialogue, reported)
    if reported.region is not None:
        await _work_again(context, reported.region)
    moment = reported.moment or PainMoment.BEFORE
    noted = PainNoted(moment, reported.pain or 0)
    outcomes = await pain.report(context, reported) or [noted]
    follows = any(isinstance(one, (Asking, Referred)) for one in outcomes)
    if follows or dialogue.given.get(COMES_WITH, NOTHING) == NOTHING:
        return outcomes, None
    kept: list[Outcome] = [one for one in outcomes if isinstance(one, (PainNoted, CheckedIn))]
    return kept[:1] or [noted], SAFETY


async def _after_noted(context: Context, dialogue: Dialogue, reported: Report) -> Finished:
    """Keep the side, and go on where they were: with the routine, or the safety questions first."""
    workout = await routine.latest(context)
    if workout is not None and workout.pains.region == reported.region:
        sided = replace(workout.pains, side=reported.side or workout.pains.side)
        await routine.save(context, replace(workout, pains=sided))
    if dialogue.given.get(COMES_WITH, NOTHING) != NOTHING:
        return [], SAFETY
    return await routine.show(context, asked=True), None


FINISHERS[PAIN_DETAILS] = finish
