"""What is said holds for this person on this day: place, clock, hour, minutes, what was told."""

from datetime import time

import pytest

from bot.domain.outcome.faq import LengthTold, QuestionAnswered, TopicTold
from bot.domain.outcome.workout import CardShown
from bot.domain.training.workout import Ending
from tests.app.talker import Talker, kinds


async def test_settings_say_how_many_days_a_week_and_when_the_next_message_comes(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.say("/settings")
    assert "Days: any day, up to 5 a week" in me.words()
    assert "Time: 18:00, next on Mon, Mar 1" in me.words()
    assert "Time zone: Kyiv" in me.words()
    await me.say("train Mon Wed Fri", "/settings")
    assert "up to" not in me.words()


async def test_settings_name_the_place_of_today_beside_the_usual_one(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "in a hotel", "/settings")
    assert "Place: At home (today in a hotel)" in me.words()
    await me.next_push()
    while "RoutineDue" not in kinds(await me.next_push()):
        pass
    await me.say("/settings")
    assert "Place: At home\n" in me.words()


async def test_a_city_is_answered_with_its_time_and_then_the_next_message(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings zone", "Tokyo")
    words = me.words()
    assert "Tokyo time" in words
    assert "it is 21:00 with you now" in words
    assert "Asia/Tokyo" not in words
    assert "Time: 18:00, next on" in words


@pytest.mark.parametrize(
    ("at", "coffee"), [(time(7), True), (time(12, 30), False), (time(18), False)]
)
async def test_only_a_morning_routine_is_tied_to_the_first_coffee(
    me: Talker, at: time, coffee: bool
) -> None:
    await me.settle_in(push_at=at)
    texts: list[str] = []
    for _ in range(8):
        await me.next_push()
        texts.append(me.words())
        await me.say("done")
    text = "\n".join(texts)
    assert "Tie the routine to something" in text
    assert ("first coffee" in text) is coffee


async def test_how_long_does_this_take_away_from_a_card_is_the_minutes_of_today(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    [answered] = await me.say("how long does this take")
    assert isinstance(answered, QuestionAnswered)
    assert isinstance(answered.answer, LengthTold)
    minutes = -(-answered.answer.workout.routine.seconds // 60)
    assert f"about {minutes} minutes, with the rests" in me.words()
    await me.say("[Start]", "[Done]")
    [at_card] = await me.say("how long does this take")
    assert isinstance(at_card, QuestionAnswered)
    assert not isinstance(at_card.answer, LengthTold)


async def test_how_long_until_it_helps_is_no_question_about_minutes(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [answered] = await me.say("how long until I see results")
    assert isinstance(answered, QuestionAnswered)
    assert isinstance(answered.answer, TopicTold)


async def test_done_with_its_pain_at_the_last_card_is_the_end_of_the_routine(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    [shown] = me.outcomes
    assert isinstance(shown, CardShown)
    await me.say(*["[Done]"] * (len(shown.workout.cards) - 1))
    await me.say("done, pain 1")
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is Ending.DONE
    assert workout.pains.during == 1
    assert kinds(me.outcomes)[-1] == "Asking", "only how hard it was is left to ask"
