"""A limb that is called weak asks in one question whether that came suddenly or is growing."""

from datetime import timedelta

import pytest

from bot.domain.ids import QuestionId, Region
from bot.domain.outcome.talk import Asking
from bot.domain.safety.flag import Refer
from tests.app.talker import Talker, kinds

SINCE = ("leg_weak_since", "arm_weak_since")


def asked(me: Talker) -> QuestionId | None:
    """The question that is open, if one is."""
    last = me.outcomes[-1]
    if not isinstance(last, Asking) or last.dialogue.current is None:
        return None
    return last.dialogue.current.id


async def at_the_routine(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()


@pytest.mark.parametrize(
    "words",
    [
        "my shoulder is weak",
        "my left shoulder is weak, please work on it",
        "my legs are weak",
        "my arm feels weak",
        "weak left leg",
    ],
)
async def test_a_weak_limb_told_as_a_wish_asks_how_it_came(me: Talker, words: str) -> None:
    await at_the_routine(me)
    await me.say(words)
    assert asked(me) in SINCE
    assert "suddenly" in me.words()


async def test_what_stays_the_same_leads_to_the_routine_that_was_wished(me: Talker) -> None:
    await at_the_routine(me)
    await me.say("my shoulder is weak", "[No, it stays the same]")
    assert kinds(me.outcomes) == ["Answered", "Rescreened", "RoutineDue"]
    workout = await me.workout()
    assert workout is not None
    assert workout.routine.today.focus == Region("shoulder")
    assert (await me.person()).lock is None


@pytest.mark.parametrize("answer", ["[Yes]", "[Not sure]"])
@pytest.mark.parametrize(
    ("words", "refer"), [("my leg is weak", Refer.URGENT), ("weak arm", Refer.CLINICIAN_FIRST)]
)
async def test_what_came_suddenly_or_grows_is_looked_at_first(
    me: Talker, words: str, refer: Refer, answer: str
) -> None:
    await at_the_routine(me)
    await me.say(words, answer)
    assert "Referred" in kinds(me.outcomes)
    lock = (await me.person()).lock
    assert lock is not None
    assert lock.refer is refer


async def test_it_is_asked_once_in_a_fortnight(me: Talker) -> None:
    await at_the_routine(me)
    await me.say("my shoulder is weak", "[No, it stays the same]", "my shoulder is weak")
    assert asked(me) is None
    me.clock.move(timedelta(days=15))
    await me.say("my shoulder is weak")
    assert asked(me) == "arm_weak_since"


@pytest.mark.parametrize(
    "words",
    [
        "weak ankles since school",
        "weak core",
        "how do i know which arm is weak?",
        "my left arm is weaker because i am right handed",
        "work on my shoulder",
    ],
)
async def test_what_tells_of_no_change_asks_nothing(me: Talker, words: str) -> None:
    await at_the_routine(me)
    await me.say(words)
    assert asked(me) not in SINCE


async def test_going_back_keeps_the_question_that_words_led_to(me: Talker) -> None:
    await at_the_routine(me)
    await me.say("my shoulder is weak")
    while "Back" in me.labels() and asked(me) in SINCE:
        await me.say("[Back]")
    assert kinds(me.outcomes)[-1] == "Asking"


async def test_a_weak_limb_told_at_a_card_is_answered(me: Talker) -> None:
    await at_the_routine(me)
    await me.say("[Start]", "my left arm is weak")
    assert asked(me) == "arm_weak_since"
