"""Run dialogues: which one is open, its next question, answers by tap or text, going back."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.app import known_answers
from bot.app.context import CLEARANCE, FINDING_OUT, SAFETY, Context
from bot.app.person import preferences
from bot.app.person.clearance import lift_if_withdrawn, lock_if_urgent, tell_anew
from bot.domain.errors import AlreadyAnswered
from bot.domain.expiry import OPEN_QUESTION
from bot.domain.ids import DialogueId, OptionId, QuestionId, ScriptId, Side
from bot.domain.intent import Back, Change, Tap, Ticked
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.caution import Referred
from bot.domain.outcome.reply import Chatted, Refused, Stale
from bot.domain.outcome.talk import Answered, Asking, ChangeOffered
from bot.domain.person import Lock
from bot.domain.safety.flag import Refer
from bot.domain.setting_scripts import scripts
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Value
from bot.domain.talk.dialogue import NEXT, OF_PART, Dialogue
from bot.domain.talk.question import Kind, Question
from bot.domain.talk.script import Script

Finished = tuple[list[Outcome], ScriptId | None]
"""What to show, and the script that follows."""
Finisher = Callable[[Context, Dialogue], Awaitable[Finished]]
FINISHERS: dict[ScriptId, Finisher] = {}
"""What the answers of each script are for; filled by the use cases that stand above."""


async def begin(
    context: Context, script: ScriptId, answers: Mapping[QuestionId, Value] | None = None
) -> list[Outcome]:
    """Open a script with some answers given already; continue one that is open."""
    opened = await waiting(context)
    if opened is None or opened.script.id != script or answers:
        id = await context.store.dialogues.open(context.person.id, script, context.now)
        empty = Dialogue(id, context.catalog.scripts[script], {})
        answered = answers or await known_answers.lasting(context, script)
        opened = replace(empty, answers=answered, known=await known_answers.known(context, script))
        await context.store.dialogues.save(empty, opened, context.now)
    return await _go_on(context, opened)


async def current(context: Context) -> Dialogue | None:
    """Return the open dialogue of a person, with the answers its conditions read.

    The question of a setting is open for a while, and so are those that find out more once there
    is a plan: who left them meant nothing by it, and words are about the day again.
    """
    settings = scripts(context.catalog)
    lock = context.person.lock
    if lock is not None and lock.refer is Refer.URGENT:
        return await _current_while_locked(context, lock)
    left = (*settings, *(FINDING_OUT if context.person.preferences.push_at is not None else ()))
    since = {**dict.fromkeys(left, context.now - OPEN_QUESTION), **context.of_this_day}
    opened = await context.store.dialogues.current(
        context.person.id, {**_allowed(context), **settings}, since
    )
    return None if opened is None else await _with_known(context, opened)


async def _current_while_locked(context: Context, lock: Lock) -> Dialogue | None:
    """Return the question whether a clinician has checked, or the one whose answer was a slip."""
    opened = await context.store.dialogues.current(context.person.id, _allowed(context))
    if opened is None or opened.script.id == CLEARANCE or opened.current is None:
        return opened
    flags = context.catalog.flags
    caused = any(opened.current.id in flags[id].when.questions for id in lock.flags)
    return await _with_known(context, opened) if caused else None


async def waiting(context: Context) -> Dialogue | None:
    """Return the dialogue that waits to be continued, however long ago it was opened."""
    opened = await context.store.dialogues.current(
        context.person.id, _allowed(context), context.of_this_day
    )
    return None if opened is None else await _with_known(context, opened)


def _allowed(context: Context) -> Mapping[ScriptId, Script]:
    """Return the scripts that may go on: no self-tests and no check-in while help is needed now."""
    scripts = context.catalog.scripts
    lock = context.person.lock
    if lock is None or lock.refer is not Refer.URGENT:
        return scripts
    return {id: scripts[id] for id in (SAFETY, CLEARANCE)}


async def press(context: Context, tap: Tap) -> list[Outcome]:
    """Take the tap of an option."""
    dialogue = await _open(context, tap.dialogue)
    if dialogue is None:
        return await stale(context)
    asked = dialogue.current
    turned = tap.option.partition(OF_PART)[0] == NEXT
    listed = turned or (asked is not None and asked.kind is Kind.SEVERAL)
    ticks = asked is not None and asked.id == tap.question and listed
    if ticks and tap.option not in (NOT_SURE, SKIPPED):
        assert asked is not None
        return await _ticked(context, dialogue, dialogue.toggle(tap.question, tap.option), asked)
    question = dialogue.script.question(tap.question)
    if question is None:
        return await stale(context)
    several = question.kind is Kind.SEVERAL
    option = tap.option.lstrip("+-").partition(OF_PART)[0] if several else tap.option
    return await answer(context, dialogue, question, value_of(question, option))


async def finish_ticking(context: Context, ticked: Ticked) -> list[Outcome]:
    """Take the ticked options as the answer."""
    dialogue = await _open(context, ticked.dialogue)
    if dialogue is None:
        return await stale(context)
    if dialogue.current is None or dialogue.current.id != ticked.question:
        return [Stale(), *await _go_on(context, dialogue)]
    after = dialogue.finish_ticking(ticked.question)
    return await _ticked(context, dialogue, after, dialogue.current)


async def name_options(
    context: Context, dialogue: Dialogue, question: Question, options: frozenset[str]
) -> list[Outcome]:
    """Take options of the open list that were named in words; the rest of it is asked too.

    Raises:
        BotError: what the dialogue says of them.
    """
    after = dialogue.name_options(question.id, options)
    return await _ticked(context, dialogue, after, question, again=False)


async def _ticked(
    context: Context, before: Dialogue, after: Dialogue, question: Question, *, again: bool = True
) -> list[Outcome]:
    """More to tick, in the same message if asked again, or the whole answer."""
    if question.id in after.answers:
        return await keep(context, before, after, question)
    await context.store.dialogues.save(before, after, context.now)
    return [Asking(after, again=again)]


async def answer(
    context: Context, dialogue: Dialogue, question: Question, value: Value
) -> list[Outcome]:
    """Take an answer, however it was given.

    Raises:
        BotError: what the dialogue says of it.
    """
    if question.kind is Kind.ZONE and value not in (NOT_SURE, SKIPPED):
        preferences.check_zone(str(value))
    try:
        after = dialogue.answer(question.id, value)
    except AlreadyAnswered as error:
        if question.kind is Kind.SEVERAL:  # no button holds several; Back leads there
            return [Refused(error), *await _go_on(context, dialogue)]
        return [ChangeOffered(dialogue, question, value)]
    return await keep(context, dialogue, after, question)


async def measure(
    context: Context, dialogue: Dialogue, question: Question, side: Side, number: float
) -> list[Outcome]:
    """Take the number of one side."""
    after = dialogue.measure(question.id, side, number)
    if question.id not in after.answers:
        await context.store.dialogues.save(dialogue, after, context.now)
        return [Asking(after)]
    return await keep(context, dialogue, after, question)


async def answer_by_phone(
    context: Context, dialogue: Dialogue, question: Question, value: Value
) -> list[Outcome]:
    """What the measuring page read.

    Raises:
        BotError: what the dialogue says of it.
    """
    after = dialogue.answer_by_phone(question.id, value)
    return await keep(context, dialogue, after, question)


async def change(context: Context, intent: Change) -> list[Outcome]:
    """Replace the answer to an earlier question, after the person confirmed it."""
    dialogue = await _open(context, intent.dialogue)
    question = None if dialogue is None else dialogue.script.question(intent.question)
    if dialogue is None or question is None:
        return await stale(context)
    return await replace_answer(context, dialogue, question, value_of(question, intent.option))


async def replace_answer(
    context: Context, dialogue: Dialogue, question: Question, value: Value
) -> list[Outcome]:
    """Replace an answer that was given before.

    Raises:
        BotError: what the dialogue says of it.
    """
    return await keep(context, dialogue, dialogue.change(question.id, value), question)


async def back(context: Context, intent: Back) -> list[Outcome]:
    """Go back to the question before."""
    dialogue = await _open(context, intent.dialogue)
    if dialogue is None:
        return await stale(context)
    asked = dialogue.current
    if asked is not None and intent.question not in (None, asked.id):
        return [Asking(dialogue, again=True)]
    if dialogue.script.alone:
        await context.store.dialogues.close(dialogue.id, context.now)
        closes = asked is not None and asked.kind is Kind.ZONE
        return [SettingsShown(context.person, again=True, closes=closes)]
    after = dialogue.back()
    await context.store.dialogues.save(dialogue, after, context.now)
    return [Asking(after, again=True, closes=asked is not None and asked.kind is Kind.ZONE)]


async def stale(context: Context) -> list[Outcome]:
    """Answer the button of something that is over: say so, and ask what is open."""
    lock = context.person.lock
    opened = await current(context)
    if opened is None and lock is not None and lock.refer is Refer.URGENT:
        return [Referred(await context.standing(), locked_before=True)]
    return [Stale()] if opened is None else [Stale(), Asking(opened)]


def value_of(question: Question, option: OptionId | str) -> Value:
    """Return the value that a button's option stands for."""
    if question.kind in (Kind.SCALE, Kind.NUMBER) and option not in (NOT_SURE, SKIPPED):
        return float(option) if option.isdecimal() else option
    if question.kind is Kind.SEVERAL and option not in (NOT_SURE, SKIPPED):
        return frozenset({option})
    return str(option)


async def keep(
    context: Context, before: Dialogue, after: Dialogue, question: Question
) -> list[Outcome]:
    """Store an answer, show it, and ask the next question or finish the script."""
    await context.store.dialogues.save(before, after, context.now)
    answered = Answered(question, after.answers[question.id])
    if after.script.alone and question.kind is not Kind.ZONE:
        return await _go_on(context, after)
    ends = after.current is None
    if after.script.id == SAFETY:
        await tell_anew(context, {question.id: after.answers[question.id]})
    if after.script.id == SAFETY and not ends and await lock_if_urgent(context):
        return [answered, Referred(await context.standing())]
    if after.script.id == SAFETY and await lift_if_withdrawn(context, question.id):
        return [answered, Chatted("refer.withdrawn"), *await _go_on(context, after)]
    return [answered, *await _go_on(context, after)]


async def _go_on(context: Context, dialogue: Dialogue) -> list[Outcome]:
    if dialogue.current is not None:
        return [Asking(dialogue, again=dialogue.script.alone)]
    await context.store.dialogues.close(dialogue.id, context.now)
    outcomes, following = await FINISHERS[dialogue.script.id](context, dialogue)
    if following is not None:
        return [*outcomes, *await begin(context, following)]
    lock = context.person.lock
    if lock is not None and lock.refer is Refer.URGENT:
        return outcomes  # nothing may follow what sends somebody to get help now
    left = await waiting(context)
    if left is None or left.id in {o.dialogue.id for o in outcomes if isinstance(o, Asking)}:
        return outcomes
    await context.store.dialogues.save(left, left, context.now)  # open again, as of now
    return [*outcomes, Asking(left, resumed=left.script.id in FINDING_OUT)]


async def _open(context: Context, id: DialogueId) -> Dialogue | None:
    asked = scripts(context.catalog)
    opened = await context.store.dialogues.find(
        context.person.id, id, {**_allowed(context), **asked}
    )
    return None if opened is None else await _with_known(context, opened)


async def _with_known(context: Context, dialogue: Dialogue) -> Dialogue:
    return replace(dialogue, known=await known_answers.known(context, dialogue.script.id))


async def drop(context: Context, script: ScriptId) -> None:
    """Close a dialogue of that script, whose questions were answered otherwise or taken back."""
    opened = await context.store.dialogues.current(
        context.person.id, {script: context.catalog.scripts[script]}
    )
    if opened is not None:
        await context.store.dialogues.close(opened.id, context.now)
