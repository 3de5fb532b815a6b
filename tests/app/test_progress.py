"""How it goes: any time, in weeks, with planned breaks left out."""

from datetime import timedelta

from bot.domain.outcome.account import ProgressShown
from bot.domain.outcome.assessed import NoProfile
from tests.app.lived import live
from tests.app.talker import Talker
from tests.app.test_retest import measure


async def test_progress_before_there_is_a_profile_leads_to_the_assessment(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]")
    assert isinstance((await me.say("/progress"))[-1], NoProfile)


async def test_progress_counts_the_week_and_holds_each_test(me: Talker) -> None:
    await me.settle_in()
    for _ in range(3):
        await me.next_push()
        await me.say("done")
    shown = (await me.say("/progress"))[-1]
    assert isinstance(shown, ProgressShown)
    assert [(week.done, week.planned) for week in shown.progress.weeks] == [(3, 5)]
    assert {one.test for one in shown.progress.measured} >= {"T01", "T11", "T16"}
    assert "3 of 5" in me.words()


async def test_a_planned_break_is_not_counted_and_a_quiet_week_shows_no_zero(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done", "/pause 21")
    me.clock.move(timedelta(days=16))
    await me.say("/resume")
    me.clock.move(timedelta(days=5))
    shown = (await me.say("/progress"))[-1]
    assert isinstance(shown, ProgressShown)
    first, away, back, *_ = shown.progress.weeks
    assert (first.done, away.planned) == (1, 0)
    assert 0 < back.planned < 5
    assert " 0 " not in me.words()


async def test_a_test_measured_earlier_than_the_others_stands_under_its_own_day(
    me: Talker,
) -> None:
    await me.settle_in()
    await live(me, 2, "did all, pain 1")
    await me.say("/progress")
    before = me.words()
    await measure(me, better=True)
    shown = (await me.say("/progress"))[-1]
    assert isinstance(shown, ProgressShown)
    days = {one.last_day for one in shown.progress.measured}
    assert len(days) == 2, "a short re-test measures one of them"
    assert before.count("Your tests on") == 1
    assert me.words().count("Your tests") == 2


async def test_of_many_weeks_it_is_said_that_only_the_last_are_shown(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done, pain 1", "/progress")
    assert "The last" not in me.words()
    await live(me, 6, "did all, pain 1")
    shown = (await me.say("/progress"))[-1]
    assert isinstance(shown, ProgressShown)
    assert f"The last 4 of {len(shown.progress.weeks)} weeks:" in me.words()
