"""Written answers: the topic that a question means."""

from bot.app.faq.asked import Asked
from bot.domain.faq import TopicId
from bot.domain.outcome.faq import TopicsOffered, TopicTold

TOPICS_OF = {
    "ask_sore": ("soreness", "soreness_or_pain"),
    "ask_who": ("who_made", "are_you_ai", "can_a_program_know"),
    "ask_human": ("talk_to_human", "see_clinician"),
    "ask_data": ("what_is_kept", "where_stored", "who_reads", "delete_data", "export_data"),
}
"""Act -> the topics that may answer it, the usual one first."""


def topic_told(asked: Asked, topic: TopicId) -> TopicTold:
    """Return a written answer, with what its condition closes."""
    flag = asked.context.catalog.topics[topic].flag
    return TopicTold(topic, None if flag is None else asked.context.catalog.flags.get(flag))


def find_topic(asked: Asked) -> TopicTold | None:
    """Return the written answer that is meant; None where none is likely."""
    meant = asked.act.get("topic")
    if meant is None and asked.text:
        meant = asked.topics.find(asked.text).topic
    known = asked.context.catalog.topics
    return topic_told(asked, TopicId(str(meant))) if meant in known else None


def offer_topics(asked: Asked) -> TopicsOffered:
    """Return the nearest topics, where no answer is known."""
    if not asked.text:
        return TopicsOffered(())
    known = asked.context.catalog.topics
    nearest = asked.topics.find(asked.text).nearest
    return TopicsOffered(tuple(TopicId(one) for one in nearest if one in known))
