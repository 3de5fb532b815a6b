"""What makes no sense gets one clear sentence, and nothing that was told is lost by it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.intent import Intent, OnCard, OnPain, OnRoutine, Text
from bot.domain.outcome.pushed import Postponed
from bot.domain.outcome.reply import Refused, Unclear
from bot.domain.outcome.reported import CheckedIn
from bot.domain.outcome.workout import CardShown
from bot.domain.schedule import instant
from bot.domain.training.workout import CardState
from tests.app.talker import Talker, at_once, kinds, rows
from tests.app.test_routine import kyiv

KEPT = ("workouts", "people", "deliveries", "answers", "profiles")
"""What is told and planned; the others count updates."""


async def pushed(me: Talker) -> None:
    """The first routine stands in the chat, untouched."""
    await me.settle_in()
    await me.next_push()


async def kept(engine: AsyncEngine) -> object:
    """All that is known of them, but when they were last seen."""
    tables = await rows(engine)
    known = {name: tables.get(name) for name in KEPT}
    known["people"] = [
        tuple(v for v in row if not isinstance(v, datetime)) for row in tables["people"]
    ]
    return known


CONTRADICTIONS = [
    "done, not done",
    "did it but didn't do it",
    "done but skipped all",
    "done, not today",
    "later, not today",
    "5 min, 20 min",
    "pain 3, no pain",
]


@pytest.mark.parametrize("words", CONTRADICTIONS)
async def test_a_contradiction_is_asked_back_by_button_and_nothing_is_noted_before(
    me: Talker, engine: AsyncEngine, words: str
) -> None:
    await pushed(me)
    before = await kept(engine)
    [asked] = await me.say(words)
    assert isinstance(asked, Unclear)
    assert await kept(engine) == before
    buttons = [b for screen in me.screens() for row in screen.rows for b in row]
    assert len(buttons) == 2
    assert kinds(await me.do(buttons[0].intent)) != ["Stale"]
    assert await kept(engine) != before


@pytest.mark.parametrize("words", ["7", "3"])
async def test_a_number_without_meaning_is_asked_back(
    me: Talker, engine: AsyncEngine, words: str
) -> None:
    await pushed(me)
    before = await kept(engine)
    assert kinds(await me.say(words)) == ["Unclear"]
    assert await kept(engine) == before


@pytest.mark.parametrize("words", ["12", "1000000", "-3", "3.5", "??", "0 of 0", "7 7"])
async def test_what_means_nothing_is_said_to_and_changes_nothing(
    me: Talker, engine: AsyncEngine, words: str
) -> None:
    await pushed(me)
    before = await kept(engine)
    assert kinds(await me.say(words)) == ["NotUnderstood"]
    assert await kept(engine) == before


IMPOSSIBLE = {
    "pain 12": "12 seems unlikely. I expect a number from 0 to 10. Could you check it once more?",
    "knee pain 12": "12 seems unlikely. I expect a number from 0 to 10.",
    "pain 99999999": "That number seems unlikely.",
    "effort 15": "15 seems unlikely. I expect a number from 0 to 10.",
    "did 10 of 4": "10 seems unlikely. I expect a number from 0 to 4.",
    "0 minutes": "0 seems unlikely. I expect a number from 1 to 120 minutes.",
    "/pause 0": "0 seems unlikely. I expect a number from 1 to 366 days.",
    "/pause -3": "-3 seems unlikely.",
    "/pause 99999": "99999 seems unlikely.",
    "yesterday at 7": "That day is over.",
    "in 1000000 hours": "That is more than a year away.",
    "in 0 minutes": "That moment is over for today.",
    "1000 minutes": "1000 seems unlikely. I expect a number from 1 to 120 minutes.",
    "pause until yesterday": "That day is over.",
    "pause until 2027-02-01": "That day is over.",
    "pause until 1 february": "That day is over.",
    "later, on 1 february at 9": "That day is over.",
    "/pause until 1 february": "That day is over.",
    "/pause some time": "I need a date here",
    "pause until 31 february": "There is no such day.",
    "on 31 april at 8": "There is no such day.",
    "pause until 3/4/2027": "I cannot tell the day from the month there.",
    "pause until 1 january 2099": "That is more than a year away.",
    "pause for 500 days": "That is more than a year away.",
    "today at 17:00": "That moment is over for today.",
    "tomorrow at 25:00": "I need a time of day here",
    "at 7:75": "I need a time of day here",
    "make it 25:00 every day": "I need a time of day here",
}


@pytest.mark.parametrize("words", IMPOSSIBLE)
async def test_what_cannot_be_is_told_in_one_sentence_that_says_why(
    me: Talker, engine: AsyncEngine, words: str
) -> None:
    await pushed(me)
    before = await kept(engine)
    assert kinds(await me.say(words)) == ["Refused"]
    assert me.words().startswith(IMPOSSIBLE[words])
    assert await kept(engine) == before


COUNTED = {
    "3 of 4": 3,
    "did exercises 1, 3 and 4": 3,
    "did 1 and 3": 2,
    "did 1-3": 3,
    "done but not 2 and 3": 2,
    "did all but the last one": 3,
}


@pytest.mark.parametrize("words", COUNTED)
async def test_lists_and_shares_are_counted(me: Talker, words: str) -> None:
    await pushed(me)
    await me.say(words)
    workout = await me.workout()
    assert workout is not None
    assert workout.done == COUNTED[words]


async def test_what_is_right_in_a_message_is_noted_and_only_the_rest_is_asked_again(
    me: Talker,
) -> None:
    await pushed(me)
    outcomes = await me.say("did 3 of 4, pain 12")
    assert isinstance(outcomes[0], CheckedIn)
    assert outcomes[0].workout.done == 3
    assert outcomes[0].workout.pains.during is None
    assert isinstance(outcomes[-1], Refused)


@pytest.mark.parametrize("words", ["did 3, back 2, knee 6", "did 3, knee 6, back 2"])
async def test_of_two_pains_the_worse_one_counts_in_either_order(me: Talker, words: str) -> None:
    await pushed(me)
    await me.say(words)
    workout = await me.workout()
    assert workout is not None
    assert (workout.pains.during, workout.pains.region) == (6, "knee")


async def test_pain_during_and_after_are_both_kept(me: Talker) -> None:
    await pushed(me)
    await me.say("i did all of them", "pain 4 during", "pain 2 after")
    workout = await me.workout()
    assert workout is not None
    assert (workout.pains.during, workout.pains.after) == (4, 2)


async def test_a_day_of_next_year_that_is_near_needs_no_year(me: Talker) -> None:
    await pushed(me)
    await me.go_to(datetime(2027, 11, 20, 12, tzinfo=UTC))
    await me.say("pause until 10 january")
    assert (await me.person()).paused_until == date(2028, 1, 10)


async def test_a_pause_may_name_its_day_after_the_slash(me: Talker) -> None:
    await pushed(me)
    await me.say("/pause until friday")
    assert (await me.person()).paused_until == date(2027, 3, 5)


JERUSALEM = "Asia/Jerusalem"
SKIPPED = (date(2027, 3, 26), time(2, 30))
"""That Friday the clocks go from 2:00 to 3:00 there."""


async def test_a_time_that_does_not_exist_that_day_becomes_the_first_after_it(me: Talker) -> None:
    await me.go_to(kyiv(25, 12))
    await me.settle_in(zone=JERUSALEM)
    await me.next_push()
    [postponed] = await me.say("tomorrow at 2:30 am")
    assert isinstance(postponed, Postponed)
    assert postponed.due == instant(*SKIPPED, ZoneInfo(JERUSALEM)) == kyiv(26, 2)
    assert "Fri, Mar 26, 03:00" in me.words()
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == postponed.due


async def test_a_daily_time_that_does_not_exist_one_day_comes_once_every_day(me: Talker) -> None:
    await me.go_to(kyiv(22, 12))
    await me.settle_in(zone=JERUSALEM, push_at=SKIPPED[1])
    on: list[date] = []
    while (due := await me.next_due()) is not None and due < kyiv(27, 0):
        assert kinds(await me.next_push()) == ["RoutineDue"]
        on.append(me.clock().astimezone(ZoneInfo(JERUSALEM)).date())
        await me.say("done")
    assert on == [date(2027, 3, day) for day in range(23, 27)]


async def test_fifty_messages_in_a_second_are_noted_once_and_none_is_lost(me: Talker) -> None:
    await pushed(me)
    answers = await at_once(me, [Text("did 2"), Text("make it 19:15 every day")] * 25)
    assert len(answers) == 50
    assert all(answers)
    workout = await me.workout()
    assert workout is not None
    assert workout.done == 2
    assert (await me.person()).preferences.push_at == time(19, 15)


OLD = timedelta(days=30)


async def last_month(me: Talker) -> list[Intent]:
    """A month ago a routine was begun and left; every button it had, of that day."""
    await pushed(me)
    held: list[Intent] = []
    for line in ("/today", "[Start]", "[Done]", "[I did less]", "tired"):
        await me.say(line)
        held += [button.intent for button in me._buttons.values()]
    while (due := await me.next_due()) is not None and due < kyiv(1, 12) + OLD:
        if kinds(await me.next_push()) == ["RoutineDue"]:
            await me.say("done")
    await me.go_to(kyiv(1, 12) + OLD)
    return list(dict.fromkeys(i for i in held if isinstance(i, (OnCard, OnRoutine, OnPain))))


async def test_a_button_of_last_month_says_so_shows_today_and_changes_nothing_of_then(
    me: Talker, engine: AsyncEngine
) -> None:
    held = await last_month(me)
    assert len(held) > 10
    await me.say("/today")
    before = await kept(engine)
    for intent in held:
        shown = await me.do(intent)
        assert kinds(shown)[0] == "Stale", intent
        assert kinds(shown)[1:] == ["RoutineDue"], intent
        assert await kept(engine) == before, intent


async def test_a_workout_on_two_devices_at_once_goes_on_card_by_card_for_both(me: Talker) -> None:
    await pushed(me)
    await me.say("[Start]")
    workout = await me.workout()
    assert workout is not None
    done = me.button("Done")
    answers = await at_once(me, [done, done])
    for shown in answers:
        assert isinstance(shown[0], CardShown)
        assert shown[0].card == 1
    workout = await me.workout()
    assert workout is not None
    assert [c.state for c in workout.cards].count(CardState.DONE) == 1
    assert all(len(c.work) <= 2 for c in workout.cards)


async def test_two_devices_that_say_otherwise_of_one_card_leave_one_answer_and_one_place(
    me: Talker,
) -> None:
    await pushed(me)
    await me.say("[Start]")
    done = me.button("Done")
    await me.say("[It hurts]", "[Somewhere else]", "[7]")
    leave = me.button("Leave it out")
    await at_once(me, [done, leave])
    workout = await me.workout()
    assert workout is not None
    assert workout.current == 1
    assert sum(c.state is not CardState.OPEN for c in workout.cards) == 1


async def test_started_on_one_device_and_declined_on_the_other_is_still_begun(me: Talker) -> None:
    await pushed(me)
    await me.say("[Start]", "[Done]")
    await me.say("[Not today]")
    workout = await me.workout()
    assert workout is not None
    assert workout.done == 1
    assert await me.next_due() is not None


async def test_every_button_of_a_superseded_plan_leaves_the_new_one_alone(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("[Start]")
    first = await me.workout()
    assert first is not None
    old = [b.intent for b in me._buttons.values() if isinstance(b.intent, OnCard)]
    await me.say("no floor today, in the office")
    new = await me.workout()
    assert new is not None
    assert new.routine.items[0].exercise != first.routine.items[0].exercise
    for intent in old:
        await me.do(intent)
        now = await me.workout()
        assert now is not None
        assert now == new, intent


async def test_an_update_that_comes_again_after_a_pause_is_over_changes_nothing(me: Talker) -> None:
    await me.settle_in()
    words, number = Text("pause until Friday"), 990_001
    await me.do(words, number)
    me.clock.move(timedelta(days=8))
    before = await me.person()
    assert before.paused_until is not None
    await me.do(words, number)
    assert (await me.person()).paused_until == before.paused_until
