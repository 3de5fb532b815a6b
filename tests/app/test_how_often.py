"""Questions of how often are answered by what is planned, at a card and elsewhere."""

import pytest

from bot.domain.outcome.faq import FrequencyTold, QuestionAnswered, TopicTold
from tests.app.talker import Talker

OFTEN = [
    "can I do this every day?",
    "how often should i do this",
    "is it ok to do it daily",
    "how many times a week",
]


async def answer_to(me: Talker, words: str) -> object:
    came = next(o for o in await me.say(words) if isinstance(o, QuestionAnswered))
    return came.answer


@pytest.mark.parametrize("words", OFTEN)
async def test_at_a_card_it_is_told_when_the_exercise_is_planned(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.say("/today", "[Start]")
    answer = await answer_to(me, words)
    assert isinstance(answer, FrequencyTold)
    assert answer.item is not None
    assert answer.strength <= answer.routines
    assert "Mon" in me.words() or "Tue" in me.words()


@pytest.mark.parametrize("words", OFTEN)
async def test_elsewhere_it_is_told_when_routines_come(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.say("/today")
    answer = await answer_to(me, words)
    assert isinstance(answer, FrequencyTold)
    assert answer.item is None


async def test_more_than_once_a_day_has_an_answer_of_its_own(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "[Start]")
    answer = await answer_to(me, "can i do this twice a day?")
    assert isinstance(answer, TopicTold)
    assert answer.topic == "twice_a_day"
