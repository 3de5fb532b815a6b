"""Whoever is asked where it hurts can point: by a button, by its number, or in words."""

import pytest

from bot.domain.ids import QuestionId
from bot.domain.outcome.talk import Asking
from tests.app.talker import CATALOG, DESK, Talker

AGREE = "[I agree, let us start]"


def numbers_shown(me: Talker) -> list[tuple[int, str]]:
    """The numbers in the picture of the last screen, and what they stand for."""
    picture = me.screens()[-1].picture
    assert picture is not None
    return [(place.number, str(place.region)) for place in picture.places]


def numbers_on_buttons(me: Talker) -> list[int]:
    """The numbers that buttons of places begin with."""
    words = [button.text for row in me.screens()[-1].rows for button in row]
    return [int(text.split()[0]) for text in words if text[0].isdigit()]


async def test_the_first_question_shows_the_body_with_the_numbers_of_its_buttons(
    me: Talker,
) -> None:
    await me.say("/start", AGREE)
    assert [number for number, _ in numbers_shown(me)] == numbers_on_buttons(me)
    assert "write its number" in me.words()
    assert "Your own words are fine too" in me.words()


@pytest.mark.parametrize(("typed", "place"), [("2", "shoulder"), ("6", "knee"), ("knee", "knee")])
async def test_a_number_that_is_typed_means_the_place_in_the_picture(
    me: Talker, typed: str, place: str
) -> None:
    await me.say("/start", AGREE)
    shown = dict(numbers_shown(me))
    await me.say(typed)
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.answers[QuestionId("complaint")] == place
    assert shown.get(int(typed), place) == place if typed.isdigit() else True


async def test_a_number_after_that_is_how_much_and_no_place(me: Talker) -> None:
    await me.say("/start", AGREE, "2", "4")
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "safety"


async def test_somewhere_else_shows_the_other_places_from_one_on(me: Talker) -> None:
    await me.say("/start", AGREE, "[Somewhere else]")
    assert [number for number, _ in numbers_shown(me)] == [*range(1, 9)] == numbers_on_buttons(me)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("my right calf hurts when i run", "calf"),
        ("my left thigh hurts", "thigh"),
        ("upper arm is sore", "upper_arm"),
    ],
)
async def test_what_brings_somebody_here_is_the_place_they_name(
    me: Talker, words: str, place: str
) -> None:
    await me.say("/start", AGREE, words)
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.answers[QuestionId("complaint_other")] == place


def test_every_place_the_plan_knows_can_be_tapped_at_the_beginning() -> None:
    first, others, also = (
        {option.id for option in CATALOG.questions[QuestionId(question)].options}
        for question in ("complaint", "complaint_other", "complaint_also")
    )
    assert (first | others) - {"none", "other"} == also == set(map(str, CATALOG.plan_rules.areas))


async def test_a_card_that_hurts_shows_its_own_places_and_then_its_exercise_again(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    exercise = me.screens()[-1].picture
    await me.say("[It hurts]")
    assert numbers_shown(me)
    assert [number for number, _ in numbers_shown(me)] == numbers_on_buttons(me)
    await me.say("[Go back]")
    assert me.screens()[-1].picture == exercise


def test_every_place_that_may_hurt_lies_on_the_figure_and_inside_its_panel() -> None:
    assert set(CATALOG.plan_rules.areas) <= set(CATALOG.body)
    for spots in CATALOG.body.values():
        for spot in spots:
            assert abs(spot.number[0]) < 0.68
            assert 0 < spot.number[1] < 1.75


async def test_an_opening_without_a_place_is_thanked_for_and_the_place_is_asked(
    me: Talker,
) -> None:
    await me.say("/start", AGREE, "getting up off the floor is hard work these days")
    assert "Thank you for telling me. Which place comes closest?" in me.words()
    assert numbers_shown(me)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("what can u do for a stiff hip", "hip"),
        ("tight between blades after cello practise", "upper_back"),
        ("tight pecs bro", "shoulder"),
    ],
)
async def test_a_place_named_beside_other_things_is_the_answer(
    me: Talker, typed: str, place: str
) -> None:
    await me.say("/start", AGREE)
    await me.say(typed)
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert "What I can do" not in me.words()
    assert asking.dialogue.answers[QuestionId("complaint")] == place


async def test_the_check_in_offers_the_places_they_came_for_first(me: Talker) -> None:
    await me.settle_in(assessment={**DESK, "pain_regions": frozenset({"knee"}), "pain_knee": 3.0})
    await me.next_push()
    await me.say("[Start]", "[Skip]")
    while "Done" in me.labels() or "Set 1 done" in me.labels():
        await me.say("[Done]")
    await me.say("[4]", "[Dull or sore]")
    assert "Where was it?" in me.words()
    assert me.labels()[0] == "Knee"
