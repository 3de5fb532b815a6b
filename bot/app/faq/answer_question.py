"""Which function answers each kind of question, and what is offered where none knows."""

from collections.abc import Awaitable, Callable, Mapping

from bot.app.faq.asked import Asked
from bot.app.faq.plan_questions import (
    explain_how,
    explain_what,
    explain_why,
    tell_found,
    tell_how_long,
    tell_how_often,
    tell_next,
    tell_side,
    tell_topic,
)
from bot.app.faq.safety_questions import tell_safe
from bot.app.faq.topics import offer_topics, topic_told
from bot.domain.event import EventKind
from bot.domain.outcome import Outcome
from bot.domain.outcome.faq import FaqAnswer, HowTo, QuestionAnswered, TopicsOffered
from bot.domain.outcome.talk import Asking

Answerer = Callable[[Asked], Awaitable[FaqAnswer | None]]
ANSWERERS: Mapping[str, Answerer] = {
    "ask_why": explain_why,
    "ask_how": explain_how,
    "ask_what": explain_what,
    "ask_safe": tell_safe,
    "ask_how_long": tell_how_long,
    "ask_sore": tell_topic,
    "ask_next": tell_next,
    "ask_found": tell_found,
    "ask_who": tell_topic,
    "ask_human": tell_topic,
    "ask_side": tell_side,
    "ask_data": tell_topic,
    "ask": tell_topic,
}
"""Act -> what answers it."""
HOW = "how."
"""Before the exercise, in the argument of /about that asks how it is done."""


async def answer_question(asked: Asked) -> list[QuestionAnswered]:
    """Answer a question; what is not known says so, offers the nearest and is counted."""
    often = asked.how_often
    frequency = None if often is None else tell_how_often(asked, often)
    answer = frequency or await ANSWERERS[asked.act.name](asked)
    if answer is None:
        answer = offer_topics(asked)
    if isinstance(answer, TopicsOffered) and asked.context.person.consented:
        await asked.context.log(EventKind.QUESTION_UNANSWERED)
    return [_answered(asked, answer)]


async def about(asked: Asked) -> list[Outcome]:
    """Answer a button: a topic, or how an exercise is done; the open question stands again."""
    catalog, argument = asked.context.catalog, asked.words
    again: list[Outcome] = [] if asked.dialogue is None else [Asking(asked.dialogue)]
    topic = next((one for one in catalog.topics if one == argument), None)
    if topic is not None:
        return [_answered(asked, topic_told(asked, topic)), *again]
    wanted = argument.removeprefix(HOW)
    exercise = next((one for one in catalog.exercises if one == wanted), None)
    if exercise is not None:
        item = next((one for one in asked.items if one.exercise == exercise), None)
        return [_answered(asked, HowTo(exercise, item)), *again]
    return [*await answer_question(asked), *again]


def _answered(asked: Asked, answer: FaqAnswer) -> QuestionAnswered:
    person = asked.context.person
    back = asked.dialogue is None and person.consented
    return QuestionAnswered(answer, person.lock is not None, back)
