"""Which written answer a question means."""

from pathlib import Path

import pytest
import yaml

from bot.catalog.folder import content_folder
from bot.understanding.context import TextContext
from bot.understanding.load import understander
from bot.understanding.topics import MODEL, TopicFinder, TopicMatch, read_topics

CONTENT = content_folder()
ASKED = yaml.safe_load((Path(__file__).parent / "asked.yaml").read_text("utf-8"))
LEAST_FIRST = 0.86
LEAST_AMONG = 0.94
MOST_WRONG = 0.12


@pytest.fixture(scope="module")
def finder() -> TopicFinder:
    """What finds topics in English."""
    return TopicFinder(CONTENT / "understanding" / "en" / MODEL)


@pytest.fixture(scope="module")
def matches(finder: TopicFinder) -> list[tuple[str, TopicMatch]]:
    """Topic meant, and what was found."""
    return [(topic, finder.find(text)) for topic, texts in ASKED.items() for text in texts]


def test_a_writer_who_knew_no_topic_is_understood(matches: list[tuple[str, TopicMatch]]) -> None:
    meant = [(topic, match) for topic, match in matches if topic != "none"]
    first = sum(match.nearest[0] == topic for topic, match in meant) / len(meant)
    among = sum(topic in match.nearest for topic, match in meant) / len(meant)
    assert first >= LEAST_FIRST
    assert among >= LEAST_AMONG


def test_another_answer_than_the_one_asked_for_is_rare(
    matches: list[tuple[str, TopicMatch]],
) -> None:
    wrong = [(t, m) for t, m in matches if m.topic is not None and m.topic != t]
    assert len(wrong) <= MOST_WRONG * len(matches)


def test_every_topic_is_found_by_nearly_all_its_own_examples(finder: TopicFinder) -> None:
    for topic, texts in read_topics(CONTENT).items():
        nearest = [finder.find(text).nearest[0] for text in texts[:-2]]
        assert nearest.count(topic) >= 0.9 * len(nearest), topic


@pytest.mark.parametrize("text", ["", "   ", "?", "zzzz qqqq", "a" * 5000, "🦵" * 500])
def test_what_is_about_nothing_has_no_topic_but_three_offers(
    finder: TopicFinder, text: str
) -> None:
    match = finder.find(text)
    assert match.topic is None
    assert len(set(match.nearest)) == 3


def test_the_act_ask_carries_its_topic() -> None:
    acts = understander(CONTENT).understand("does it work on ipad", TextContext()).acts
    assert [(act.name, dict(act.slots)) for act in acts] == [("ask", {"topic": "other_apps"})]
