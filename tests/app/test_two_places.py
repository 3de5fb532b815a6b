"""Whoever tells two places has both remembered; the first exercise is for the first."""

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import FirstExercise
from bot.domain.talk.answers import Answers
from tests.app.talker import Talker

BEGUN = ("/start", "[I agree, let us start]")
NONE = ("[None of these]",) * 6


async def answers(me: Talker) -> Answers:
    """All that is known of them."""
    async with me.transaction() as store:
        return await (await me.context(store)).answers()


def asked(me: Talker) -> QuestionId:
    """The question that is open."""
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    return asking.dialogue.current.id


async def test_of_two_places_told_both_are_asked_after_and_remembered(me: Talker) -> None:
    await me.say(*BEGUN, "my neck and my left knee")
    await me.say("3", "5", "34")
    known = await answers(me)
    assert known[QuestionId("pain_regions")] == frozenset({"neck", "knee"})
    assert (known[QuestionId("pain_neck")], known[QuestionId("pain_knee")]) == (3.0, 5.0)
    assert QuestionId("complaint_side") not in known


async def test_the_first_exercise_is_for_the_place_told_first(me: Talker) -> None:
    await me.say(*BEGUN, "my neck and my left knee", "3", "5", "34", *NONE)
    first = me.outcomes[-1]
    assert isinstance(first, FirstExercise)
    assert first.place == "neck"


async def test_levels_told_with_each_place_are_not_asked_again(me: Talker) -> None:
    await me.say(*BEGUN, "my neck 3 and my low back 6")
    assert asked(me) == "age"


async def test_a_place_told_in_passing_is_no_second_complaint(me: Talker) -> None:
    await me.say(*BEGUN, "my neck hurts since I slept on my arm with the hip twisted", "3")
    assert (await answers(me))[QuestionId("pain_regions")] == frozenset({"neck"})


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("my left knee aches going down stairs since about a year, around 3", 3.0),
        ("low back after gardening, maybe 4", 4.0),
    ],
)
async def test_a_level_said_at_the_end_is_not_asked_again(
    me: Talker, words: str, level: float
) -> None:
    await me.say(*BEGUN, words)
    known = await answers(me)
    assert level in {known.get(QuestionId(f"pain_{place}")) for place in ("knee", "low_back")}
    assert asked(me) == "age"


async def test_how_long_it_has_been_is_no_level(me: Talker) -> None:
    await me.say(*BEGUN, "my knee aches since about 3 years")
    assert asked(me) == "pain_knee"
