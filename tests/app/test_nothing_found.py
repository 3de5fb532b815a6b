"""Where nothing is worth correcting, one tap ends it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from bot.domain.ids import Region
from bot.domain.outcome.account import Stopped
from bot.domain.outcome.assessed import SetUp
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.talk.answers import Sides, Value
from bot.views.screens import view
from tests.app.talker import CATALOG, ENGLISH, NOTHING_WRONG, Talker

ALL_NORMAL: Mapping[str, Value] = {
    "find_out": "now",
    "pain_regions": frozenset({"none"}),
    "sitting": "under_4",
    "signs_upper": frozenset({"none"}),
    "signs_lower": frozenset({"none"}),
    "go_on": "tests",
    "T01": 1.0,
    "T11": Sides(11.0, 11.5),
    "T16": Sides(48.0, 50.0),
    "T16_felt": "seat",
    "T07_flat": "yes",
    "T07_left": "level",
    "T07_right": "level",
    "T07_shin_left": "down",
    "T07_shin_right": "down",
}


async def test_whoever_wants_no_routine_gets_no_more_messages(me: Talker) -> None:
    await me.settle_in(NOTHING_WRONG, ALL_NORMAL)
    assert await me.next_due() is not None
    await me.say("/profile")
    assert "nothing worth correcting" in me.words()
    assert await me.say("[No routine, thank you]") == [Stopped()]
    assert await me.next_due() is None


async def test_it_says_when_the_next_general_routine_comes(me: Talker) -> None:
    await me.settle_in(NOTHING_WRONG, ALL_NORMAL)
    await me.say("/profile")
    assert "the next one on Mon, Mar 1, 18:00" in me.words()
    await me.say("[No routine, thank you]", "/profile")
    assert "the next one" not in me.words()


async def test_a_self_test_is_offered_with_the_first_routine_of_a_week_alone(me: Talker) -> None:
    await me.settle_in(NOTHING_WRONG, ALL_NORMAL)
    offered: list[date] = []
    routines: list[date] = []
    while me.clock() < datetime(2027, 3, 14, tzinfo=UTC):
        for one in await me.next_push():
            if isinstance(one, RoutineDue):
                routines.append(one.workout.day)
                offered += [one.workout.day] if one.test else []
                assert ("surer that nothing needs correcting" in me.words()) is bool(one.test)
        await me.say("done")
    assert len(routines) > 6
    assert [day.isocalendar().week for day in offered] == sorted(
        {d.isocalendar().week for d in offered}
    )
    assert set(offered) <= {
        min(d for d in routines if d.isocalendar().week == day.isocalendar().week)
        for day in routines
    }
    assert offered


async def test_a_general_plan_may_be_declined_where_it_is_set_up(me: Talker) -> None:
    await me.settle_in(NOTHING_WRONG, ALL_NORMAL)
    due = await me.next_due()
    assert due is not None
    person, day = await me.person(), date(2027, 3, 1)
    for general, place, may_decline in (
        (True, None, True),
        (True, Region("knee"), False),
        (False, None, False),
    ):
        screen = view(SetUp(person, due, day, general, place), ENGLISH, CATALOG)
        labels = {button.text for row in screen.rows for button in row}
        assert ("No routine, thank you" in labels) is may_decline


async def test_a_profile_that_found_something_offers_no_such_end(me: Talker) -> None:
    await me.settle_in()
    await me.say("/profile")
    assert "No routine, thank you" not in me.labels()


async def test_what_is_tight_is_spoken_of_only_where_something_is(me: Talker) -> None:
    await me.settle_in(NOTHING_WRONG, ALL_NORMAL)
    heard = []
    for _ in range(12):
        await me.next_push()
        heard.append(me.words())
        await me.say("did all, no pain")
        heard.append(me.words())
    await me.say("/progress")
    heard.append(me.words())
    assert "learning the movements" in heard[-1]
    assert not [words for words in heard if re.search(r"\btight\b", words)]


async def test_whose_muscles_seem_tight_loosens_them_first(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did all", "/progress")
    assert "loosening what seems tight and learning the movements" in me.words()
