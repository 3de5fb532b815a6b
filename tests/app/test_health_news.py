"""At twelve weeks one question asks what is new in somebody's health, and what is new counts."""

from datetime import timedelta

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.talk import Asking
from tests.app.talker import DESK, Talker, kinds

NONE = "[None of these]"
WEEKS = timedelta(weeks=1)


async def after(me: Talker, weeks: int) -> None:
    """Somebody who has trained, so many weeks after the safety questions."""
    await me.settle_in()
    await me.say("/today", "done")
    me.clock.move(WEEKS * weeks)


def asked(me: Talker) -> QuestionId | None:
    """The question that is open, if one is."""
    asking = me.outcomes[-1]
    if not isinstance(asking, Asking) or asking.dialogue.current is None:
        return None
    return asking.dialogue.current.id


@pytest.mark.parametrize("command", ["/assess", "/recheck"])
async def test_twelve_weeks_later_health_comes_before_measuring(me: Talker, command: str) -> None:
    await after(me, 12)
    await me.say(command)
    assert asked(me) == "health_changed"
    await me.say(command)
    assert asked(me) == "health_changed", "the open question goes on"
    await me.say("[Nothing new]")
    assert asked(me) in ("pain_regions", "hard_activity")
    me.clock.move(timedelta(days=20))
    await me.say(command)
    assert asked(me) != "health_changed", "it holds for weeks"


async def test_put_off_in_words_health_is_asked_before_the_next_measuring(me: Talker) -> None:
    await after(me, 12)
    await me.say("/recheck", "not now please")
    assert kinds(me.outcomes) == ["Chatted"]
    me.clock.move(timedelta(days=1))
    await me.say("/recheck")
    assert asked(me) == "health_changed"


async def test_after_four_weeks_measuring_asks_nobody_of_their_health(me: Talker) -> None:
    await after(me, 4)
    await me.say("/recheck")
    assert asked(me) == "hard_activity"


@pytest.mark.parametrize("answer", ["[Yes]", "[Not sure]"])
async def test_what_is_new_closes_movements_and_measuring_goes_on(me: Talker, answer: str) -> None:
    await after(me, 12)
    await me.say("/recheck", answer)
    assert asked(me) == "card_red"
    await me.say(*[NONE] * 3, "[Yes]", "[High blood pressure]", "[Next]", NONE)
    await me.say("[No]", "[Yes]", "[Under 160 over 90]", NONE, NONE)
    assert "Rescreened" in kinds(me.outcomes)
    assert "heavy loads" in me.words()
    assert asked(me) == "pain_regions"


async def test_what_a_clinician_has_to_see_first_stops_the_plan(me: Talker) -> None:
    await after(me, 12)
    await me.say("/assess", "[Yes]", *[NONE] * 4)
    await me.say("[Yes]", "[Osteoporosis]", "[Next]", NONE, NONE)
    assert kinds(me.outcomes)[-1] == "Referred"
    assert (await me.person()).lock is not None
    assert kinds(await me.say("/today")) == ["Referred"]


@pytest.mark.parametrize("words", ["/today", "start", "5 min", "[Start]"])
async def test_after_a_long_break_health_is_asked_before_the_first_routine(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.say("/today", "done")
    me.clock.move(timedelta(days=22))
    while "Start" not in me.labels():
        await me.next_push()
    await me.say(words)
    assert asked(me) == "signs_since"
    await me.say("/today")
    assert asked(me) == "signs_since", "no routine comes before the answer"
    await me.say(NONE)
    assert asked(me) == "health_changed"
    outcomes = await me.say("[Nothing new]")
    assert kinds(outcomes) == ["Answered", "RoutineDue"]
    assert "Welcome back" in me.words()
    assert kinds(await me.say("[Start]")) in (["CardShown"], ["PainAsked"])


async def test_after_a_long_break_the_sore_place_is_asked_about_with_the_routine(
    me: Talker,
) -> None:
    await me.settle_in(assessment={**DESK, "pain_regions": frozenset({"knee"}), "pain_knee": 3.0})
    await me.say("/today", "done")
    me.clock.move(timedelta(days=30))
    await me.say("/today", NONE, "[Nothing new]")
    assert "how much does your knee hurt right now" in me.words()
    assert "No pain" in me.labels()


async def test_what_is_new_after_a_long_break_leads_back_to_the_routine(me: Talker) -> None:
    await after(me, 4)
    await me.say("/today", NONE, "[Yes]", *[NONE] * 6)
    assert kinds(me.outcomes) == ["Answered", "Rescreened", "RoutineDue"]


async def test_after_a_short_break_nobody_is_asked_of_their_health(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "done")
    me.clock.move(timedelta(days=15))
    assert kinds(await me.say("/today")) == ["RoutineDue"]


@pytest.mark.parametrize("answer", ["[Yes]", "[Not sure]"])
async def test_after_a_long_break_an_urgent_sign_leads_to_its_own_questions_at_once(
    me: Talker, answer: str
) -> None:
    await after(me, 4)
    await me.say("/today", answer)
    assert asked(me) == "red_which"
    assert "stop and call" in me.words()
    await me.say("[Chest pain]", "[That is all]", "[Yes]")
    assert (await me.person()).lock is not None


async def test_an_urgent_sign_that_turns_out_to_be_none_leads_back_to_the_routine(
    me: Talker,
) -> None:
    await after(me, 4)
    await me.say("/today", "[Yes]", NONE, *[NONE] * 5)
    assert kinds(me.outcomes) == ["Answered", "Rescreened", "RoutineDue"]
    assert kinds(await me.say("/today")) == ["RoutineDue"], "it is asked once"


async def test_before_measuring_no_warning_sign_is_asked_about(me: Talker) -> None:
    await after(me, 12)
    await me.say("/recheck")
    assert asked(me) == "health_changed"
