"""A place that hurts too much at a card is left alone for the rest of the session, by its name."""

import pytest

from bot.domain.ids import Region
from bot.domain.outcome.workout import CardShown
from bot.domain.training.eligibility import spared_places
from bot.domain.training.workout import CardState, Workout
from tests.app.talker import CATALOG, Talker

TO_THE_ROUTINE = (
    *("/start", "[I agree, let us start]", "right shoulder, 3 of 10", "41"),
    *("[None of these]",) * 6,
    *("[Done]", "7:30", "Madrid", "[20 min]", "[Another day]"),
)
SHOULDER = Region("shoulder")


async def at_the_first_card(me: Talker) -> Workout:
    """Return the workout of a sore shoulder, its first card open."""
    await me.say(*TO_THE_ROUTINE)
    await me.next_push()
    await me.say("[Start]", "[2]")
    return await kept(me)


async def kept(me: Talker) -> Workout:
    workout = await me.workout()
    assert workout is not None
    return workout


def straining(workout: Workout, region: Region) -> list[str]:
    """Return the open exercises that work, stretch or move a place."""
    spared = spared_places([region], CATALOG)
    pairs = zip(workout.routine.items, workout.cards, strict=True)
    return [
        str(item.exercise)
        for item, card in pairs
        if card.state is CardState.OPEN and spared.spares(CATALOG.exercises[item.exercise])
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("[It hurts]", "[1 Shoulder]", "[4]", "[Leave it out]"),
        ("right shoulder 4",),
        ("done, right shoulder 4",),
    ],
)
async def test_the_rest_of_the_session_leaves_the_place_alone(
    me: Talker, lines: tuple[str, ...]
) -> None:
    before = await at_the_first_card(me)
    assert straining(before, SHOULDER)
    await me.say(*lines)
    after = await kept(me)
    assert after.current is not None
    assert straining(after, SHOULDER) == []
    assert "I leave your right shoulder alone for today" in me.words()


async def test_what_comes_in_the_place_of_the_rest_is_said(me: Talker) -> None:
    before = await at_the_first_card(me)
    await me.say("[It hurts]", "[1 Shoulder]", "[6]", "[Leave it out]")
    after = await kept(me)
    planned, follows = ({i.exercise for i in w.routine.items} for w in (before, after))
    [change] = [c for c in after.routine.changes if "left_alone" in c.reason.key]
    if len(follows - planned) == 1 == len(planned - follows):
        assert {change.exercise} == follows - planned
    else:
        key = "change.left_alone_others" if follows - planned else "change.left_alone"
        assert change.reason.key == key


async def test_what_takes_the_places_is_no_more_and_takes_no_longer(me: Talker) -> None:
    before = await at_the_first_card(me)
    await me.say("[It hurts]", "[1 Shoulder]", "[6]", "[Leave it out]")
    after = await kept(me)
    assert len(after.cards) <= len(before.cards)
    assert after.routine.seconds <= before.routine.seconds


@pytest.mark.parametrize("level", ["1", "2", "3"])
async def test_a_small_pain_leaves_the_session_as_it_is(me: Talker, level: str) -> None:
    before = await at_the_first_card(me)
    await me.say(f"right shoulder {level}")
    assert (await kept(me)).routine.items == before.routine.items


async def test_done_with_a_pain_is_both(me: Talker) -> None:
    await at_the_first_card(me)
    await me.say("done, right shoulder 4")
    card = (await kept(me)).cards[0]
    assert (card.state, card.pain, card.region) == (CardState.DONE, 4, SHOULDER)


async def test_done_with_a_small_pain_goes_on_with_the_next_card(me: Talker) -> None:
    before = await at_the_first_card(me)
    await me.say("done, right shoulder 2")
    after = await kept(me)
    assert (after.cards[0].state, after.cards[0].pain) == (CardState.DONE, 2)
    assert after.routine.items == before.routine.items
    shown = me.outcomes[-1]
    assert isinstance(shown, CardShown)
    assert shown.card == 1


async def test_another_place_told_before_the_first_card_is_that_place_and_spared(
    me: Talker,
) -> None:
    await me.say(*TO_THE_ROUTINE)
    await me.next_push()
    await me.say("[Start]", "left knee 5")
    workout = await kept(me)
    assert [(one.region, one.level) for one in workout.pains.places] == [("knee", 5)]
    assert all(card.pain is None for card in workout.cards)
    assert straining(workout, Region("knee")) == []


async def test_all_done_does_not_count_what_hurt_and_was_left_out(me: Talker) -> None:
    await at_the_first_card(me)
    await me.say("[It hurts]", "[1 Shoulder]", "[4]", "[Leave it out]", "[Stop for today]")
    await me.say("all done")
    states = [card.state for card in (await kept(me)).cards]
    assert states[0] is CardState.HURT
    assert set(states[1:]) == {CardState.DONE}
