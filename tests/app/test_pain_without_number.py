"""A pain told in words without a number: what is missing is asked, and then it counts like one."""

from bot.domain.ids import Region, Side
from bot.domain.intent import Undo
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.talk import Asking
from bot.domain.training.workout import PlacePain
from tests.app.talker import NOTHING_WRONG, Talker, kinds

EXPECTING = {
    **NOTHING_WRONG,
    "sex": "female",
    "card_health": "some",
    "health_which": frozenset({"pregnancy"}),
    "pregnancy": "pregnant",
    "preg_warning": "no",
    "due_date": "2027-04-20",
    "supine_ok": "no",
}


async def test_a_pain_without_number_asks_how_much_and_on_which_side(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("knee hurts")
    assert "How much does it hurt" in me.words()
    await me.say("[5]")
    assert "On which side" in me.words()
    await me.say("[My left]")
    due = (await me.say("[None of these]"))[-1]
    assert isinstance(due, RoutineDue)
    assert "I took out what works or moves your knee" in me.words()
    workout = await me.workout()
    assert workout is not None
    assert workout.pains.places == (PlacePain(Region("knee"), 5),)
    assert (workout.pains.region, workout.pains.side) == (Region("knee"), Side.LEFT)


async def test_what_words_told_is_not_asked_again(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("my right knee hurts", "[2]")
    assert "On which side" not in me.words()
    assert "A hot, swollen joint" in me.words()


async def test_a_pain_without_a_place_asks_where_it_is(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("ouch, pain", "[Elbow]", "[4]", "[Both]", "[None of these]")
    workout = await me.workout()
    assert workout is not None
    assert workout.pains.places == (PlacePain(Region("elbow"), 4),)


async def test_what_comes_with_a_new_pain_fits_its_place(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("low back hurts", "[4]")
    assert "Bladder or bowel trouble" in me.words()
    assert "swollen joint" not in me.words()
    assert "contractions" not in me.words()


async def test_in_pregnancy_a_new_pain_asks_for_its_warning_signs_too(me: Talker) -> None:
    await me.settle_in(EXPECTING)
    await me.next_push()
    await me.say("knee hurts", "[2]", "[Both]")
    assert "Bleeding, leaking fluid, contractions" in me.words()


async def test_a_warning_sign_of_pregnancy_beside_a_pain_leads_to_help_at_once(me: Talker) -> None:
    await me.settle_in(EXPECTING)
    await me.next_push()
    await me.say("knee hurts", "[2]", "[Both]", "[Yes]")
    assert "bleeding, leaking fluid, contractions" in me.words()
    assert kinds(await me.say("[Yes]")) == ["Answered", "Referred"]
    assert "Please get help now" in me.words()


async def test_a_warning_sign_told_again_after_a_check_leads_to_help_again(me: Talker) -> None:
    await me.settle_in(EXPECTING)
    await me.next_push()
    await me.say("knee hurts", "[2]", "[Both]", "[Yes]", "[Yes]")
    await me.say("/cleared", "[Yes, checked and fine]")
    assert (await me.person()).lock is None
    outcomes = await me.say("elbow hurts", "[2]", "[Both]", "[Yes]", "[Yes]")
    assert kinds(outcomes) == ["Answered", "Referred"]
    assert (await me.person()).lock is not None


async def test_something_that_comes_with_it_asks_the_safety_questions_before_any_exercise(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    outcomes = await me.say("knee hurts", "[2]", "[Both]", "[Yes]")
    assert kinds(outcomes)[-1] == "Asking"
    assert "Any of these, now or lately?" in me.words()
    assert kinds(await me.say("/today")) == ["Asking"]
    workout = await me.workout()
    assert workout is not None
    assert workout.pains.places == (PlacePain(Region("knee"), 2),)


async def test_a_place_that_hurt_before_asks_only_for_the_number(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("left knee hurts", "[4]", "[None of these]")
    outcomes = await me.say("left knee hurts", "[5]")
    assert not any(isinstance(one, Asking) for one in outcomes)


async def test_no_exercise_comes_before_the_number_and_the_place_is_said_again(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("knee hurts")
    assert kinds(await me.say("[Start]")) == ["Asking"]
    assert "your knee hurts" in me.words()
    await me.say("0")
    assert kinds(await me.say("[Start]")) == ["CardShown"]


async def test_a_pain_told_after_the_routine_is_reported_with_its_number(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("done")
    await me.say("my left knee hurts", "[4]", "[None of these]")
    assert "pain 4" in me.words() or "worst pain 4" in me.words()


async def test_what_hurt_at_that_place_stays_spared_after_the_safety_questions(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("left knee hurts", "[5]", "[Yes]", *["[None of these]"] * 3)
    workout = await me.workout()
    assert workout is not None
    assert workout.pains.places == (PlacePain(Region("knee"), 5),)
    assert Region("knee") in workout.routine.today.hurting


async def test_unanswered_the_place_rests_and_the_next_day_asks_about_it_at_the_session(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("knee hurts")
    workout = await me.workout()
    assert workout is not None
    assert workout.routine.today.hurting == {Region("knee")}
    outcomes = await me.next_push()
    while kinds(outcomes) != ["RoutineDue"]:
        outcomes = await me.next_push()
    await me.say("[Start]")
    assert "how much does your knee hurt right now" in me.words()


async def test_a_small_pain_is_noted_and_its_place_is_worked_all_the_same(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    before = await me.workout()
    await me.say("left knee hurts", "[1]", "[None of these]")
    after = await me.workout()
    assert before is not None
    assert after is not None
    assert after.routine.items == before.routine.items
    assert after.pains.before == 1


async def test_undone_nothing_more_is_asked_and_the_place_is_worked(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("knee hurts")
    await me.do(Undo())
    workout = await me.workout()
    assert workout is not None
    assert not workout.routine.today.hurting
    assert kinds(await me.say("[Start]")) == ["CardShown"]
