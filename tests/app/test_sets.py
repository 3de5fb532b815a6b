"""One tap ticks what is open: a set where there are several, else the exercise."""

from dataclasses import replace

import pytest

from bot.domain.outcome.workout import CardShown
from bot.domain.training.workout import CardState
from tests.app.talker import Talker
from tests.app.test_workouts import begun, card


async def with_sets(me: Talker, sets: int, **dose: object) -> CardShown:
    """The first card, with so many sets."""
    workout = await begun(me)
    items = workout.routine.items
    first = replace(items[0], sets=sets, side_hold_s=None, **dose)  # type: ignore[arg-type]
    changed = replace(workout, routine=replace(workout.routine, items=(first, *items[1:])))
    async with me.transaction() as store:
        await store.workouts.save(me.id, changed)
    await me.say("/today")
    return await card(me)


async def test_one_tap_ticks_one_set_and_the_last_one_the_exercise(me: Talker) -> None:
    await with_sets(me, 2)
    assert "Done" not in me.labels()
    await me.say("[Set 1 done]")
    shown = await card(me)
    assert shown.card == 0
    assert "Set 2 of 2" in me.words()
    await me.say("[Done]")
    assert (await card(me)).workout.cards[0].state is CardState.DONE


async def test_a_set_of_two_sides_is_both_of_them_and_sides_change_within_it(me: Talker) -> None:
    shown = await with_sets(me, 2, reps=8, hold_s=None)
    assert shown.workout.routine.items[0].side_first is not None
    await me.say("[Change sides]")
    assert "Set 1 of 2" in me.words()
    assert "Change sides" not in me.labels()
    await me.say("[Set 1 done]")
    assert (await card(me)).workout.cards[0].bout == 2


async def test_an_exercise_of_one_set_is_done_with_one_tap(me: Talker) -> None:
    await with_sets(me, 1)
    await me.say("[Done]")
    assert (await card(me)).workout.cards[0].state is CardState.DONE


@pytest.mark.parametrize("words", ["done", "next", "finished"])
async def test_typed_words_do_what_the_first_button_of_the_card_does(
    me: Talker, words: str
) -> None:
    await with_sets(me, 2, reps=8, hold_s=None)
    await me.say(words)
    shown = await card(me)
    assert (shown.card, shown.workout.cards[0].bout) == (0, 2)
    await me.say(words)
    assert (await card(me)).workout.cards[0].state is CardState.DONE


async def test_a_side_is_done_by_words_that_speak_of_a_side(me: Talker) -> None:
    await with_sets(me, 2, reps=8, hold_s=None)
    await me.say("next side")
    shown = await card(me)
    assert (shown.card, shown.workout.cards[0].bout) == (0, 1)
