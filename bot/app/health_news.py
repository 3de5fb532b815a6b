"""Ask whether anything changed in somebody's health since the safety questions, and go on after."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.app import dialogues, finding_out, known_answers
from bot.app.context import HEALTH_NEWS, SAFETY, Context, Runs
from bot.app.dialogues import Finished
from bot.app.training import retest, routine
from bot.app.training.coming_back import after_long_break
from bot.domain.ids import QuestionId, ScriptId
from bot.domain.outcome import Outcome
from bot.domain.safety.lasting import ANSWERS_HOLD
from bot.domain.schedule import local_day
from bot.domain.talk.answers import Answers, Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.training.absence import AWAY_LONG
from bot.domain.training.retest import Recheck

CHANGED = QuestionId("health_changed")
SIGNS, RED = QuestionId("signs_since"), QuestionId("card_red")
"""The urgent warning signs, asked here after a long break, and in the safety questions."""
NOTHING = "none"
WISH = QuestionId("health_news_wish")
"""What was wished and waits for the answer: an answer that the bot gives itself."""
ASSESS, MEASURE, CLEARED, TRAIN = "assess", "recheck", "cleared", "train"


async def _train(context: Context) -> list[Outcome]:
    return await routine.show(context, asked=True)


WISHES: dict[str, Callable[[Context], Awaitable[list[Outcome]]]] = {
    ASSESS: finding_out.go_on,
    MEASURE: retest.begin,
    TRAIN: _train,
}
"""What goes on afterwards; what follows a clearance is added by `bot.app.finish`, which stands
above."""


async def ask(context: Context, wish: str, hold: timedelta = ANSWERS_HOLD) -> list[Outcome]:
    """Ask whether anything is new, where the safety questions were answered long ago; nothing where
    they still hold.

    Args:
        wish: what goes on afterwards.
        hold: how long the answers hold.
    """
    opened = await dialogues.waiting(context)
    if opened is not None and opened.script.id == HEALTH_NEWS:
        return await dialogues.begin(context, HEALTH_NEWS)
    if context.person.lock is not None:
        return []
    runs = await _answered(context, SAFETY, HEALTH_NEWS)
    if not runs or context.today - local_day(runs[-1][0], context.zone) < hold:
        return []
    return await dialogues.begin(context, HEALTH_NEWS, {WISH: wish})


async def _answered(context: Context, *scripts: ScriptId) -> Runs:
    """Return the finished runs of scripts, without a question about news that was put off."""
    runs = await context.store.dialogues.runs(context.person.id, scripts)
    return tuple(run for run in runs if WISH not in run[1] or CHANGED in run[1] or _sign(run[1]))


def _sign(answers: Answers) -> Value | None:
    """Return the answer that there is, or may be, an urgent warning sign."""
    answer = answers.get(SIGNS, NOTHING)
    return None if answer == NOTHING else answer


async def ask_after_break(context: Context) -> list[Outcome]:
    """Ask whether anything is new before the first routine after a long break."""
    if not await after_long_break(context):
        return []
    return await ask(context, TRAIN, timedelta(days=AWAY_LONG))


async def finish(context: Context, dialogue: Dialogue) -> Finished:
    """Go on with what was wished where nothing is new; else the safety questions come first, from
    the urgent warning signs on where there may be one."""
    if (sign := _sign(dialogue.given)) is not None:
        known = await known_answers.lasting(context, SAFETY)
        return await dialogues.begin(context, SAFETY, {**known, RED: sign}), None
    if dialogue.given.get(CHANGED) != NOTHING:
        return [], SAFETY
    return await WISHES[str(dialogue.answers[WISH])](context), None


async def resumed(context: Context) -> list[Outcome]:
    """Go on with what waited for the safety questions, measuring or a routine; nothing where
    nothing did."""
    runs = await _answered(context, HEALTH_NEWS)
    if not runs or local_day(runs[-1][0], context.zone) != context.today:
        return []
    checked = context.person.cleared_at
    after_check = checked is not None and local_day(checked, context.zone) == context.today
    if runs[-1][1].get(CHANGED) == NOTHING or after_check:
        return []
    if runs[-1][1].get(WISH) == TRAIN:
        return await _train(context)
    due = await retest.due(context)
    return await WISHES[ASSESS if due is Recheck.HABITS else MEASURE](context)
