"""What follows words that sound like a warning sign: advice, the question, a lock, or nothing."""

from bot.app import dialogues
from bot.app.account.start import present
from bot.app.context import Context
from bot.app.person import schedule
from bot.app.training import routine
from bot.domain.event import EventKind
from bot.domain.ids import FlagId
from bot.domain.intent import OnFlag
from bot.domain.outcome import Outcome
from bot.domain.outcome.caution import FlagDismissed, FlagHeard, Referred
from bot.domain.outcome.reply import Stale
from bot.domain.person import Lock
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.screening import Screening
from bot.domain.safety.unanswered_signs import rests_after_crisis
from bot.understanding.context import TextContext

ASKED = "flag"
"""The situation in which the bot has asked whether it is so."""
USUAL = "idle"
NO, EXPLAINED, SOMEBODY_ELSE = "no", "explained", "somebody_else"
NOES = (NO, EXPLAINED, SOMEBODY_ELSE, "long_ago", "mistake")
"""No, and no with what was meant."""
ANSWERS = ("yes", "not_sure", *NOES)
BARE = 2
"""A No of so few words does not say what was meant."""


async def listen(context: Context, words: str, *, forwarded: bool = False) -> list[Outcome]:
    """Answer words that sound like a warning sign, or that answer the question about one.

    The day is paused until the question is answered. Before consent there is advice and nothing
    is stored. Of forwarded words it is asked whether they are about the person.
    """
    waiting = await context.unexplained() if context.person.consented else None
    asked = waiting if waiting is not None and not waiting.is_crisis else None
    reply = _answered(context, words) if asked is not None and not forwarded else None
    if reply == NO and await context.was_asked_what_was_meant():
        reply = EXPLAINED
    known = await context.known_for_listening()
    situation = ASKED if asked is not None else USUAL
    text_context = TextContext(situation, known=known, forwarded=forwarded)
    flag, unclear = hear(context, words, text_context)
    if asked is not None and reply is not None and (reply not in NOES or flag is None):
        return await answer(context, OnFlag(asked.id, reply))
    if flag is None:
        return [FlagHeard(asked, consented=True)] if asked is not None else []
    if context.person.consented:
        detail = {"flag": str(flag.id)}
        if flag.refer is not context.catalog.flags[flag.id].refer:
            detail["urgent"] = "yes"
        if flag.doubted:
            detail["doubted"] = "yes"
        if _is_plain(flag, words, unclear=unclear):
            detail["plain"] = "yes"
        await context.log(EventKind.RED_FLAG_HEARD, detail)
        await schedule.settle(context)
    return [FlagHeard(flag, context.person.consented, unclear=unclear)]


def hear(context: Context, words: str, text_context: TextContext) -> tuple[Flag | None, bool]:
    """Return the warning sign of some words, and whether it may be of another person or time."""
    heard = context.deps.ear(words, text_context)
    flag = context.catalog.flags.get(FlagId(heard.id)) if heard else None
    if heard is not None and flag is not None and heard.refer == Refer.URGENT:
        flag = flag.urgent()
    if heard is not None and flag is not None and heard.doubted:
        flag = flag.in_doubt()
    return flag, text_context.forwarded or (heard is not None and heard.about == "unclear")


def _is_plain(flag: Flag, words: str, *, unclear: bool) -> bool:
    """Whether words tell an urgent sign as the writer's own and of now, and ask nothing."""
    from bot.understanding.questions import is_question  # loaded with the first typed words
    from bot.understanding.tokens import tokens

    certain = flag.refer is Refer.URGENT and not flag.doubted
    return certain and not unclear and not is_question(tokens(words))


def _answered(context: Context, words: str) -> str | None:
    """Return what typed words answer to the question whether it is so, if anything."""
    from bot.understanding.tokens import tokens  # loaded with the first typed words

    understander = context.deps.understander(context.person.language)
    acts = understander.understand(words, TextContext(ASKED)).acts
    reply = next((act.name for act in acts if act.name in ANSWERS), None)
    return EXPLAINED if reply == NO and len(tokens(words)) > BARE else reply


async def answer(context: Context, intent: OnFlag) -> list[Outcome]:
    """Lock on yes and "not sure"; go on with a no.

    A tap on no, or a bare one in words, to what was told plainly is asked about: what did they
    mean? Only a second one in words goes on: a finger taps twice.
    """
    flag = context.catalog.flags.get(FlagId(intent.flag))
    if flag is None or intent.answer not in ANSWERS:
        return [Stale()]
    waiting = await context.unexplained()
    if waiting is not None and waiting.id == flag.id:
        flag = waiting
    if intent.answer in NOES:
        if flag is waiting and flag.is_crisis and await _is_resting(context):
            return [FlagDismissed(rests=True)]
        if flag is waiting and intent.answer == NO and await context.is_contradicted_by_no():
            if not await context.was_asked_what_was_meant():
                await context.log(EventKind.RED_FLAG_QUERIED, {"flag": str(flag.id)})
            return [FlagHeard(flag, consented=True, contradicted=True)]
        if flag is waiting:
            await context.log(EventKind.RED_FLAG_DISMISSED, {"flag": str(flag.id)})
            await schedule.promise_routine(context)
        refer = Refer.NONE if flag.doubted else flag.refer
        dismissed = FlagDismissed(refer, of_another=intent.answer == SOMEBODY_ELSE)
        if flag.refer is Refer.URGENT and await dialogues.current(context) is None:
            return [dismissed]  # no exercises in the same breath
        return [dismissed, *await present(context)]
    if flag.refer is Refer.CRISIS:
        certain = context.catalog.flags[flag.id]
        if flag.doubted:
            await context.log(EventKind.RED_FLAG_HEARD, {"flag": str(certain.id)})
        return [FlagHeard(certain, consented=True)]
    if context.person.lock is not None and flag.id in context.person.lock.flags:
        return [Referred(Screening((flag,)))]
    refer = flag.refer if flag.refer is not Refer.NONE else Refer.CLINICIAN_FIRST
    await context.keep(
        lock=Lock(refer, (flag.id,), context.now), cleared=context.person.cleared - {flag.id}
    )
    await context.store.deliveries.close(context.person.id)
    await context.log(EventKind.LOCKED, {"flag": str(flag.id)})
    workout = await routine.latest(context)
    if workout is not None and workout.ending is None:
        ended = workout.end() if workout.begun else workout.decline()
        await context.store.workouts.save(context.person.id, ended)
    return [Referred(Screening((flag,)))]


async def _is_resting(context: Context) -> bool:
    """Whether words of a crisis are so new that training rests, whatever is said."""
    return rests_after_crisis(await context.days_unexplained())


async def answer_in_words(context: Context, flag: Flag, reply: str) -> list[Outcome]:
    """Take a typed yes, no or "not sure" about a sign; after a crisis a yes goes on."""
    if not flag.is_crisis or await context.times_asked_again() == 0:
        return await answer(context, OnFlag(flag.id, reply))
    if reply == "yes":
        return await answer(context, OnFlag(flag.id, "no"))
    return [FlagDismissed(rests=True)]
