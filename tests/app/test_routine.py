"""The day's routine: pushed, begun, put off, told about; and the promise of the next."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.catalog import DeliveryKind
from bot.domain.intent import Membership, OnRoutine, RoutineVerb, Text
from bot.domain.outcome.pushed import Postponed, RestDay, RoutineDue
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.reported import CheckedIn
from bot.domain.outcome.workout import Declined
from bot.domain.training.workout import CardState, Ending
from tests.app.talker import Talker, kinds

MONDAY = date(2027, 3, 1)
TOLD = [
    ("done", 4, None),
    ("did 3, pain 4", 3, 4),
    ("all of it, knee 2", 4, 2),
    ("i did none of them", 0, None),
]


def kyiv(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time of March 2027 in Kyiv."""
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


async def test_the_routine_comes_at_the_time_on_the_persons_wall(me: Talker) -> None:
    await me.settle_in()
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == kyiv(1, 18)


async def test_there_is_always_a_next_promise_for_somebody_active(me: Talker) -> None:
    await me.settle_in()
    lines = ("done", "not today", "5 min", "later", "/today", "tomorrow at 7", "did 2", "tired")
    for day in range(21):
        await me.next_push()
        await me.say(lines[day % len(lines)])
        due = await me.next_due()
        assert due is not None, lines[day % len(lines)]
        assert due > me.clock()


async def test_a_check_in_by_button_asks_what_the_cards_do_not_tell(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", *["[Done]"] * 3)
    asked = await me.say("[Done]")
    assert kinds(asked) == ["WorkoutEnded", "MilestoneReached", "Asking"]
    await me.say("[2]", "[6]")
    checked = me.outcomes[-1]
    assert isinstance(checked, CheckedIn)
    assert checked.workout.done == len(checked.workout.cards)
    assert (checked.workout.pains.during, checked.workout.effort) == (2, 6)


@pytest.mark.parametrize(("words", "done", "pain"), TOLD)
async def test_a_check_in_in_plain_words_is_understood_and_said_back(
    me: Talker, words: str, done: int, pain: int | None
) -> None:
    await me.settle_in()
    await me.next_push()
    checked = (await me.say(words))[0]
    assert isinstance(checked, CheckedIn)
    total = len(checked.workout.cards)
    assert checked.workout.done == min(done, total)
    assert checked.workout.pains.during == pain
    assert f"{checked.workout.done} of {total}" in me.words()


async def test_more_than_there_was_is_refused_and_nothing_is_noted(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [refused] = await me.say("did 9 of 12")
    assert isinstance(refused, Refused)
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is None


async def test_more_than_there_was_by_button_counts_as_all_and_does_not_get_stuck(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[I did it already]", "[Part of it]", "7", "[0]", "[5]")
    checked = next(one for one in me.outcomes if isinstance(one, CheckedIn))
    assert checked.workout.done == len(checked.workout.cards)


async def test_one_reply_closes_all_that_is_pending(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done")
    async with me.transaction() as store:
        [waiting] = await store.deliveries.open_of(me.id)
    assert waiting.kind is DeliveryKind.ROUTINE
    assert waiting.slot == "2027-03-02"


async def test_the_nudge_comes_once_and_only_when_nobody_answered(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    pushed = await me.go_to(kyiv(1, 23))
    assert [kinds(p) for p in pushed] == [["NudgeDue"]]
    await me.go_to(kyiv(2, 18))
    await me.say("done")
    assert await me.go_to(kyiv(3, 9)) == []


async def test_what_was_begun_and_not_ended_is_asked_about_in_the_first_weeks(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[Done]")
    assert [kinds(p) for p in await me.go_to(kyiv(1, 23))] == [["CheckinDue"]]


async def test_later_it_is_part_of_the_next_routine(me: Talker) -> None:
    await me.settle_in()
    while me.clock() < kyiv(21, 18):
        if kinds(await me.next_push()) == ["RoutineDue"]:
            await me.say("done")
    await me.next_push()
    await me.say("[Start]", "[Done]")
    assert await me.go_to(kyiv(23, 17)) == []
    [due] = await me.next_push()
    assert isinstance(due, RoutineDue)
    assert due.open_day == date(2027, 3, 22)
    await me.say("[About yesterday]", "[Part of it]", "2", "[1]", "[5]")
    checked = next(o for o in me.outcomes if isinstance(o, CheckedIn))
    assert checked.workout.day == date(2027, 3, 22)


async def test_no_nudge_falls_into_the_quiet_hours(me: Talker) -> None:
    await me.settle_in(push_at=time(20))
    await me.next_push()
    assert await me.go_to(kyiv(2, 19)) == []


@pytest.mark.parametrize("words", ["not today", "skip"])
async def test_not_today_is_fine_and_the_next_day_comes(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.next_push()
    [declined] = await me.say(words)
    assert isinstance(declined, Declined)
    assert declined.next_due == kyiv(2, 18)


async def test_not_today_before_the_push_keeps_the_push_away(me: Talker) -> None:
    await me.settle_in()
    await me.say("not today")
    assert await me.next_due() == kyiv(2, 18)


async def test_later_arms_the_same_delivery_again(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    async with me.transaction() as store:
        first = await store.deliveries.find(me.id, DeliveryKind.ROUTINE, MONDAY.isoformat())
    await me.say("[In an hour]")
    async with me.transaction() as store:
        again = await store.deliveries.find(me.id, DeliveryKind.ROUTINE, MONDAY.isoformat())
    assert first is not None
    assert again is not None
    assert again.id == first.id
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == kyiv(1, 19)
    assert await me.next_due() is not None


async def test_later_past_midnight_still_comes_and_the_day_after_too(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    [postponed] = await me.say("[In an hour]")
    assert isinstance(postponed, Postponed)
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == postponed.due == kyiv(2, 0) + timedelta(minutes=30)
    assert await me.next_due() == kyiv(3, 23, 30)


async def test_tomorrow_at_seven_moves_tomorrows_routine_there(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [postponed] = await me.say("tomorrow at 7")
    assert isinstance(postponed, Postponed)
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == kyiv(2, 7)
    await me.say("done")
    assert await me.next_due() == kyiv(3, 18)


async def test_five_minutes_give_a_shorter_routine_for_the_same_day(me: Talker) -> None:
    await me.settle_in(minutes=20)
    [long] = await me.next_push()
    [short] = await me.say("5 min")
    assert isinstance(long, RoutineDue)
    assert isinstance(short, RoutineDue)
    assert short.workout.day == long.workout.day
    assert short.workout.routine.seconds <= 300 < long.workout.routine.seconds


async def test_a_day_that_is_done_stays_done_whatever_is_asked_of_it(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done", "5 min", "tired", "/today", "not today")
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is Ending.DONE
    assert all(card.state is CardState.DONE for card in workout.cards)


async def test_done_before_the_push_keeps_it_silent_and_shows_the_next_day(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "[Start]")
    checked = (await me.say("i did all of them"))[0]
    assert isinstance(checked, CheckedIn)
    assert checked.next_due == kyiv(2, 18)
    assert await me.next_due() == kyiv(2, 18)


async def test_the_start_button_of_an_older_day_shows_todays_routine(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.go_to(kyiv(2, 19))
    [due] = await me.do(OnRoutine(MONDAY, RoutineVerb.START))
    assert isinstance(due, RoutineDue)
    assert due.workout.day == date(2027, 3, 2)


async def test_an_edited_report_changes_what_was_noted(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did 2")
    await me.do(Text("did 3", edited=True))
    workout = await me.workout()
    assert workout is not None
    assert workout.done == 3


async def test_days_off_stay_free(me: Talker) -> None:
    await me.settle_in(days=frozenset({0, 3}))
    await me.next_push()
    checked = (await me.say("done"))[0]
    assert isinstance(checked, CheckedIn)
    assert checked.next_due == kyiv(4, 18)


async def test_today_on_a_day_off_offers_a_routine_or_says_when_the_next_comes(
    me: Talker,
) -> None:
    await me.settle_in(days=frozenset({3}))
    [shown] = await me.say("/today")
    assert isinstance(shown, (RoutineDue, RestDay))


async def test_moving_the_time_moves_the_promise(me: Talker) -> None:
    await me.settle_in()
    await me.say("/settings", "[Time]", "19:15")
    assert await me.next_due() == kyiv(1, 19, 15)


async def test_moving_the_time_after_todays_message_promises_tomorrow(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("/settings", "[Time]", "21:00")
    async with me.transaction() as store:
        kinds_due = {d.kind: d.due for d in await store.deliveries.open_of(me.id)}
    assert kinds_due[DeliveryKind.ROUTINE] == kyiv(2, 21)


async def test_a_time_changed_in_words_survives_a_change_of_something_else(me: Talker) -> None:
    await me.settle_in()
    await me.say("make it 19:15 every day")
    await me.say("/settings", "[Minutes]", "[5 min]")
    person = await me.person()
    assert person.preferences.minutes == 5
    assert person.preferences.push_at == time(19, 15)


async def test_a_pause_sends_nothing_until_its_last_day_is_over(me: Talker) -> None:
    await me.settle_in()
    await me.say("/pause 5")
    assert await me.next_due() == kyiv(6, 18)
    await me.go_to(kyiv(6, 17))
    assert kinds(await me.say("/start")) == ["Greeted"]
    assert "aused" not in me.words()


async def test_a_pause_without_end_lasts_until_resume(me: Talker) -> None:
    await me.settle_in()
    await me.say("/pause")
    assert await me.next_due() is None
    await me.say("/resume")
    assert await me.next_due() == kyiv(1, 18)


async def test_stopped_stays_stopped_until_they_start_again(me: Talker) -> None:
    await me.settle_in()
    await me.say("/stop", "thanks", "/profile")
    assert await me.next_due() is None
    await me.say("/start")
    assert await me.next_due() == kyiv(1, 18)


async def test_who_blocked_the_bot_is_left_alone_and_comes_back_by_writing(me: Talker) -> None:
    await me.settle_in()
    assert await me.do(Membership(blocked=True)) == []
    assert await me.next_due() is None
    await me.say("hello")
    assert await me.next_due() == kyiv(1, 18)


async def test_much_pain_asks_the_safety_questions_again_and_holds_the_routine(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done, low back 6")
    assert "Referred" in kinds(me.outcomes) or kinds(me.outcomes)[-1] == "Asking"
    assert kinds(await me.say("/today"))[0] in ("Asking", "Referred")


async def test_a_second_red_within_two_weeks_sends_to_a_clinician(me: Talker) -> None:
    await me.settle_in()
    for _ in range(2):
        await me.next_push()
        await me.say("done, low back 7 sharp")
        if kinds(me.outcomes)[-1] == "Asking":
            await me.say(*["[None of these]"] * 6)
    assert (await me.person()).lock is not None
    assert kinds(await me.next_push()) == ["ClearanceDue"]
    assert me.clock() > kyiv(8, 0)


async def test_not_today_before_the_message_of_the_day_leaves_today_out(me: Talker) -> None:
    await me.settle_in(push_at=time(18))
    await me.next_push()
    await me.say("done, no pain")
    me.clock.move(kyiv(2, 9) - me.clock())
    [declined] = await me.say("not today")
    assert isinstance(declined, Declined)
    assert await me.next_due() == kyiv(3, 18)
