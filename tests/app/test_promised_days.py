"""What is promised is sent: the next routine that is named comes, and a rest day gives way to who
asks."""

from datetime import timedelta

from bot.domain.ids import Equipment
from bot.domain.outcome.pushed import RestDay, ReviewDue, RoutineDue
from bot.domain.outcome.reported import CheckedIn
from tests.app.talker import Talker


async def next_routine(me: Talker) -> RoutineDue:
    for _ in range(9):
        for outcome in await me.next_push():
            if isinstance(outcome, RoutineDue):
                return outcome
            if isinstance(outcome, ReviewDue) and outcome.routine:
                return outcome.routine
    raise AssertionError("no routine in nine messages")


async def test_the_next_routine_that_is_named_comes_at_that_very_moment(me: Talker) -> None:
    await me.settle_in()
    for _ in range(12):
        await next_routine(me)
        answered = await me.say("done, no pain")
        checked = next(o for o in answered if isinstance(o, CheckedIn))
        assert checked.next_due is not None
        await next_routine(me)
        assert me.clock() == checked.next_due
        await me.say("not today")


async def until_rest(me: Talker) -> None:
    """Routines are done until a day has none."""
    await me.settle_in(equipment=frozenset({Equipment("band")}))
    await next_routine(me)
    await me.say("done, no pain")
    for _ in range(7):
        me.clock.move(timedelta(days=1))
        if any(isinstance(o, RestDay) for o in await me.say("/today")):
            return
        await me.say("done, no pain")
    raise AssertionError("no day of rest in a week")


async def test_who_asks_for_a_routine_without_the_band_on_a_rest_day_gets_one(me: Talker) -> None:
    await until_rest(me)
    outcomes = await me.say("no band today")
    routine = next(o for o in outcomes if isinstance(o, RoutineDue)).workout.routine
    assert routine.items
    assert routine.light


async def test_who_comes_back_on_a_rest_day_is_welcomed_with_a_gentle_routine(me: Talker) -> None:
    await until_rest(me)
    me.clock.move(timedelta(days=28))
    outcomes = await me.say("/today", "[None of these]", "[Nothing new]")
    shown = next(o for o in outcomes if isinstance(o, RoutineDue))
    assert shown.welcome
    assert shown.workout.routine.light
    assert "Welcome back" in me.words()
