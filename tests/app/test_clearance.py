"""After a clinician has checked: their limits are kept, what waited is taken up, news is asked."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from bot.app import dialogues
from bot.app.context import SAFETY
from bot.app.person.clearance import lock_if_needed
from bot.domain.ids import QuestionId
from bot.domain.outcome.caution import Cleared, Closed
from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.outcome.talk import Asking
from bot.domain.safety.flag import Refer
from bot.domain.talk.answers import Value
from bot.domain.training.retest import Recheck
from tests.app.talker import CATALOG, DESK, NOTHING_WRONG, Talker, kinds

LIMITED = "[Yes, with limits]"
BEGUN = ("/start", "[I agree, let us start]", "[4 Low back]", "[3]", "34")
BENDING_OR_TWISTING = {
    *("end_range_spinal_flexion", "loaded_spinal_flexion"),
    *("end_range_spinal_rotation", "loaded_spinal_rotation"),
}
NONE = "[None of these]"
SCOLIOSIS: Mapping[str, Value] = {
    **NOTHING_WRONG,
    "card_body": "some",
    "body_which": frozenset({"scoliosis"}),
}
UNTESTED: Mapping[str, Value] = {
    id: value for id, value in DESK.items() if not id.startswith("T")
} | {"go_on": "later"}


async def referred(me: Talker, assessment: Mapping[str, Value] = DESK) -> None:
    """Somebody who trains, and whose answers by now ask for a clinician."""
    await me.settle_in(SCOLIOSIS, assessment)
    await me.say("/today", "done")
    async with me.transaction() as store:
        context = await me.context(store)
        await lock_if_needed(context, await context.screening())
    assert (await me.person()).lock is not None


def asked(me: Talker) -> QuestionId:
    """The question that is open."""
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    return asking.dialogue.current.id


@pytest.mark.parametrize(
    ("words", "movements"),
    [
        ("[Nothing overhead]", {"overhead_position", "overhead_loading"}),
        ("[No heavy loads]", {"heavy_resistance"}),
        ("[No bending or twisting]", BENDING_OR_TWISTING),
        ("[No kneeling]", {"kneeling"}),
        ("[No jumps]", {"plyometrics"}),
        ("[No balancing on one leg]", {"unsupported_single_leg_balance"}),
        ("nothing overhead please", {"overhead_position", "overhead_loading"}),
    ],
)
async def test_what_the_clinician_forbids_is_asked_and_left_out_of_every_plan(
    me: Talker, words: str, movements: set[str]
) -> None:
    await referred(me)
    await me.say("/cleared", LIMITED)
    assert asked(me) == "clinician_limits"
    await me.say(words)
    [closed] = [outcome for outcome in me.outcomes if isinstance(outcome, Closed)]
    assert movements <= closed.closure.movements
    me.clock.move(timedelta(days=1))
    await me.say("/today")
    workout = await me.workout()
    assert workout is not None
    for item in workout.routine.items:
        exercise = CATALOG.exercises[item.exercise]
        assert exercise.closed_by.isdisjoint(closed.closure.movements)


async def test_a_place_that_the_clinician_wants_left_alone_is_closed(me: Talker) -> None:
    await referred(me)
    await me.say("/cleared", LIMITED, "leave the left knee alone")
    [closed] = [outcome for outcome in me.outcomes if isinstance(outcome, Closed)]
    assert closed.closure.region == "knee"


async def test_limits_that_nobody_knows_are_asked_for_before_anything_is_trained(
    me: Talker,
) -> None:
    await referred(me)
    await me.say("/cleared", LIMITED, "I don't know")
    assert "ask them once more" in me.words()
    assert (await me.person()).lock is not None
    assert kinds(await me.say("/today")) == ["Referred"]


@pytest.mark.parametrize(
    ("words", "lifted", "asks"),
    [
        ("yes, checked and fine", True, False),
        ("no", False, False),
        ("yes", False, True),
        ("yes, with restrictions", False, True),
        ("yes but nothing overhead", False, True),
    ],
)
async def test_typed_words_answer_whether_a_clinician_has_checked(
    me: Talker, words: str, *, lifted: bool, asks: bool
) -> None:
    await referred(me)
    await me.say("/cleared", words)
    assert ((await me.person()).lock is None) is lifted
    assert (kinds(me.outcomes)[-1] == "Asking") is asks


@pytest.mark.parametrize("words", ["nothing", "[Nothing]"])
async def test_a_typed_yes_without_limits_goes_on_with_nothing_left_out(
    me: Talker, words: str
) -> None:
    await referred(me)
    await me.say("/cleared", "yes", words)
    assert (await me.person()).lock is None
    assert not {"Closed", "Chatted"} & {*kinds(me.outcomes)}


async def test_limits_that_are_not_understood_are_asked_for_in_other_words(me: Talker) -> None:
    await referred(me)
    await me.say("/cleared", LIMITED, "only what feels right to the soul")
    assert "Please write it in other words" in me.words()
    assert (await me.person()).lock is None


@pytest.mark.parametrize("answer", ["[Yes]", "[Not sure]"])
async def test_what_is_new_since_weeks_ago_is_taken_up_by_the_safety_questions(
    me: Talker, answer: str
) -> None:
    await referred(me)
    me.clock.move(timedelta(days=20))
    await me.say("/cleared", "[Yes, checked and fine]")
    assert asked(me) == "health_changed"
    assert (await me.person()).lock is None
    await me.say(answer)
    assert asked(me) == "card_red"


async def test_a_check_within_days_asks_nothing_more(me: Talker) -> None:
    await referred(me)
    me.clock.move(timedelta(days=5))
    await me.say("/cleared", "[Yes, checked and fine]")
    assert "Asking" not in kinds(me.outcomes)


async def test_with_nothing_new_the_first_exercise_follows_a_late_check(me: Talker) -> None:
    await me.say(*BEGUN, *[NONE] * 4, "[Yes]", "[Scoliosis]", "[Next]", *[NONE] * 2)
    await me.say("[Now]", *["[Skip]"] * 4, "[More than 7 hours]", "[2.5 hours or more]")
    me.clock.move(timedelta(days=20))
    await me.say("/cleared", "[Yes, checked and fine]", "[Nothing new]")
    assert kinds(me.outcomes)[-1] == "FirstExercise"


async def test_what_was_measured_before_may_be_measured_again(me: Talker) -> None:
    await referred(me)
    await me.say("/cleared", "[Yes, checked and fine]")
    assert any(isinstance(o, Cleared) and o.measure for o in me.outcomes)
    assert kinds(await me.say("[Measure again]"))[-1] == "Asking"


async def test_self_tests_that_waited_for_the_clinician_are_offered_after_the_set_up(
    me: Talker,
) -> None:
    await me.say(*BEGUN, *[NONE] * 4, "[Yes]", "[Scoliosis]", "[Next]", *[NONE] * 2)
    await me.say("[Now]", *["[Skip]"] * 4, "[More than 7 hours]", "[2.5 hours or more]")
    await me.say("/cleared", "[Yes, checked and fine]", "[Done]")
    await me.say("18:00", "Kyiv", "[10 min]")
    assert asked(me) == "go_on"
    await me.say("[Do them now]")
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.card is not None, "nothing told is asked again"


async def test_whoever_was_never_measured_is_offered_the_first_self_tests_after_four_weeks(
    me: Talker,
) -> None:
    await me.settle_in(assessment=UNTESTED)
    offered = []
    end = me.clock() + timedelta(weeks=5)
    while me.clock() < end:
        for outcome in await me.next_push():
            if isinstance(outcome, RoutineDue | ReviewDue):
                offered += [outcome.recheck] if outcome.recheck else []
                await me.say("done")
    assert set(offered) == {Recheck.FIRST}


async def test_an_urgent_sign_that_is_told_again_after_a_check_locks_again(me: Talker) -> None:
    await me.settle_in()
    for _ in range(2):
        async with me.transaction() as store:
            await dialogues.begin(await me.context(store), SAFETY)
        await me.say("yes", "[Chest pain]", "[That is all]", "[Yes]")
        lock = (await me.person()).lock
        assert lock is not None
        assert lock.refer is Refer.URGENT
        await me.say("/cleared", "[Yes, checked and fine]", *["[None of these]"] * 5)
        assert (await me.person()).lock is None
