"""A wish beside a condition at a safety question is kept for the set-up, which asks no more."""

import pytest

from bot.app.handle import handle
from bot.domain.echo import EchoLine
from bot.domain.ids import QuestionId
from bot.domain.intent import Inbound, Text
from bot.domain.outcome.talk import Asking
from tests.app.talker import Talker

TO_HEALTH = (
    *("/start", "[I agree, let us start]", "[Nothing hurts, I am curious]", "34"),
    *["[None of these]"] * 3,
)
TO_THE_SET_UP = (
    *("[That is all]", "[Steady]", "[None of these]", "[None of these]"),
    "[Done]",
)


def asked(me: Talker) -> str:
    """Return the id of the question that is open."""
    [asking] = [one for one in me.outcomes if isinstance(one, Asking)]
    assert asking.dialogue.current is not None
    return str(asking.dialogue.current.id)


@pytest.mark.parametrize("words", ["only asthma, and 10 minutes please", "asthma and 10 minutes"])
async def test_the_minutes_are_kept_and_not_asked_again(me: Talker, words: str) -> None:
    await me.say(*TO_HEALTH, words)
    assert asked(me) == "health_which"
    assert "I keep that" in me.words()
    await me.say(*TO_THE_SET_UP)
    assert asked(me) == "push_at"
    await me.say("7:30", "Madrid")
    assert (await me.person()).preferences.minutes == 10


async def test_a_time_told_at_a_safety_question_is_kept(me: Talker) -> None:
    await me.say(*TO_HEALTH, "please write at 7:30", "[None of these]")
    await me.say("[None of these]", "[None of these]", "[Done]")
    assert asked(me) == "zone"
    await me.say("Madrid", "[10 min]")
    push_at = (await me.person()).preferences.push_at
    assert push_at is not None
    assert push_at.isoformat("minutes") == "07:30"


async def test_the_condition_alone_sets_nothing(me: Talker) -> None:
    await me.say(*TO_HEALTH, "only asthma", *TO_THE_SET_UP, "7:30", "Madrid")
    assert asked(me) == "minutes"
    async with me.transaction() as store:
        answers = await (await me.context(store)).answers()
    assert QuestionId("minutes") not in answers


@pytest.mark.parametrize("words", ["I am in the office", "shorter"])
async def test_what_changes_no_routine_yet_is_not_said_to_be_noted(me: Talker, words: str) -> None:
    await me.say(*TO_HEALTH, words)
    assert asked(me) == "card_health"
    assert await echo_of(me, words) is None


async def echo_of(me: Talker, words: str) -> EchoLine | None:
    """Return what is said back of words."""
    reply = await handle(me.deps, Inbound(99_000, me.id, "en", Text(words)))
    return reply.echo
