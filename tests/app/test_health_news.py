"""At twelve weeks one question asks what is new in somebody's health, and what is new counts."""

from datetime import timedelta

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.talk import Asking
from tests.app.talker import Talker, kinds

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


async def test_after_four_weeks_nobody_is_asked_of_their_health(me: Talker) -> None:
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
