"""Words that come late: a reply to a message whose day is over, or an edited message."""

from dataclasses import replace

from bot.app import dialogues, free_text, typed_answer
from bot.app.acting import Dispatch
from bot.app.context import Context
from bot.app.situation import asking, standing
from bot.domain.errors import LongOver
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import Asking
from bot.understanding.measured import OneSide

OF_A_DAY = frozenset(
    ("done", "partly", "skipped", "pain", "effort", "card_done", "card_hurts", "correct", "answer")
)
"""Acts that belong to the day they were told on."""


async def to_old(context: Context, words: str, dispatch: Dispatch) -> list[Outcome]:
    """Answer a reply to a message that is long over: a wish is one whenever it is made, but a
    report or an answer would land on a day it does not belong to."""
    stand = await standing(context)
    alone = replace(
        stand, dialogue=None, text_context=replace(stand.text_context, situation="idle")
    )
    meaning = free_text.understood(context, words, alone)
    wished = bool(meaning.acts) and not any(act.name in OF_A_DAY for act in meaning.acts)
    if wished and (outcomes := await free_text.do_or_ask(context, meaning, alone, dispatch)):
        return outcomes
    asked = [] if stand.dialogue is None else [Asking(stand.dialogue)]
    return [Refused(LongOver()), *asked]


async def edit(context: Context, words: str, dispatch: Dispatch) -> list[Outcome]:
    """Take an edited message for the last answer of the open dialogue, else for a new one."""
    opened = await dialogues.current(context)
    answered = [q for q in opened.path if q.id in opened.answers] if opened is not None else []
    if opened is not None and answered:
        question = answered[-1]
        text_context = asking(context, (await standing(context)).text_context, opened, question)
        understood = context.deps.understander(context.person.language).understand(
            words, text_context
        )
        value = typed_answer.read_value(context, question, words, understood, text_context.options)
        if value is not None and not isinstance(value, OneSide):
            return await dialogues.replace_answer(context, opened, question, value)
    return await free_text.say(context, words, dispatch)
