"""Which answers of earlier dialogues are not asked for again."""

from collections.abc import Mapping

from bot.app.context import ASSESSMENT, COMPLAINT, HEALTH, SAFETY, SETUP, Context
from bot.domain.assessment.again import FORTNIGHT
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.safety.age import AGE
from bot.domain.safety.flag import Refer
from bot.domain.safety.screening import screen
from bot.domain.schedule import local_day
from bot.domain.talk.answers import Value
from bot.domain.talk.question import Kind

LASTING = (AGE, QuestionId("sex"))
"""Answers of the safety screen that hold when it is asked again."""
CONDITIONS = QuestionId("card_health")
"""The first question of the safety screen after the warning signs: what is asked from here on does
not change from one week to the next."""


async def lasting(context: Context, script: ScriptId) -> Mapping[QuestionId, Value]:
    """Return the answers that the safety screen need not ask again.

    Warning signs are asked each time. The conditions told within a fortnight hold, unless one of
    them was a reason to see somebody first: after pain nobody goes through six pages for what can
    be on three.
    """
    if script == SETUP:
        return await _told_early(context, script)
    if script != SAFETY:
        return {}
    runs = await context.store.dialogues.runs(context.person.id, [SAFETY])
    if runs and (context.today - local_day(runs[-1][0], context.zone)).days <= FORTNIGHT:
        latest = runs[-1][1]
        if screen(latest, context.catalog.flags.values()).refer is Refer.NONE:
            ids = [q.id for q in context.catalog.scripts[SAFETY].questions]
            kept = {*LASTING, *ids[ids.index(CONDITIONS) :]}
            return {id: value for id, value in latest.items() if id in kept}
    answers = await context.store.dialogues.answers(context.person.id, [SAFETY])
    # What leaves no plan at all may end with a birthday: it is asked again.
    barring = [f for f in screen(answers, context.catalog.flags.values()).flags if f.no_plan]
    again = {question for flag in barring for question in flag.when.questions}
    early = {} if AGE in answers else await _told_early(context, script)
    known_by_now = {**early, **answers}
    return {id: known_by_now[id] for id in LASTING if id in known_by_now and id not in again}


async def _told_early(context: Context, script: ScriptId) -> Mapping[QuestionId, Value]:
    """Return the answers of a script that were told before it was begun."""
    early: dict[QuestionId, Value] = {}
    for event in await context.events():
        if event.kind is EventKind.TOLD_EARLY:
            id, value = QuestionId(str(event.detail["question"])), str(event.detail["value"])
            if (question := context.catalog.scripts[script].question(id)) is not None:
                early[id] = float(value) if question.kind is Kind.NUMBER else value
    return early


async def known(context: Context, script: ScriptId) -> Mapping[QuestionId, Value]:
    """Return answers of the earlier health scripts; a script never sees its own former run.

    What brought somebody here weeks ago may be over: an assessment asks it again.
    """
    earlier = [id for id in HEALTH if id != script]
    if script == ASSESSMENT and not await _brought_here_lately(context):
        earlier.remove(COMPLAINT)
    answers = await context.store.dialogues.answers(context.person.id, earlier) if earlier else {}
    return {**context.of_the_bot, **answers}


async def _brought_here_lately(context: Context) -> bool:
    runs = await context.store.dialogues.runs(context.person.id, [COMPLAINT])
    return bool(runs) and (context.today - local_day(runs[-1][0], context.zone)).days <= FORTNIGHT
