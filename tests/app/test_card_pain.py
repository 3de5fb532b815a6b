"""An exercise that hurts: asked where and how much, and offered what can be done now."""

import pytest

from bot.domain.intent import CardVerb, OnCard
from bot.domain.outcome.workout import CardShown
from bot.domain.training.pain import Colour, colour, worst_during
from bot.domain.training.workout import CardState, Workout
from tests.app.talker import Talker, kinds


async def hurting(me: Talker, level: str) -> CardShown:
    """The first card, after its first place and that level were tapped."""
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[It hurts]")
    [asked] = me.outcomes
    assert isinstance(asked, CardShown)
    assert asked.hurts is not None
    assert asked.hurts.places
    where = next(label for label in me.labels() if label not in ("Somewhere else",))
    await me.say(f"[{where}]", f"[{level}]")
    [shown] = me.outcomes
    assert isinstance(shown, CardShown)
    return shown


async def workout_of(me: Talker) -> Workout:
    workout = await me.workout()
    assert workout is not None
    return workout


async def test_pain_comes_with_sympathy_before_anything_is_asked(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[It hurts]")
    assert "I am sorry" in me.words()


async def test_the_level_belongs_to_the_exercise_and_to_the_place_it_was_told_of(
    me: Talker,
) -> None:
    shown = await hurting(me, "5")
    workout = await workout_of(me)
    assert shown.hurts is not None
    assert (workout.cards[0].pain, workout.cards[0].region) == (5, shown.hurts.region)
    assert workout.cards[1].pain is None
    assert (workout.pains.during, workout.pains.region) == (5, shown.hurts.region)
    assert workout.current == 0


@pytest.mark.parametrize(("level", "offered"), [("1", True), ("6", False), ("10", False)])
async def test_what_hurts_too_much_is_only_left_out_or_ends_the_day(
    me: Talker, level: str, offered: bool
) -> None:
    shown = await hurting(me, level)
    assert shown.hurts is not None
    assert (shown.hurts.colour is not Colour.RED) is offered
    assert {"Leave it out", "Stop for today"} <= set(me.labels())
    assert ("Easier" in me.labels()) is offered


async def test_left_out_it_counts_as_hurt_and_the_next_one_follows(me: Talker) -> None:
    await hurting(me, "6")
    await me.say("[Leave it out]")
    workout = await workout_of(me)
    assert workout.cards[0].state is CardState.HURT
    assert workout.current == 1


async def test_a_sharp_pain_is_too_much_whatever_the_number(me: Talker) -> None:
    await hurting(me, "2")
    await me.say("[It is a sharp pain]")
    [shown] = me.outcomes
    assert isinstance(shown, CardShown)
    assert shown.hurts is not None
    assert shown.hurts.colour is Colour.RED
    assert (await workout_of(me)).pains.sharp


async def test_who_tapped_it_by_mistake_is_back_at_the_exercise_with_nothing_noted(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[It hurts]", "[Go back]")
    assert kinds(me.outcomes) == ["CardShown"]
    workout = await workout_of(me)
    assert workout.pains.during is None
    assert workout.cards[0].pain is None


@pytest.mark.parametrize("argument", ["nowhere", "knee.11", "knee.x", "knee.5.5", "."])
async def test_made_up_answers_note_nothing(me: Talker, argument: str) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    workout = await workout_of(me)
    exercise = str(workout.routine.items[0].exercise)
    await me.do(OnCard(workout.day, 0, CardVerb.HURTS, exercise, argument))
    noted = await workout_of(me)
    assert noted.cards[0].pain in (None, 5)
    assert noted.cards[0].state is CardState.OPEN


async def test_a_card_has_four_buttons_and_the_rest_is_under_more(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    assert len(me.labels()) <= 4
    await me.say("[More]")
    assert {"Easier", "Harder", "Swap", "Skip", "Why this?", "Stop for today"} <= set(me.labels())
    assert len(me.labels()) <= 10


@pytest.mark.parametrize(("words", "place"), [("hurts", None), ("it hurts my knee", "knee")])
async def test_typed_words_of_pain_at_a_card_ask_like_the_tap(
    me: Talker, words: str, place: str | None
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    [shown] = await me.say(words)
    assert isinstance(shown, CardShown)
    assert shown.hurts is not None
    assert shown.hurts.region == place
    assert shown.hurts.level is None


@pytest.mark.parametrize(("place", "level", "kept"), [("1", "3", 3), ("1", "about a two", 2)])
async def test_numbers_typed_at_its_questions_are_the_place_and_the_level(
    me: Talker, place: str, level: str, kept: int
) -> None:
    await me.settle_in()
    await me.next_push()
    [asked] = (await me.say("[Start]", "[It hurts]"))[-1:]
    assert isinstance(asked, CardShown)
    assert asked.hurts is not None
    await me.say(place, level)
    card = (await workout_of(me)).cards[0]
    assert (card.pain, card.region) == (kept, asked.hurts.places[0])
    assert (card.state, card.work) == (CardState.OPEN, ())


@pytest.mark.parametrize("left_by", ["[Go back]", "[More]"])
async def test_a_number_typed_after_its_question_was_left_is_no_level(
    me: Talker, left_by: str
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[It hurts]", "1")
    if left_by == "[More]":
        await me.say("[Go back]")
    await me.say(left_by, "3")
    assert kinds(me.outcomes) == ["Unclear"]
    assert (await workout_of(me)).cards[0].pain is None


async def test_what_is_said_twice_in_one_message_is_shown_once(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    assert kinds(await me.say("ok lets go")) == ["CardShown"]


async def finished(me: Talker) -> None:
    """What is asked of the pain has no sign in it, and every card that is still open is done, so
    that the check-in follows."""
    while {"It hurts", "None of these", "My left"} & set(me.labels()):
        labels = me.labels()
        side, none = "My left" in labels, "None of these" in labels
        await me.say("[My left]" if side else "[None of these]" if none else "[Done]")


async def test_the_check_in_does_not_ask_again_how_much_and_where(me: Talker) -> None:
    await hurting(me, "5")
    await me.say("[Leave it out]")
    await finished(me)
    asked = me.words()
    assert "What was it like?" in asked
    await me.say("[Dull or sore]")
    assert "Where was it?" not in me.words()
    assert "How hard was it" in me.words()


async def test_a_stretch_that_hurt_rests_for_two_days(me: Talker) -> None:
    await hurting(me, "5")
    left = (await workout_of(me)).routine.items[0].exercise
    await me.say("[Leave it out]")
    await finished(me)
    await me.say("[Dull or sore]", "[5]")
    assert "worst pain 5 of 10" in me.words()
    workout = await workout_of(me)
    assert colour(workout) is Colour.RED
    assert left in {item.exercise for item in workout.routine.items}


async def test_the_worst_corrected_is_the_worst_of_every_exercise(me: Talker) -> None:
    await hurting(me, "5")
    await me.say("[Leave it out]")
    await finished(me)
    await me.say("[Dull or sore]", "[5]")
    await me.say("sorry the pain was 2 not 5")
    assert worst_during(await workout_of(me)) == 2


async def test_a_morning_that_tells_nothing_new_asks_nothing_again(me: Talker) -> None:
    await hurting(me, "5")
    await me.say("[Leave it out]")
    await finished(me)
    await me.say("[Dull or sore]", "[5]")
    while "None of these" in me.labels():
        await me.say("[None of these]")
    await me.next_push()
    await me.say("[Some pain]", "[2]")
    assert "pain 2 of 10 the morning after" in me.words()
    assert "safety questions" not in me.words()
    assert "None of these" not in me.labels()


async def test_a_morning_worse_than_the_session_asks_the_safety_questions_again(me: Talker) -> None:
    await hurting(me, "5")
    await me.say("[Leave it out]")
    await finished(me)
    await me.say("[Dull or sore]", "[5]")
    while "None of these" in me.labels():
        await me.say("[None of these]")
    await me.next_push()
    await me.say("[Some pain]", "[6+]", "[8]")
    assert "pain 8 of 10 the morning after" in me.words()
    assert "None of these" in me.labels()


async def test_pain_typed_at_a_card_is_met_with_one_kind_word(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]", "[Done]")
    heard = []
    none = ("[None of these]",) * 3
    for line in ("pain 6, knee", *none, "[More]", "[Stop for today]", "[Dull or sore]", "[5]"):
        await me.say(line)
        heard.append(me.words())
    assert sum(words.lower().count("sorry") for words in heard) == 1
