"""What was understood is said back, asked back or taken back."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.app.act_data import decode, encode
from bot.app.handle import handle
from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.acts import Act
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId
from bot.domain.intent import Command, Inbound, Meant, Text, Undo
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import EraseAsked
from bot.domain.outcome.pushed import Postponed, RoutineDue
from bot.domain.outcome.reply import Refused, Stale, Unclear, Undone
from bot.domain.outcome.reported import CheckedIn, Unwell
from bot.domain.outcome.workout import MilestoneReached
from bot.views.screens import answer
from tests.app.talker import CATALOG, ENGLISH, Talker, at_once, kinds


async def reply_to(me: Talker, words: str) -> tuple[tuple[Outcome, ...], str, Undo | None]:
    """(outcomes, the first message as shown, its undo button)."""
    me.clock.move(timedelta(seconds=1))
    inbound = Inbound(int(me.clock().timestamp()), me.id, "en", Text(words))
    reply = await handle(me.deps, inbound)
    screens = answer(reply.outcomes, reply.echo, ENGLISH, CATALOG)
    undo = next((b.intent for row in screens[0].rows for b in row if b.text == "Undo"), None)
    assert undo is None or isinstance(undo, Undo)
    return reply.outcomes, screens[0].text, undo


@pytest.mark.parametrize("words", ["done", "did 2, left knee 3", "pause until Friday", "at 19:30"])
async def test_what_was_understood_is_taken_back_by_one_tap(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.next_push()
    before = (await me.workout(), (await me.person()).preferences, (await me.person()).paused_until)
    _, _, undo = await reply_to(me, words)
    assert undo is not None
    assert kinds(await me.do(undo))[0] == "Undone"
    person = await me.person()
    assert (await me.workout(), person.preferences, person.paused_until) == before


async def test_a_language_is_said_back_and_taken_back(me: Talker) -> None:
    await me.settle_in()
    german = replace(await me.person(), language="de")
    async with me.transaction() as store:
        await store.people.save(german)
    _, shown, undo = await reply_to(me, "please write to me in English")
    assert "Noted: messages in English" in shown
    assert (await me.person()).language == "en"
    assert undo is not None
    assert isinstance((await me.do(undo))[0], Undone)
    assert (await me.person()).language == "de"


async def test_a_language_there_are_no_words_of_is_said_back_and_changes_nothing(
    me: Talker,
) -> None:
    await me.settle_in()
    _, shown, undo = await reply_to(me, "could you write in spanish from now on")
    assert "Noted: messages in Español" in shown
    assert undo is None
    assert (await me.person()).language == "en"


@pytest.mark.parametrize("words", ["not today", "pause until Friday", "later, at 20:00"])
async def test_an_answer_that_says_it_itself_is_not_led_by_a_line_with_the_same(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.next_push()
    _, shown, undo = await reply_to(me, words)
    assert not shown.startswith("<i>")
    assert undo is not None


async def test_the_line_says_the_place_and_the_side(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    assert "2 of 4 done; pain 3, left knee" in (await reply_to(me, "did 2, left knee 3"))[1]


async def test_an_undo_after_something_else_happened_changes_nothing(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    _, _, undo = await reply_to(me, "pause until Friday")
    assert undo is not None
    await me.say("/resume")
    assert await me.do(undo) == [Stale()]
    assert (await me.person()).paused_until is None


async def test_an_older_undo_is_over_once_there_is_a_newer_one(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    _, _, first = await reply_to(me, "did 2")
    _, _, second = await reply_to(me, "did 3")
    assert first is not None
    assert second is not None
    assert await me.do(first) == [Stale()]
    assert isinstance((await me.do(second))[0], Undone)


async def test_a_mere_wrong_takes_back_the_last_message(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await reply_to(me, "did 2")
    outcomes, _, _ = await reply_to(me, "wrong")
    assert outcomes[0] == Undone()


async def test_a_correction_changes_the_number_that_was_told(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await reply_to(me, "did 2, knee 3")
    outcomes, _, _ = await reply_to(me, "no, 1")
    checked = outcomes[0]
    assert isinstance(checked, CheckedIn)
    assert checked.workout.pains.during == 1


async def test_a_report_and_a_wish_in_one_message_are_both_acted_on(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    outcomes, _, _ = await reply_to(me, "did 2, rest tomorrow at 7")
    assert {CheckedIn, Postponed} <= {type(one) for one in outcomes}


async def test_a_rest_that_was_too_much_is_noted_and_said_once(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [checked, *_] = await me.say("did 2, the rest was too much")
    assert isinstance(checked, CheckedIn)
    assert [card.felt for card in checked.workout.cards] == [None, None, "too_much", "too_much"]
    assert me.words().count("takes the place of what was too much") == 1


async def test_a_report_that_is_corrected_is_no_longer_too_much(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did 2, the rest was too much")
    await me.do(Text("did 3", edited=True))
    workout = await me.workout()
    assert workout is not None
    assert {card.felt for card in workout.cards} == {None}


async def test_a_number_without_a_meaning_is_asked_back_and_one_tap_tells(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [asked] = await me.say("3")
    assert isinstance(asked, Unclear)
    [checked, *_] = await me.say("[3 of 4 done]")
    assert isinstance(checked, CheckedIn)
    assert checked.workout.done == 3


async def test_a_contradiction_is_asked_back_and_nothing_is_noted(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [asked] = await me.say("did it but didn't do it")
    assert isinstance(asked, Unclear)
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is None
    await me.say("[Nothing done]")
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is not None


async def test_which_was_meant_is_over_on_another_day(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [asked] = await me.say("3")
    assert isinstance(asked, Unclear)
    me.clock.move(timedelta(days=30))
    assert await me.do(asked.choices[0][1]) == [Stale()]


@pytest.mark.parametrize("data", ["", "[]", '["Erase"]', '["done","x"]', "[" * 60])
async def test_a_made_up_meaning_comes_to_nothing(me: Talker, data: str) -> None:
    await me.settle_in()
    assert await me.do(Meant(me.clock().date(), data)) == [Stale()]


@pytest.mark.parametrize("words", ["pause until yesterday", "tomorrow at 25:00"])
async def test_the_impossible_is_refused_in_one_sentence_and_nothing_is_kept(
    me: Talker, words: str
) -> None:
    await me.settle_in()
    await me.next_push()
    before = await me.workout()
    outcomes, _, undo = await reply_to(me, words)
    assert [type(one) for one in outcomes] == [Refused]
    assert undo is None
    assert await me.workout() == before


async def test_what_was_right_beside_the_impossible_is_kept(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    outcomes, _, _ = await reply_to(me, "did 2, pain 12")
    assert [type(one) for one in outcomes] == [CheckedIn, MilestoneReached, Refused]
    workout = await me.workout()
    assert workout is not None
    assert (workout.done, workout.pains.during) == (2, None)


async def test_a_time_that_does_not_exist_that_day_comes_at_the_next_that_does(me: Talker) -> None:
    await me.settle_in(zone="Europe/Kyiv")
    me.clock.move(timedelta(days=26))  # Saturday 27 March 2027; at 03:00 on Sunday it is 04:00
    await me.say("/today")
    outcomes, _, _ = await reply_to(me, "tomorrow at 3:30 am")
    assert isinstance(outcomes[0], Postponed)
    assert outcomes[0].due.isoformat() == "2027-03-28T01:00:00+00:00"


async def test_ten_messages_at_once_are_all_answered_and_noted_once(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    answers = await at_once(me, [Text("did 2")] * 10)
    assert all(isinstance(one[0], CheckedIn) for one in answers)
    workout = await me.workout()
    assert workout is not None
    assert workout.done == 2


async def test_an_answer_to_a_message_of_last_month_changes_no_old_workout(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done")
    old = await me.workout()
    me.clock.move(timedelta(days=30))
    await me.say("knee 4")
    async with me.transaction() as store:
        assert old is not None
        assert await store.workouts.find(me.id, old.day) == old


async def test_ill_today_means_nothing_today_and_a_pause_is_offered(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    [unwell] = await me.say("I have the flu")
    assert unwell == Unwell()
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is not None


async def test_somebody_in_a_hotel_gets_a_routine_without_equipment(me: Talker) -> None:
    await me.settle_in()
    [due] = await me.say("I am in a hotel")
    assert isinstance(due, RoutineDue)
    assert due.workout.routine.today.place == "hotel"


async def test_deleting_is_asked_for_once_more(me: Talker) -> None:
    await me.settle_in()
    assert await me.say("Delete my account") == [EraseAsked()]


@pytest.mark.parametrize(
    "act",
    [
        Act("done", {"done": 3, "of": 5}),
        Act("skipped"),
        Act("done", {"but": [1, 2]}),
        Act("pain", {"level": 3}),
        Act("effort", {"level": 7}),
        Act("resume"),
    ],
)
def test_a_button_brings_back_the_act_it_stands_for(act: Act) -> None:
    assert decode(encode(act)) == act


async def test_fifty_messages_of_one_person_at_once_leave_connections_for_the_others(
    transaction: Transaction, clock: MovableClock
) -> None:
    me, other = Talker(transaction, clock), Talker(transaction, clock, UserId(8))
    other.deps = me.deps
    await me.settle_in()
    await other.settle_in()
    await me.say("/today")
    async with asyncio.TaskGroup() as group:
        storm = [group.create_task(me.do(Text("did 2"))) for _ in range(50)]
        await asyncio.sleep(0)
        await other.do(Command("today"))
        assert sum(one.done() for one in storm) < 10
    assert all(isinstance(one.result()[0], CheckedIn) for one in storm)


async def test_an_undo_of_done_arms_the_check_in_again_that_done_had_settled(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    due = await checkin_due(me)
    assert due is not None
    _, _, undo = await reply_to(me, "i did all of them")
    assert await checkin_due(me) is None
    assert undo is not None
    await me.do(undo)
    assert await checkin_due(me) == due


async def checkin_due(me: Talker) -> datetime | None:
    """When the check-in comes."""
    async with me.transaction() as store:
        promised = await store.deliveries.open_of(me.id)
    return next((one.due for one in promised if one.kind is DeliveryKind.CHECKIN), None)


async def test_the_line_names_the_conditions_that_were_ticked(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]", "[Nothing hurts, I am curious]", "34")
    await me.say(*["[None of these]"] * 3)
    shown = (await reply_to(me, "none apart from asthma and high blood pressure"))[1]
    assert "Noted: high blood pressure and asthma" in shown
