"""Questions about the plan: why, how, how long, which side, what was found, when is the next."""

from bot.app.faq.asked import Asked
from bot.app.faq.terms import explain_term
from bot.app.faq.topics import TOPICS_OF, find_topic, topic_told
from bot.app.person import schedule
from bot.domain.faq import TermId, TopicId
from bot.domain.outcome.faq import (
    DoseTold,
    ExerciseAsked,
    ExerciseExplained,
    FaqAnswer,
    FoundTold,
    FrequencyTold,
    HowTo,
    HowToAnswer,
    LengthTold,
    NextTold,
    SideTold,
    TermExplained,
    WhyExercise,
    WhyQuestion,
    WhyRoutine,
)
from bot.domain.training.periodization import strength_days, training_days

RESULTS = TopicId("results_when")
"""When results can be expected."""
EVERY_DAY = TopicId("rest_days")
"""How often to exercise: told by the plan where there is one."""
FORM = TopicId("form_check")
"""Whether an exercise is done right."""
SIDES = TermId("side_first")
LOCK = TermId("lock")
MOST_ASKED = 3
"""Exercises offered where it is not clear which one is meant."""


async def explain_why(asked: Asked) -> FaqAnswer | None:
    """Why this exercise, this routine, this question, this lock."""
    if asked.item is not None:
        return WhyExercise(asked.item, await asked.profile())
    if asked.named_exercise is not None:
        return ExerciseExplained(asked.named_exercise)
    topic = find_topic(asked)
    if asked.question is not None and not asked.sure_of_topic:
        return WhyQuestion(asked.question)
    if topic is not None:
        return topic
    if asked.context.person.lock is not None:
        return TermExplained(LOCK)
    if asked.items and asked.workout is not None:
        return WhyRoutine(asked.workout)
    return None


async def explain_how(asked: Asked) -> FaqAnswer | None:
    """How an exercise is done, or how the open question is answered."""
    if asked.exercise is not None:
        return HowTo(asked.exercise, asked.item)
    if asked.question is not None:
        return HowToAnswer(asked.question)
    topic = find_topic(asked)
    if topic is not None:
        return topic
    today = tuple(item.exercise for item in asked.items)[:MOST_ASKED]
    return ExerciseAsked(today) if today else topic_told(asked, FORM)


async def tell_how_long(asked: Asked) -> FaqAnswer | None:
    """How long an exercise is held, how long today's routine takes, or until there are results."""
    if asked.item is not None:
        return DoseTold(asked.item)
    if asked.items and asked.workout is not None and not asked.sure_of_topic:
        return LengthTold(asked.workout)
    return find_topic(asked) or topic_told(asked, RESULTS)


def tell_how_often(asked: Asked, topic: TopicId) -> FaqAnswer:
    """How often the open exercise is planned, or a routine; without a plan a written answer."""
    if topic != EVERY_DAY or asked.workout is None:
        return topic_told(asked, topic)
    days = asked.context.person.preferences.days
    return FrequencyTold(asked.item, strength_days(days), training_days(days))


async def tell_side(asked: Asked) -> FaqAnswer | None:
    """Which side first, and why."""
    return SideTold(asked.item) if asked.item is not None else TermExplained(SIDES)


async def tell_next(asked: Asked) -> FaqAnswer | None:
    """When the next routine comes."""
    workout, context = asked.workout, asked.context
    waiting = workout is not None and workout.day == context.today and workout.ending is None
    free = context.person.lock is None
    return NextTold(await schedule.upcoming(context), str(context.zone), waiting and free)


async def tell_found(asked: Asked) -> FaqAnswer | None:
    """What was found, in short."""
    return FoundTold(await asked.profile())


async def explain_what(asked: Asked) -> FaqAnswer | None:
    """What a word means."""
    return await explain_term(asked) or find_topic(asked)


async def tell_topic(asked: Asked) -> FaqAnswer | None:
    """A written answer: the best of its group, or the one that the words mean."""
    allowed = TOPICS_OF.get(asked.act.name)
    if allowed is not None:
        return topic_told(asked, TopicId(asked.topics.best_of(asked.text, allowed)))
    return find_topic(asked) or (await explain_term(asked) if asked.text else None)
