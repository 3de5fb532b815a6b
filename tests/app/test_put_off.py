"""Questions that find out more can be put off in words, wherever one stands in them."""

from datetime import timedelta

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.reply import Chatted
from bot.domain.outcome.talk import Asking
from tests.app.talker import Talker, kinds


async def ask_more(me: Talker) -> None:
    """Stand in the middle of the questions of the assessment."""
    await me.settle_in()
    me.clock.move(timedelta(days=20))
    await me.say("/assess")
    await me.say("[Nowhere]")


@pytest.mark.parametrize(
    "words", ["another day", "not now please", "can we do this tomorrow?", "too many questions!"]
)
async def test_questions_put_off_are_left_and_the_day_goes_on(me: Talker, words: str) -> None:
    await ask_more(me)
    assert await me.say(words) == [Chatted("find_out.later")]
    assert kinds(await me.say("what is today?")) != ["Refused", "Asking"]


async def test_what_was_answered_before_is_not_asked_again(me: Talker) -> None:
    await ask_more(me)
    assert isinstance(me.outcomes[-1], Asking)
    asked = me.outcomes[-1].dialogue
    answered = set(asked.given)
    await me.say("another day")
    await me.say("/assess")
    again = me.outcomes[-1]
    assert isinstance(again, Asking)
    current = again.dialogue.current
    assert current is not None
    assert QuestionId(current.id) not in answered


async def test_with_nothing_answered_nothing_is_said_to_count(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "done")
    me.clock.move(timedelta(weeks=12))
    await me.say("/recheck")
    assert "Is any of this new since then?" in me.words()
    await me.say("not now please")
    assert "What you answered counts" not in me.words()
