"""What is said of a routine that nobody has begun reports nothing of it as done."""

import re

import pytest

from tests.app.talker import Talker, kinds


@pytest.mark.parametrize(
    "words", ["my shoulder clicked during the second one, no pain though", "neck pain 2 afterwards"]
)
async def test_a_pain_told_before_a_routine_is_begun_reports_nothing_of_it_as_done(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.say("/today", words)
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is None
    assert not re.search(r"\d of \d+ done", me.words())


async def test_a_pain_after_yesterday_belongs_to_the_last_session(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done, no pain")
    await me.next_push()
    await me.say("pain 2 after yesterday")
    assert not re.search(r"\d of \d+ done", me.words())
    assert "the morning after" in me.words()


@pytest.mark.parametrize("words", ["too easy", "too hard", "that was easy"])
async def test_how_hard_it_is_makes_no_report_of_a_routine_that_nobody_began(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.say("/today")
    before = await me.workout()
    await me.say(words)
    assert kinds(me.outcomes) == ["Chatted"]
    assert await me.workout() == before
    await me.say("done, it was easy")
    assert kinds(me.outcomes)[0] == "CheckedIn"


async def test_a_new_place_told_with_its_number_before_a_session_asks_what_comes_with_it(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.say("/today", "left wrist 5")
    assert "come with it" in me.words()
    await me.say("[None of these]")
    assert kinds(me.outcomes)[-1] == "RoutineDue"
    await me.say("left wrist 5")
    assert "come with it" not in me.words()
