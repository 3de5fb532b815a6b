"""What a pain at a card calls for comes at once, and is the same at every place."""

import pytest

from bot.domain.ids import QuestionId, Region, Side
from bot.domain.outcome import Outcome
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from bot.domain.training.exercise import STRENGTH
from bot.domain.training.workout import CardState
from tests.app.talker import Talker, kinds

TO_THE_ROUTINE = (
    *("/start", "[I agree, let us start]", "low back, 3 of 10", "41"),
    *("[None of these]",) * 6,
    *("[Done]", "7:30", "Madrid", "[20 min]", "[Another day]"),
)


async def at_a_card(me: Talker, *, strength: bool) -> None:
    """Open the first card of strength work, or of a stretch."""
    await me.say(*TO_THE_ROUTINE)
    await me.next_push()
    await me.say("[Start]", "[2]")
    while True:
        workout = await me.workout()
        assert workout is not None
        assert workout.current is not None
        if (workout.routine.items[workout.current].phase in STRENGTH) is strength:
            return
        await me.say("[Done]")


def asked(outcomes: list[Outcome]) -> list[QuestionId]:
    return [
        one.dialogue.current.id
        for one in outcomes
        if isinstance(one, Asking) and one.dialogue.current is not None
    ]


@pytest.mark.parametrize("words", ["left knee 5", "done, left knee 5", "left shoulder 4"])
async def test_a_pain_that_is_too_much_for_a_stretch_asks_before_the_next_card(
    me: Talker, words: str
) -> None:
    await at_a_card(me, strength=False)
    outcomes = await me.say(words)
    assert asked(outcomes) == ["card_red"]
    assert "alone for today" in me.words()
    assert not any(isinstance(one, CardShown) for one in outcomes)
    await me.say("[None of these]", "[None of these]")
    shown = (await me.say("[None of these]"))[-1]
    assert isinstance(shown, CardShown)


async def test_what_was_asked_at_the_card_is_not_asked_again_at_the_end(me: Talker) -> None:
    await at_a_card(me, strength=False)
    await me.say("left knee 5", *("[None of these]",) * 3)
    while "It hurts" in me.labels():
        await me.say("[Done]")
    await me.say("[Dull or sore]", "[5]")
    assert "worst pain 5 of 10" in me.words()
    assert "safety" not in me.words()
    assert asked(me.outcomes) == []


async def test_a_worse_pain_at_the_end_asks_once_more(me: Talker) -> None:
    await at_a_card(me, strength=False)
    await me.say("left knee 5", *("[None of these]",) * 3)
    assert asked(await me.say("all done, pain 8")) == ["card_red"]


async def test_a_sign_of_warning_locks_before_the_next_card(me: Talker) -> None:
    await at_a_card(me, strength=False)
    await me.say("left knee 5", "[Yes]")
    assert not any(isinstance(one, CardShown) for one in me.outcomes)
    assert "It hurts" not in me.labels()


@pytest.mark.parametrize("place", ["knee", "shoulder", "hip", "ankle"])
async def test_the_same_number_asks_the_same_at_every_place(me: Talker, place: str) -> None:
    await at_a_card(me, strength=True)
    assert asked(await me.say(f"{place} 4")) == ["hurts_side"]
    assert asked(await me.say("[My left]")) == ["hurts_with"]
    shown = (await me.say("[None of these]"))[-1]
    workout = await me.workout()
    assert workout is not None
    assert (workout.pains.region, workout.pains.side) == (Region(place), Side.LEFT)
    assert sum(card.state is CardState.HURT for card in workout.cards) == 1
    if workout.ending is None:
        assert isinstance(shown, CardShown)


async def test_what_comes_with_it_asks_for_warning_signs_first(me: Talker) -> None:
    await at_a_card(me, strength=True)
    await me.say("left shoulder 4")
    assert asked(await me.say("[Yes]")) == ["card_red"]


async def test_a_place_that_hurt_before_asks_for_nothing_more(me: Talker) -> None:
    await at_a_card(me, strength=True)
    await me.say("low back 4")
    assert asked(me.outcomes) == []


@pytest.mark.parametrize("level", ["1", "3"])
async def test_a_small_pain_at_a_new_place_goes_on_with_the_session(me: Talker, level: str) -> None:
    await at_a_card(me, strength=True)
    assert "Asking" not in kinds(await me.say(f"left shoulder {level}"))


async def test_an_easier_one_comes_after_the_question_about_the_new_place(me: Talker) -> None:
    await at_a_card(me, strength=True)
    await me.say("[It hurts]", "[Somewhere else]")
    await me.say("my left shoulder", "[4]")
    assert "Easier" in me.labels()
    assert asked(await me.say("[Easier]", "[My left]")) == ["hurts_with"]
    assert isinstance((await me.say("[None of these]"))[-1], CardShown)
    await me.say("[Done]")
    assert asked(me.outcomes) == []
