"""A second stretch and breaks: only where switched on, at their times, and never to the silent."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.intent import OnSetting
from bot.domain.interlude import second_at
from bot.domain.outcome import Outcome
from bot.domain.outcome.pushed import BreakDue, RoutineDue, StretchDue
from bot.domain.setting import Setting
from bot.domain.training.exercise import Phase
from tests.app.talker import CATALOG, Talker

KYIV = ZoneInfo("Europe/Kyiv")
Heard = list[tuple[datetime, Outcome]]


async def switch(me: Talker, setting: Setting, *, on: bool) -> None:
    await me.do(OnSetting(setting, "on" if on else "off"))


async def week(me: Talker, *, answering: bool = True, days: int = 7) -> Heard:
    """Everything that is pushed in a week, on the wall there."""
    heard: Heard = []
    end = me.clock() + timedelta(days=days)
    while (due := await me.next_due()) is not None and due < end:
        for outcome in await me.next_push():
            heard.append((me.clock().astimezone(KYIV), outcome))
            if isinstance(outcome, RoutineDue) and answering:
                await me.say("done")
    return heard


def times(heard: Heard, kind: type) -> Counter[time]:
    return Counter(at.time().replace(microsecond=0) for at, o in heard if isinstance(o, kind))


@pytest.mark.parametrize(
    ("routine", "stretch"),
    [("07:30", "15:30"), ("12:00", "20:00"), ("12:30", "08:00"), ("18:00", "10:00")],
)
def test_the_second_stretch_has_the_other_half_of_the_day(routine: str, stretch: str) -> None:
    assert second_at(time.fromisoformat(routine)) == time.fromisoformat(stretch)


async def test_nothing_comes_beside_the_routine_unless_it_is_switched_on(me: Talker) -> None:
    await me.settle_in()
    heard = await week(me)
    assert not times(heard, StretchDue)
    assert not times(heard, BreakDue)


async def test_a_second_stretch_comes_once_on_days_that_have_a_stretch(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.SECOND_STRETCH, on=True)
    heard = await week(me)
    stretches = times(heard, StretchDue)
    assert 3 <= stretches.total() <= 7
    assert len(stretches) == 1
    days: Counter[date] = Counter(at.date() for at, o in heard if isinstance(o, StretchDue))
    assert max(days.values()) == 1
    items = [o.item for _, o in heard if isinstance(o, StretchDue)]
    assert all(CATALOG.exercises[i.exercise].phase is Phase.LENGTHEN for i in items)
    await me.say("[Done]")
    assert "second stretch" in me.words()


async def test_the_second_stretch_is_a_plain_hold_though_the_first_had_a_press(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.SECOND_STRETCH, on=True)
    await me.next_push()
    workout = await me.workout()
    assert workout is not None
    items = tuple(replace(i, contract=i.reps is None) for i in workout.routine.items)
    async with me.transaction() as store:
        pressed = replace(workout.routine, items=items)
        await store.workouts.save(me.id, replace(workout, routine=pressed))
    await me.say("done")
    heard = [o for _, o in await week(me, answering=False, days=1) if isinstance(o, StretchDue)]
    assert heard
    assert not any(one.item.contract for one in heard)


@pytest.mark.parametrize("words", ["not today", "I am sick", "done, pain 7"])
async def test_no_second_stretch_follows_a_day_that_was_declined_or_hurt(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.say("change my time to 7")
    await switch(me, Setting.SECOND_STRETCH, on=True)
    while not any(isinstance(o, RoutineDue) for o in await me.next_push()):
        pass
    day = me.clock().astimezone(KYIV).date()
    await me.say(words)
    heard = await week(me, days=1, answering=False)
    assert not [o for at, o in heard if isinstance(o, StretchDue) and at.date() == day]


async def test_breaks_come_twice_on_working_days_and_are_not_always_the_same(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    heard = await week(me)
    assert times(heard, BreakDue) == {time(10, 30): 5, time(15, 30): 5}
    assert not [at for at, o in heard if isinstance(o, BreakDue) and at.weekday() > 4]
    assert len({o.tip.id for _, o in heard if isinstance(o, BreakDue)}) > 3


async def test_quiet_hours_hold_for_them_too(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    await me.do(OnSetting(Setting.QUIET, "20:00-11:00"))
    preferences = (await me.person()).preferences
    assert preferences.quiet(time(10, 30)) is (time(10, 30) not in times(await week(me), BreakDue))


async def test_switched_off_is_the_end_of_it_and_on_again_begins_at_once(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    await week(me, days=2)
    await switch(me, Setting.MOVEMENT_BREAKS, on=False)
    assert not times(await week(me), BreakDue)
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    assert times(await week(me), BreakDue).total() == 10


async def test_whoever_does_not_answer_hears_no_more_of_them(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    await switch(me, Setting.SECOND_STRETCH, on=True)
    heard = await week(me, answering=False, days=14)
    begun = heard[0][0]
    late = [o for at, o in heard if at - begun > timedelta(days=3)]
    assert not [o for o in late if isinstance(o, BreakDue | StretchDue)]
    await me.say("hello")
    assert times(await week(me), BreakDue)


async def test_a_planned_break_holds_them_and_resuming_brings_them_back(me: Talker) -> None:
    await me.settle_in()
    await switch(me, Setting.MOVEMENT_BREAKS, on=True)
    await me.say("/pause")
    await me.say("/resume")
    assert times(await week(me), BreakDue).total() >= 8
