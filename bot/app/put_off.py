"""Words that put off the questions that find out more: "another day", "not now", "too many"."""

from bot.app import dialogues
from bot.app.context import ASSESSMENT, FINDING_OUT, Context
from bot.app.finding_out import LATER
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question
from bot.understanding.tokens import tokens

MOST = 10
"""Tokens of a message that only puts off; a longer one tells something."""


async def take(
    context: Context, dialogue: Dialogue, question: Question, words: str
) -> list[Outcome] | None:
    """Leave questions that may be left; None where the words do not put them off.

    What was answered counts, and is not asked again for a while.
    """
    if dialogue.script.id not in FINDING_OUT or context.person.preferences.push_at is None:
        return None
    typed = tokens(words)
    vocabulary = context.deps.vocabulary(context.person.language)
    if len(typed) > MOST or not vocabulary.spots("put_off", typed):
        return None
    if question.option(LATER) is not None:
        return await dialogues.answer(context, dialogue, question, LATER)
    await context.store.dialogues.close(dialogue.id, context.now)
    if dialogue.script.id == ASSESSMENT:
        return [Chatted("find_out.later")]
    counts = any(asked.id in dialogue.answers for asked in dialogue.path if not asked.unasked)
    return [Chatted("find_out.put_off" if counts else "find_out.not_begun")]
