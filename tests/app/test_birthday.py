"""Under 18 there is no plan; the bot notices the birthday by itself and asks anew."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.app.person.clearance import lock_if_needed
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryState
from bot.domain.outcome.talk import Asking
from tests.app.talker import NOTHING_WRONG, Talker, kinds

NONE_OF_SIX = ["[None of these]"] * 6
ON_THE_DAY = datetime(2027, 9, 12, 14, tzinfo=UTC)


async def seventeen(me: Talker, birthday: str = "12 September 2027") -> None:
    """Everything is told, and there is no plan yet."""
    await me.say("/start", "[I agree, let us start]", "[1 Neck]", "[3]")
    await me.say("17", birthday, *NONE_OF_SIX)
    assert kinds(me.outcomes)[-1] == "Referred"


def asked(me: Talker) -> str:
    """The question that stands last."""
    last = me.outcomes[-1]
    assert isinstance(last, Asking)
    assert last.dialogue.current is not None
    return last.dialogue.current.id


async def test_on_the_18th_birthday_the_bot_writes_by_itself_and_asks_the_age_anew(
    me: Talker,
) -> None:
    await seventeen(me)
    assert kinds(await me.next_push()) == ["CameOfAge"]
    assert me.clock() == ON_THE_DAY
    assert (await me.person()).lock is not None, "the age is asked before anything is lifted"
    await me.do(me.screens()[0].rows[0][0].intent)
    assert asked(me) == "age"
    await me.say("18", *NONE_OF_SIX)
    assert (await me.person()).lock is None
    assert kinds(me.outcomes)[-1] == "FirstExercise"


async def test_who_writes_after_the_day_is_asked_without_a_push(me: Talker) -> None:
    await seventeen(me)
    me.clock.move(ON_THE_DAY - me.clock() + timedelta(days=40))
    await me.say("/start")
    assert asked(me) == "age"


async def test_before_the_day_nothing_lifts_and_nothing_is_said(me: Talker) -> None:
    await seventeen(me)
    assert await me.go_to(ON_THE_DAY - timedelta(days=1)) == []
    await me.say("/start", "/today")
    assert kinds(me.outcomes) == ["Referred"]
    assert (await me.person()).lock is not None


async def test_still_seventeen_means_another_birthday(me: Talker) -> None:
    await seventeen(me)
    await me.next_push()
    await me.say("/assess", "17", "[Not sure]", *NONE_OF_SIX)
    assert (await me.person()).lock is not None
    assert await me.next_due() == ON_THE_DAY.replace(year=2028)


async def test_a_red_flag_that_is_told_on_the_birthday_still_locks(me: Talker) -> None:
    await seventeen(me)
    await me.next_push()
    await me.say("/assess", "18", "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    assert (await me.person()).lock is not None


@pytest.mark.parametrize("between", [["/pause 3"], ["/pause", "/resume"], ["/stop", "/start"]])
async def test_the_birthday_outlives_a_pause_and_a_leave(me: Talker, between: list[str]) -> None:
    await seventeen(me)
    await me.say(*between)
    assert await me.next_due() == ON_THE_DAY


async def test_the_birthday_message_comes_once(me: Talker) -> None:
    await seventeen(me)
    await me.next_push()
    assert await me.go_to(ON_THE_DAY + timedelta(days=300)) == []
    async with me.transaction() as store:
        delivery = await store.deliveries.find(me.id, DeliveryKind.BIRTHDAY, "2027-09-12")
    assert delivery is not None
    assert delivery.state is DeliveryState.SENT


async def test_no_word_is_sent_to_who_has_left(me: Talker) -> None:
    await seventeen(me)
    await me.say("/stop")
    assert await me.next_due() is None


async def test_who_has_a_profile_gets_a_plan_again_at_their_own_time_when_they_say_18(
    me: Talker,
) -> None:
    await me.settle_in({**NOTHING_WRONG, "age": 17.0, "adult_on": "2027-09-12"})
    async with me.transaction() as store:
        context = await me.context(store)
        await lock_if_needed(context, await context.screening())
    assert await me.next_due() == datetime(2027, 9, 12, 15, tzinfo=UTC)
    assert kinds(await me.next_push()) == ["CameOfAge"]
    await me.say("/assess", "18", *NONE_OF_SIX)
    assert (await me.person()).lock is None
    assert await me.next_due() is not None
    assert "Referred" not in kinds(await me.say("/today"))
