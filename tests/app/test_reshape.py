"""Today as it really is, and what is closed for longer."""

from datetime import timedelta

import pytest

from bot.domain.ids import Equipment, Movement
from bot.domain.outcome.caution import Closed
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.reported import Unwell
from bot.domain.outcome.workout import CardShown
from bot.domain.training.workout import CardState, Workout
from tests.app.talker import CATALOG, Talker, kinds

SAID = [
    ("5 min", "It is shorter"),
    ("tired", "You are tired, so"),
    ("no band", "what you have with you"),
    ("I'm in the office", "Everything is standing or sitting"),
    ("my left knee hurts, 5", "I took out what works or moves your knee"),
    ("give me other exercises today", "These are other exercises"),
]


async def due(me: Talker) -> Workout:
    """Today's routine, as it is shown."""
    [shown] = [o for o in me.outcomes if isinstance(o, RoutineDue)]
    return shown.workout


@pytest.mark.parametrize(("words", "sentence"), SAID)
async def test_a_reshaped_day_says_what_changed_and_counts(
    me: Talker, words: str, sentence: str
) -> None:
    await me.settle_in(equipment=frozenset({Equipment("band")}))
    await me.next_push()
    await me.say(words)
    if kinds(me.outcomes)[-1] == "Asking":  # what comes with a pain at a new place
        await me.say("[None of these]")
    assert (await due(me)).cards
    assert sentence in me.words()
    checked = await me.say("done")
    assert kinds(checked) == ["CheckedIn", "MilestoneReached"]
    kept = await me.workout()
    assert kept is not None
    assert kept.done == len(kept.cards)


async def test_what_was_told_before_still_holds(me: Talker) -> None:
    await me.settle_in(minutes=20, equipment=frozenset({Equipment("band")}))
    await me.next_push()
    await me.say("in the office", "tired")
    workout = await due(me)
    assert workout.routine.today.place == "office"
    assert workout.routine.today.tired
    assert workout.routine.seconds <= 5 * 60


async def test_several_things_in_one_message_make_one_plan(me: Talker) -> None:
    await me.settle_in(minutes=20, equipment=frozenset({Equipment("band")}))
    await me.next_push()
    await me.say("tired and no band")
    today = (await due(me)).routine.today
    assert today.tired
    assert today.missing == {Equipment("band")}


async def test_in_the_middle_of_a_workout_what_is_done_stays_done(me: Talker) -> None:
    await me.settle_in(minutes=20)
    await me.next_push()
    await me.say("[Start]", "[Done]", "only 5 minutes left")
    shown = me.outcomes[-1]
    assert isinstance(shown, CardShown)
    assert shown.workout.cards[0].state is CardState.DONE
    assert shown.card == 1
    assert shown.changes


async def test_being_ill_means_rest_and_says_so(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    assert await me.say("I am sick today") == [Unwell()]
    workout = await me.workout()
    assert workout is not None
    assert workout.ending is not None


async def test_what_a_physio_closed_leaves_the_plan_until_that_day_and_comes_back_by_itself(
    me: Talker,
) -> None:
    await me.settle_in(minutes=30)
    await me.next_push()
    [closed] = await me.say("my physio says no kneeling until Friday")
    assert isinstance(closed, Closed)
    assert "physio" in me.words()
    assert "kneeling" in me.words()
    await me.say("/profile")
    assert "kneeling" in me.words()
    for _ in range(3):
        await me.next_push()
        await me.say("/today")
        for item in (await due(me)).routine.items:
            assert Movement("kneeling") not in CATALOG.exercises[item.exercise].closed_by
        await me.say("not today")
    me.clock.move(timedelta(days=3))
    await me.say("/profile")
    assert "kneeling" not in me.words()


async def test_a_closed_movement_is_opened_again_with_one_tap(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("my physio says no kneeling until Friday", "[Undo]", "/profile")
    assert "kneeling" not in me.words()
