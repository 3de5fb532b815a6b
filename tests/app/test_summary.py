"""The page for a physiotherapist says what is kept of the weeks, and nothing it does not know."""

from datetime import date

import pytest

from bot.domain.ids import Side
from bot.domain.outcome.account import Summarised
from bot.domain.outcome.assessed import NoProfile
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.safety.flag import Refer
from bot.domain.talk.answers import Value
from bot.domain.training.summary import Summary
from bot.views.paper import as_text
from tests.app.talker import DESK, Talker


async def summary_of(me: Talker) -> Summary:
    summarised = (await me.say("/summary"))[-1]
    assert isinstance(summarised, Summarised)
    return summarised.summary


def words(me: Talker) -> str:
    """What stands on the page that was made last."""
    sheet = me.screens()[-1].sheet
    assert sheet is not None
    return as_text(sheet)


async def routine(me: Talker) -> None:
    """Go to the next message that brings one."""
    while not any(isinstance(one, RoutineDue) for one in await me.next_push()):
        pass


async def test_before_there_is_a_profile_it_leads_to_the_assessment(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]")
    assert isinstance((await me.say("/summary"))[-1], NoProfile)


@pytest.mark.parametrize("way", ["[A page for my physio]", "something for my physio"])
async def test_a_button_under_the_progress_and_plain_words_lead_to_it(me: Talker, way: str) -> None:
    await me.settle_in()
    await me.say("/progress", way)
    assert isinstance(me.outcomes[-1], Summarised)


async def test_it_counts_days_done_in_part_declined_and_doubled(me: Talker) -> None:
    await me.settle_in()
    done = 0
    for report in ("done, effort 6", "did 1 of 4", "not today", "/stretched"):
        await routine(me)
        await me.say(report)
        kept = await me.workout()
        assert kept is not None
        done += kept.done
    summary = await summary_of(me)
    days = summary.days
    # the last one was never told about, and its day is not over
    assert (days.whole, days.part, days.declined, days.nothing) == (1, 1, 1, 0)
    assert (days.stretches, days.effort) == (1, 6)
    assert sum(one.done for one in summary.exercises) == done
    assert sum(one.skipped for one in summary.exercises) > 0
    text = words(me)
    assert "Days with everything done: 1. In part: 1. Declined: 1." in text
    assert "A second stretch on the same day: 1 time." in text
    assert "Effort, the median: 6 of 10." in text


async def test_it_has_each_pain_at_its_moment_and_its_place(me: Talker) -> None:
    await me.settle_in()
    await routine(me)
    await me.say("[Start]", "left knee 2", "i did all of them", "pain 3 afterwards")
    summary = await summary_of(me)
    [ache] = summary.aches
    assert (ache.region, ache.side, ache.most) == ("knee", Side.LEFT, 3)
    [week] = summary.progress.weeks
    assert week.pains == (2, 3, None)
    assert "left knee (on 1 day, at most 3)" in words(me)


async def test_it_names_flags_closures_and_a_hold_and_has_no_plan_then(me: Talker) -> None:
    await me.settle_in()
    await me.say("my physio says no overhead until may")
    summary = await summary_of(me)
    assert summary.routines
    assert summary.closures[0].until == date(2027, 5, 1)
    assert "on the word of your physio, until" in words(me)
    await me.say("my chest hurts and feels tight", "[Yes]")
    summary = await summary_of(me)
    assert summary.held == date(2027, 3, 1)
    assert summary.routines == ()
    assert any(flag.refer is Refer.URGENT for flag in summary.flags)
    assert [one.so for one in summary.alarming] == [True]
    text = words(me)
    assert "On hold since Mar 1, 2027" in text
    assert "There are no exercises at the moment." in text


async def test_words_that_were_misread_are_told_as_misread(me: Talker) -> None:
    await me.settle_in()
    await me.say("my chest hurts and feels tight", "[No]", "[It was long ago]")
    summary = await summary_of(me)
    assert [one.so for one in summary.alarming] == [False]
    assert summary.held is None
    assert "Asked back, the person said: no." in words(me)


async def test_the_plan_is_todays_and_the_next_of_the_other_kind(me: Talker) -> None:
    await me.settle_in()
    await routine(me)
    await me.say("done")
    await routine(me)
    kept = await me.workout()
    assert kept is not None
    summary = await summary_of(me)
    assert summary.routines[0] == kept.routine
    assert sorted(one.light for one in summary.routines) == [False, True]


async def test_usual_pains_of_the_assessment_are_told_the_worst_first(me: Talker) -> None:
    pains: dict[str, Value] = {"pain_neck": 2.0, "pain_knee": 5.0}
    pains["pain_regions"] = frozenset({"neck", "knee"})
    await me.settle_in(assessment={**DESK, **pains})
    summary = await summary_of(me)
    assert summary.pains_at_start == (("knee", 5.0), ("neck", 2.0))


async def test_asking_changes_nothing_that_is_kept(me: Talker) -> None:
    await me.settle_in()
    before = await me.person()
    await summary_of(me)
    assert await me.person() == before
    assert await me.workout() is None
