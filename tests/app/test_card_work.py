"""What is typed at a card: numbers by side, what it was done with, said back and taken back."""

from dataclasses import replace

import pytest

from bot.domain.ids import Side
from bot.domain.outcome.reply import Refused, Unclear
from bot.domain.outcome.workout import CardShown, WorkoutEnded
from bot.domain.training.workout import CardState, Work, Workout
from tests.app.talker import Talker, kinds
from tests.app.test_echo import reply_to


async def at_a_card(me: Talker, **dose: int | None) -> tuple[Workout, int]:
    """The first card of today, made a one-sided exercise of that dose."""
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    workout = await me.workout()
    assert workout is not None
    usual = {"side_first": Side.LEFT, "sets": 1, "reps": 10, "hold_s": None, "side_hold_s": None}
    first, *rest = workout.routine.items
    first = replace(first, **{**usual, **dose})  # type: ignore[arg-type]
    workout = replace(workout, routine=replace(workout.routine, items=(first, *rest)))
    async with me.transaction() as store:
        await store.workouts.save(me.id, workout)
    return workout, 0


async def kept(me: Talker, card: int) -> dict[Side, Work]:
    """What the card holds by now."""
    workout = await me.workout()
    assert workout is not None
    return {work.side: work for work in workout.cards[card].work}


async def test_two_numbers_are_the_sides_in_the_order_they_are_done(me: Talker) -> None:
    workout, card = await at_a_card(me)
    outcomes, shown, undo = await reply_to(me, "12 and 9")
    assert "left 12; right 9" in shown
    work = await kept(me, card)
    assert (work[Side.LEFT].reps, work[Side.RIGHT].reps) == (12, 9)
    after = await me.workout()
    assert after is not None
    assert after.cards[card].state is CardState.DONE
    assert isinstance(outcomes[0], CardShown | WorkoutEnded)
    assert undo is not None
    await me.do(undo)
    assert await me.workout() == workout


async def test_one_side_waits_for_the_other(me: Talker) -> None:
    _, card = await at_a_card(me)
    await reply_to(me, "left 8")
    still = await me.workout()
    assert still is not None
    assert still.current == card
    await me.say("/today")
    assert "So far: left 8" in me.words()
    await reply_to(me, "right 12")
    assert {s: w.reps for s, w in (await kept(me, card)).items()} == {Side.LEFT: 8, Side.RIGHT: 12}


@pytest.mark.parametrize("load", ["red band", "5 kg"])
async def test_what_it_is_done_with_is_kept_with_the_numbers_and_stands_on_the_last_card(
    me: Talker, load: str
) -> None:
    _, card = await at_a_card(me)
    _, shown, _ = await reply_to(me, load)
    assert f"with {load}" in shown
    await me.say("left 8, right 12")
    assert {work.load for work in (await kept(me, card)).values()} == {load}
    while (kinds(me.outcomes)) == ["CardShown"]:
        await me.say("[Done]")
    assert f"left 8, right 12, {load}" in me.words()


async def test_seconds_are_told_of_a_hold(me: Talker) -> None:
    _, card = await at_a_card(me, reps=None, hold_s=30)
    await me.say("20 sec each side")
    assert {w.seconds for w in (await kept(me, card)).values()} == {20}


async def test_a_side_that_was_not_told_counts_as_planned(me: Talker) -> None:
    workout, card = await at_a_card(me)
    await me.say("left 1", "[Done]")
    assert {s: w.reps for s, w in (await kept(me, card)).items()} == {
        Side.LEFT: 1,
        Side.RIGHT: workout.routine.items[card].reps,
    }


async def test_a_small_number_alone_is_asked_back_with_buttons(me: Talker) -> None:
    workout, card = await at_a_card(me)
    [asked] = await me.say("7")
    assert isinstance(asked, Unclear)
    assert await me.workout() == workout
    await me.say("[7 times]")
    assert {w.reps for w in (await kept(me, card)).values()} == {7}


async def test_more_than_anybody_does_is_refused_and_nothing_is_kept(me: Talker) -> None:
    workout, _ = await at_a_card(me)
    [refused] = await me.say("left 800")
    assert isinstance(refused, Refused)
    assert await me.workout() == workout


async def test_what_was_done_before_it_was_begun_is_no_number_of_a_card(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    before = await me.workout()
    await me.say("left 8")
    after = await me.workout()
    assert before is not None
    assert after is not None
    assert after.cards == before.cards


async def test_in_two_sets_one_side_moves_the_counter_and_both_end_it(me: Talker) -> None:
    _, card = await at_a_card(me, sets=2)
    for words, bout in (("left 8", 1), ("right 9", 2), ("left 7", 3)):
        await reply_to(me, words)
        workout = await me.workout()
        assert workout is not None
        assert workout.cards[card].bout == bout
    await reply_to(me, "right 9")
    assert {s: w.reps for s, w in (await kept(me, card)).items()} == {Side.LEFT: 7, Side.RIGHT: 9}
    workout = await me.workout()
    assert workout is not None
    assert workout.cards[card].state is CardState.DONE
