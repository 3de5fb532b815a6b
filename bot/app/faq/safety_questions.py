"""Is it safe: with a condition, for an activity, or this exercise for that place."""

from bot.app.faq.asked import Asked
from bot.app.faq.topics import find_topic, topic_told
from bot.domain.faq import TopicId
from bot.domain.outcome.faq import ConditionTold, ExerciseSafe, FaqAnswer, TopicTold
from bot.domain.safety.flag import Flag
from bot.understanding.terms import find_term

IF_IT_HURTS = TopicId("if_it_hurts")
"""By which pain one goes on or stops."""
POINTING = frozenset(("this", "that", "these"))
"""Words that point at the open exercise."""


async def tell_safe(asked: Asked) -> FaqAnswer | None:
    """Return what a condition closes, what to watch in an exercise, or a written answer."""
    topic = find_topic(asked)
    flag = _condition(asked, topic)
    exercise = asked.exercise
    if flag is not None and exercise is not None:
        closed = bool(asked.context.catalog.exercises[exercise].closed_by & flag.closes)
        return ConditionTold(flag, exercise, closed)
    if topic is None and flag is not None:
        return ConditionTold(flag)
    if exercise is not None and (topic is None or _about_exercise(asked)):
        return ExerciseSafe(exercise)
    if topic is None and asked.names_place:
        return topic_told(asked, IF_IT_HURTS)
    return topic


def _condition(asked: Asked, topic: TopicTold | None) -> Flag | None:
    """Return the condition that is asked about."""
    if topic is not None and topic.flag is not None:
        return topic.flag
    catalog = asked.context.catalog
    names = {term.flag: term.names for term in catalog.glossary.values() if term.flag is not None}
    flag = find_term(asked.text, names) if asked.text else None
    return None if flag is None else catalog.flags.get(flag)


def _about_exercise(asked: Asked) -> bool:
    """Whether an exercise is asked about, rather than an activity."""
    words = set(asked.text.casefold().replace("?", " ").split())
    return asked.named_exercise is not None or bool(words & POINTING)
