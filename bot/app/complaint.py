"""Take typed words as the answer to what brings somebody here."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import Context
from bot.domain.complaint import PLACE, answers_of
from bot.domain.outcome import Outcome
from bot.domain.talk.dialogue import Dialogue
from bot.understanding.context import TextContext


async def say(
    context: Context, dialogue: Dialogue, words: str, text_context: TextContext
) -> list[Outcome] | None:
    """Take words as the answer to what brings them here; None when they name no place."""
    complaint = context.deps.understander(context.person.language).complaint(words, text_context)
    if complaint is None:
        return None
    answers = answers_of(
        dialogue.script, complaint.region, complaint.side, complaint.level, complaint.also
    )
    if not answers:
        return None
    after = replace(dialogue, answers={**dialogue.answers, **answers}, draft=None)
    question = dialogue.script.question(PLACE)
    assert question is not None
    return await dialogues.keep(context, dialogue, after, question)
