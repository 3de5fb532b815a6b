"""Take typed words as the answer to what brings somebody here."""

from collections.abc import Mapping
from dataclasses import replace

from bot.app import dialogues, typed_conditions
from bot.app.context import SAFETY, Context
from bot.domain.complaint import NOWHERE, PLACE, answers_of
from bot.domain.event import EventKind
from bot.domain.ids import QuestionId
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Chatted
from bot.domain.safety.age import AGE, OF_AGE
from bot.domain.talk.answers import Value
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
    answers = _read(context, dialogue, words, text_context)
    if answers and answers[PLACE] != NOWHERE:
        await _keep(context, dialogue, answers, words)


async def say(
    context: Context, dialogue: Dialogue, words: str, text_context: TextContext
) -> list[Outcome] | None:
    """Take words as the answer to what brings them here; None when they name no place.

    An age told beside it ("I am 52 and my neck is stiff") is kept, and not asked for again.
    """
    answers = _read(context, dialogue, words, text_context)
    if not answers:
        return None
    noted = await _keep_age(context, words)
    return [*noted, *await _keep(context, dialogue, answers, words)]


def _read(
    context: Context, dialogue: Dialogue, words: str, text_context: TextContext
) -> Mapping[QuestionId, Value]:
    complaint = context.deps.understander(context.person.language).complaint(words, text_context)
    if complaint is None:
        return {}
    return answers_of(
        dialogue.script, complaint.region, complaint.side, complaint.level, complaint.also
    )


async def _keep(
    context: Context, dialogue: Dialogue, answers: Mapping[QuestionId, Value], words: str
) -> list[Outcome]:
    after = replace(dialogue, answers={**dialogue.answers, **answers}, draft=None)
    question = dialogue.script.question(PLACE)
    assert question is not None
    await typed_conditions.keep_for_screen(context, words)
    return await dialogues.keep(context, dialogue, after, question)


async def _keep_age(context: Context, words: str) -> list[Outcome]:
    """Keep the age of an adult for the safety questions; under age the question is asked."""
    age = context.deps.understander(context.person.language).age(words)
    answered = await context.store.dialogues.answers(context.person.id, [SAFETY])
    if age is None or age < OF_AGE or AGE in answered:
        return []
    await context.log(EventKind.TOLD_EARLY, {"question": AGE, "value": str(age)})
    return [Chatted("complaint.age", {"age": str(age)})]
