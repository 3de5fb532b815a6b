"""Questions are answered by `/about`; nothing changes, and what was open stays open."""

from collections.abc import Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app.faq.answer_question import ANSWERERS
from bot.app.faq.topics import TOPICS_OF
from bot.domain.acts import QUESTION
from bot.domain.intent import Command
from bot.domain.outcome import Outcome
from bot.domain.outcome.faq import (
    FaqAnswer,
    HowTo,
    MuscleExplained,
    QuestionAnswered,
    TermExplained,
    TopicsOffered,
    TopicTold,
)
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from tests.app.talker import CATALOG, Talker, rows


def answers(outcomes: list[Outcome]) -> list[QuestionAnswered]:
    """What was answered."""
    return [one for one in outcomes if isinstance(one, QuestionAnswered)]


def open_question(outcomes: list[Outcome]) -> object:
    """The question that is asked last."""
    asking = [one for one in outcomes if isinstance(one, Asking)]
    return asking[-1].dialogue.current if asking else None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("do i need shoes", TopicTold),
        ("deload", TermExplained),
        ("the soleus", MuscleExplained),
        ("how.glute_bridge", HowTo),
        ("the capital of france", TopicsOffered),
    ],
)
async def test_about_answers_and_keeps_nothing_but_a_count(
    me: Talker, words: str, kind: type[FaqAnswer], engine: AsyncEngine
) -> None:
    await me.settle_in()
    await me.say("/today")
    before = await rows(engine)
    outcomes = await me.do(Command("about", words))
    assert [type(one.answer) for one in answers(outcomes)] == [kind]
    after = await rows(engine)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= {"updates", "events" if kind is TopicsOffered else "updates"}


async def test_the_way_back_shows_the_open_card(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "/about shoes", "[Back to where I was]")
    assert isinstance(me.outcomes[0], CardShown)


async def test_an_unknown_question_is_counted_without_its_words(
    me: Talker, engine: AsyncEngine
) -> None:
    await me.settle_in()
    await me.do(Command("about", "what is the capital of france?"))
    assert "I do not know that" in me.words()
    async with me.transaction() as store:
        assert (await store.counting.census(me.clock())).unanswered == 1
    assert "france" not in repr(await rows(engine)).lower()


async def test_a_tap_below_an_open_question_lets_the_question_stand(me: Talker) -> None:
    await me.settle_in()
    await me.say("/assess")
    asked = open_question(me.outcomes)
    outcomes = await me.do(Command("about", "shoes"))
    assert [type(one.answer) for one in answers(outcomes)] == [TopicTold]
    assert open_question(outcomes) == asked


@pytest.mark.parametrize("argument", ["", "nowhere", "how.", "how.nothing", "x" * 300, "running"])
async def test_about_takes_any_argument(me: Talker, argument: str) -> None:
    await me.settle_in()
    assert answers(await me.do(Command("about", argument)))


def _named_topics() -> Iterator[str]:
    for topics in TOPICS_OF.values():
        yield from topics
    yield from ("results_when", "form_check")


def test_every_act_that_asks_has_an_answer_and_every_named_topic_exists() -> None:
    assert set(ANSWERERS) == set(QUESTION) - {"help"}
    assert set(_named_topics()) <= set(CATALOG.topics)
    assert {"side_first", "lock"} <= set(CATALOG.glossary)
