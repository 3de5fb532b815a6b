"""Take typed words as the answer to what brings somebody here."""

from dataclasses import replace

from bot.app import dialogues
from bot.app.context import Context
from bot.domain.complaint import PLACE, answers_of
from bot.domain.outcome import Outcome
from bot.domain.talk.dialogue import Dialogue
from bot.understanding.context import TextContext


async def keep_place(context: Context, words: str) -> None:
    """Keep the place told in words that sound like a warning sign.

    If the sign turns out to be none, nobody has to tell again what brings them here.
    """
    dialogue = await dialogues.current(context)
    if dialogue is None or dialogue.current is None or dialogue.current.id != PLACE:
        return
    text_context = TextContext("complaint", now=context.now.astimezone(context.zone))
    complaint = context.deps.understander(context.person.language).complaint(words, text_context)
    if complaint is not None and complaint.region is not None:
        await say(context, dialogue, words, text_context)


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
    from bot.app import typed_conditions  # loaded with the first typed words

    await typed_conditions.keep_for_screen(context, words)
    return await dialogues.keep(context, dialogue, after, question)
