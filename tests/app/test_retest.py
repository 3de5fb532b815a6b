"""Measured again: offered on time, compared with the error, and kept when normal twice."""

from datetime import date, timedelta

import pytest

from bot.app.context import RECHECK
from bot.domain.assessment.change import Change
from bot.domain.ids import OptionId, Side
from bot.domain.intent import Tap
from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.assessed import Assessed, Retested
from bot.domain.outcome.pushed import BarrierAsked, BarrierMet, ReviewDue, RoutineDue
from bot.domain.outcome.talk import Asking
from bot.domain.talk.question import Kind
from bot.domain.training.retest import Recheck
from bot.domain.training.review import NextThing
from bot.domain.training.routine import Routine
from tests.app.lived import Lived, live
from tests.app.talker import Talker, kinds

MONDAY = date(2027, 3, 1)


async def week(me: Talker, words: str = "done, no pain") -> list[Routine]:
    """The routines of the next seven days, each done."""
    routines = []
    end = me.clock() + timedelta(days=7)
    while me.clock() < end:
        for outcome in await me.next_push():
            if isinstance(outcome, RoutineDue):
                routines.append(outcome.workout.routine)
                await me.say(words)
    return routines


def extra_sets(routines: list[Routine]) -> set[Side | None]:
    """The sides that got one."""
    return {i.extra_set for routine in routines for i in routine.items} - {None}


async def measure(
    me: Talker,
    better: bool,
    reach: float | str = 12,
    bridge: str = "left 45 right 45",
    right: float | str = 12,
) -> Retested:
    """The re-test from its button to its end; sides as told, everything else as usual."""
    await me.say("/recheck")
    for _ in range(40):
        asked = next((o for o in me.outcomes if isinstance(o, Asking)), None)
        if asked is None:
            break
        question = asked.dialogue.current
        assert question is not None
        if question.kind is Kind.TEXT:
            await me.say("carrying the shopping up")
        elif question.kind is Kind.SIDES:
            await me.say(bridge if question.id == "T16" else f"left {reach} right {right}")
        elif question.kind is Kind.SCALE:
            await me.say("5" if better else "7")
        elif question.kind is Kind.NUMBER:
            await me.say("1")
        else:
            await me.do(Tap(asked.dialogue.id, question.id, question.options[0].id))
        if any(isinstance(o, Retested) for o in me.outcomes):
            break
    return next(o for o in me.outcomes if isinstance(o, Retested))


async def test_a_mini_check_comes_after_two_weeks_and_the_own_tests_after_four(me: Talker) -> None:
    await me.settle_in()
    assert list(dict.fromkeys(await live(me, 5))) == [Recheck.MINI, Recheck.FULL]


async def test_what_was_measured_again_is_held_against_its_error_on_each_side(lived: Lived) -> None:
    me = await lived(5)
    retest = await measure(me, better=True)
    assert retest.kind is Recheck.FULL
    knee = next(one for one in retest.measured if one.question == "T11")
    assert knee.change(Side.LEFT) is not None
    hold = next(one for one in retest.measured if one.question == "T16")
    assert hold.change(Side.RIGHT) is Change.BETTER
    assert hold.change(Side.LEFT) is Change.SAME
    assert "No real change" in me.words()


async def test_normal_twice_only_needs_keeping_and_a_new_programme_is_offered(lived: Lived) -> None:
    me = await lived(5)
    first = await measure(me, better=True)
    assert not first.graduated
    await live(me, 4)
    second = await measure(me, better=True)
    assert second.graduated
    assert second.hard == (5.0, 5.0)


async def test_how_hard_it_was_at_first_is_kept_and_only_now_is_asked(lived: Lived) -> None:
    me = await lived(5)
    await measure(me, better=False)
    await live(me, 4)
    await me.say("/recheck")
    assert "Last time you named this as hard: carrying the shopping up." in me.words()
    asked = next(o for o in me.outcomes if isinstance(o, Asking)).dialogue.current
    assert asked is not None
    assert asked.id == "hard_now"
    again = await measure(me, better=True)
    assert again.hard == (7.0, 5.0)


async def test_worse_twice_asks_the_safety_questions_before_the_next_exercise(lived: Lived) -> None:
    me = await lived(5)
    once = await measure(me, better=True, reach=2)
    assert not once.worse_twice
    assert "Asking" not in kinds(me.outcomes)
    await live(me, 4)
    twice = await measure(me, better=True, reach=2)
    assert twice.worse_twice
    assert kinds(me.outcomes)[-2:] == ["Retested", "Asking"]
    assert "safety questions" in me.words()
    assert kinds(await me.say("/today")) == ["Asking"]


async def test_a_number_that_recovers_is_not_worse_twice(lived: Lived) -> None:
    me = await lived(5)
    await measure(me, better=True, reach=2)
    await live(me, 4)
    assert not (await measure(me, better=True, reach=12)).worse_twice


@pytest.mark.parametrize(
    ("bridge", "stays"), [("left 41 right 12", True), ("left 41 right 36", False)]
)
async def test_a_gap_that_stays_at_the_re_test_gives_the_weaker_side_a_set_more(
    lived: Lived, bridge: str, stays: bool
) -> None:
    me = await lived(5, "done, no pain", minutes=30)
    assert extra_sets(await week(me)) == set()
    await measure(me, better=True, bridge=bridge)
    assert extra_sets(await week(me)) == ({Side.RIGHT} if stays else set())


async def test_a_gap_earns_nothing_where_the_stronger_side_hurts(lived: Lived) -> None:
    me = await lived(5, "done, no pain", minutes=30)
    await measure(me, better=True, bridge="left 41 right 12")
    await me.say("/today", "done, left knee 2")
    assert extra_sets(await week(me, "done, left knee 2")) == set()


async def test_a_quiet_week_is_asked_what_got_in_the_way_and_something_changes(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done")
    outcomes = []
    for _ in range(8):
        outcomes = await me.next_push()
        if kinds(outcomes) == ["ReviewDue"]:
            break
        if kinds(outcomes) == ["RoutineDue"]:
            await me.say("not today")
    [review] = outcomes
    assert isinstance(review, ReviewDue)
    assert review.review.next_thing is NextThing.BARRIER
    asked = await me.say("[What got in the way?]")
    assert isinstance(asked[0], BarrierAsked)
    assert isinstance((await me.say("[No time]"))[0], BarrierMet)
    assert (await me.person()).preferences.minutes == 5


@pytest.mark.parametrize("barrier", ["forgot", "pain", "tired", "boring", "no_place", "travel"])
async def test_every_barrier_is_met_and_leaves_a_promise(me: Talker, barrier: str) -> None:
    await me.settle_in()
    await me.next_push()
    met = await me.say(f"/barrier {barrier}")
    assert isinstance(met[0], BarrierMet)
    assert not any(isinstance(outcome, SettingsShown) for outcome in met)
    assert await me.next_due() is not None


async def test_a_re_test_that_was_left_goes_on_the_next_day_and_begins_anew_after_a_week(
    lived: Lived,
) -> None:
    me = await lived(5)
    await me.say("/recheck", "carrying the shopping up", "5")
    left = me.outcomes[-1]
    assert isinstance(left, Asking)
    me.clock.move(timedelta(days=1))
    [again] = await me.say("/recheck")
    assert isinstance(again, Asking)
    assert again.dialogue.id == left.dialogue.id
    assert again.dialogue.current == left.dialogue.current
    me.clock.move(timedelta(days=7))
    anew = (await me.say("/recheck"))[-1]
    assert isinstance(anew, Asking)
    assert anew.dialogue.id != left.dialogue.id
    await me.say("/recheck")
    async with me.transaction() as store:
        script = {RECHECK: me.deps.catalog.scripts[RECHECK]}
        opened = await store.dialogues.current(me.id, script)
        assert opened is not None
        await store.dialogues.close(opened.id, me.clock())
        assert await store.dialogues.current(me.id, script) is None


async def assessed_again(me: Talker) -> None:
    """The whole assessment once more, from its button to its end; every test normal."""
    await me.say("/assess")
    for _ in range(80):
        asking = [o for o in me.outcomes if isinstance(o, Asking)]
        if not asking:
            return
        [asked] = asking
        question = asked.dialogue.current
        assert question is not None
        if question.kind is Kind.SIDES:
            normal = {"T16": 45, "T11": 12}.get(
                question.id, 0 if question.high <= 5 else 20 if question.unit == "times" else 80
            )
            measure = question.measure
            low = measure is not None and not measure.higher_is_better
            normal = 0 if low else min(normal, round(question.high))
            await me.say(f"left {normal} right {normal}")
        elif question.kind is Kind.NUMBER:
            await me.say("1")
        elif question.kind is Kind.SCALE:
            await me.say("5")
        elif question.kind in (Kind.SEVERAL, Kind.TEXT):
            await me.say("skip")
        else:
            wanted = {"sitting": "under_4", "go_on": "everything"}.get(question.id)
            chosen = OptionId(wanted) if wanted else question.options[0].id
            await me.do(Tap(asked.dialogue.id, question.id, chosen))


async def test_an_assessment_done_again_tells_first_time_and_now_and_what_only_needs_keeping(
    lived: Lived,
) -> None:
    me = await lived(8)
    assert not (await measure(me, better=True)).graduated
    await live(me, 4)
    await assessed_again(me)
    retest = next(o for o in me.outcomes if isinstance(o, Retested))
    assert retest.kind is Recheck.HABITS
    assert retest.graduated
    assert retest.all_kept
    today = me.clock().date()
    knee = next(one for one in retest.measured if one.question == "T11")
    assert all(one.tries[-1][0] == today for one in (knee, *retest.measured))
    assert "Assessed" not in kinds(me.outcomes)
    profile = (await me.say("/profile"))[-1]
    assert isinstance(profile, Assessed)
    assert set(profile.keeping) == set(retest.graduated)
    assert "did not find this any more" in me.words()
    [pushed] = await me.next_push()
    assert isinstance(pushed, RoutineDue | ReviewDue)
    assert pushed.recheck is None


async def test_the_first_assessment_is_told_as_a_profile(me: Talker) -> None:
    await me.settle_in()
    await me.say("/profile")
    [profile] = me.outcomes
    assert isinstance(profile, Assessed)
    assert profile.keeping == ()


async def asked_worst_test(lived: Lived) -> Talker:
    """The re-test of two weeks, as far as its one self-test, the bridge."""
    me = await lived(3)
    await me.say("/recheck", "carrying the shopping up", "5")
    return me


@pytest.mark.parametrize("words", ["felt easier", "easier than last time"])
async def test_words_without_a_number_are_told_what_a_number_is_for_and_the_way_on(
    lived: Lived, words: str
) -> None:
    me = await asked_worst_test(lived)
    assert kinds(await me.say(words)) == ["Refused", "Asking"]
    assert "Only numbers show whether it has changed" in me.words()
    assert "Not sure" in me.words()
    assert "Not sure" in me.labels()


@pytest.mark.parametrize("words", ["don't know", "skip"])
async def test_a_re_test_without_a_number_says_that_what_was_known_holds(
    lived: Lived, words: str
) -> None:
    me = await asked_worst_test(lived)
    while "Retested" not in kinds(me.outcomes):
        await me.say(words)
    assert "what I knew before still holds" in me.words()
    assert "left 41, right 12" not in me.words()


async def test_a_test_that_stayed_unanswered_among_others_is_named(lived: Lived) -> None:
    me = await lived(5)
    await me.say("/recheck", "carrying the shopping up", "5")
    while "Retested" not in kinds(me.outcomes):
        asked = me.outcomes[-1]
        assert isinstance(asked, Asking)
        assert asked.dialogue.current is not None
        await me.say("left 12 right 12" if asked.dialogue.current.id == "T11" else "not sure")
    assert "One-leg bridge" in me.words()
    assert "stayed without an answer today" in me.words()


async def test_a_test_without_a_number_tells_what_was_seen_the_first_time_and_now(
    lived: Lived,
) -> None:
    me = await lived(5)
    await measure(me, better=True)
    assert "Only back of the thigh → In the buttock. That is better." in me.words()
