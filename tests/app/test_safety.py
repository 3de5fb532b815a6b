"""Red flags in free text, locks and clearance: exercise only when nothing speaks against it."""

from datetime import timedelta

import pytest

from bot.app.person.clearance import lock_if_needed
from bot.domain.catalog import DeliveryKind
from bot.domain.ids import FlagId
from bot.domain.intent import CardVerb, Intent, OnCard, OnRoutine, RoutineVerb
from bot.domain.outcome.assessed import Assessed
from bot.domain.outcome.caution import FlagHeard, Referred
from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.outcome.reported import PainAsked
from bot.domain.outcome.talk import Asking
from bot.domain.outcome.workout import CardShown
from bot.domain.safety.flag import Refer
from bot.domain.training.routine import Prescription
from tests.app.talker import CATALOG, NOTHING_WRONG, Talker, kinds

CHEST = "I have crushing chest pain"
ASSESSED = (*["[Skip]"] * 4, "[More than 7 hours]", "[Less than that]")
BEGUN = ("/start", "[I agree, let us start]", "[1 Neck]", "[3]", "34")


async def test_red_flag_words_pause_the_day_until_they_are_explained(me: Talker) -> None:
    await me.settle_in()
    [heard] = await me.say(CHEST)
    assert isinstance(heard, FlagHeard)
    for line in ("/today", "5 min", "tired", "later"):
        assert kinds(await me.say(line)) == ["FlagHeard"], line


async def test_words_that_nobody_explained_hold_the_push_of_that_day(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    due = await me.next_due()
    assert due is not None
    assert due - me.clock() > timedelta(hours=24)


@pytest.mark.parametrize("answer", ["Yes", "Not sure"])
async def test_yes_and_not_sure_lock_and_nothing_more_is_sent(me: Talker, answer: str) -> None:
    await me.settle_in()
    await me.say(CHEST, f"[{answer}]")
    [referred] = me.outcomes
    assert isinstance(referred, Referred)
    lock = (await me.person()).lock
    assert lock is not None
    assert lock.refer is Refer.URGENT
    assert await me.next_due() is None
    [again] = await me.say("/today")
    assert isinstance(again, Referred)
    assert "get help now" in me.words()


async def test_no_goes_on_with_the_day_as_before(me: Talker) -> None:
    await me.settle_in()
    before = await me.next_due()
    await me.say(CHEST, "[No]", "[I wrote it by mistake]")
    assert kinds(me.outcomes) == ["FlagDismissed"], "no exercises in the same breath"
    assert me.labels() == [], "nor a button that leads to them"
    assert "Your routine can wait" in me.words()
    assert "stop and call for help at once" in me.words()
    assert await me.next_due() == before
    assert kinds(await me.say("/today")) == ["RoutineDue"]


async def test_a_bare_no_to_a_plain_sign_is_asked_about_before_anything_goes_on(
    me: Talker,
) -> None:
    await me.settle_in()
    [asked] = await me.say("I have crushing chest pain", "[No]")
    assert isinstance(asked, FlagHeard)
    assert "What did you mean?" in me.words()
    assert "call" in me.words()
    assert kinds(await me.say("/today")) == ["FlagHeard"], "nothing starts before the answer"
    [referred] = await me.say("[It is so]")
    assert isinstance(referred, Referred)
    assert (await me.person()).lock is not None


async def test_a_finger_that_taps_no_twice_is_asked_the_same(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    no = me.button("No")
    await me.do(no)
    assert kinds(await me.do(no)) == ["FlagHeard"]
    assert kinds(await me.say("/today")) == ["FlagHeard"]


@pytest.mark.parametrize(
    ("meant", "words"),
    [
        ("[It is somebody else]", "call for help for them at once"),
        ("[It was long ago]", "Your routine can wait"),
        ("[I wrote it by mistake]", "Your routine can wait"),
        ("no", "Your routine can wait"),
    ],
)
async def test_what_was_meant_goes_on_with_the_day(me: Talker, meant: str, words: str) -> None:
    await me.settle_in()
    await me.say("I have crushing chest pain", "[No]", meant)
    assert words in me.words()
    assert kinds(await me.say("/today")) == ["RoutineDue"]


@pytest.mark.parametrize(
    "lines",
    [
        ("I have crushing chest pain", "no, it was my neighbour who had it"),
        ("my dad has crushing chest pain", "[No]"),
        ("what if I had chest pain", "[No]"),
        ("I have pain every night that wakes me for weeks", "[No]"),
    ],
)
async def test_a_no_that_says_what_was_meant_or_fits_the_words_is_not_asked_about(
    me: Talker, lines: tuple[str, str]
) -> None:
    await me.settle_in()
    heard, _ = (await me.say(lines[0])), await me.say(lines[1])
    assert kinds(heard) == ["FlagHeard"]
    assert kinds(me.outcomes)[0] == "FlagDismissed"


async def test_a_lock_is_lifted_by_a_clear_statement_only(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST, "[Yes]")
    for answer in ("Not yet", "Not sure"):
        await me.say("/cleared", f"[{answer}]")
        assert (await me.person()).lock is not None
    await me.say("I feel fine now", "/resume", "/start", "/today")
    assert (await me.person()).lock is not None
    await me.say("/cleared", "[Yes, checked and fine]")
    assert (await me.person()).lock is None
    assert await me.next_due() is not None


async def test_no_button_of_an_earlier_message_gets_around_a_lock(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "[Start]")
    workout = await me.workout()
    assert workout is not None
    await me.say(CHEST, "[Yes]")
    verbs = (RoutineVerb.START, RoutineVerb.SHORTER, RoutineVerb.LATER)
    intents: list[Intent] = [OnRoutine(workout.day, verb, "5") for verb in verbs]
    for intent in [*intents, OnCard(workout.day, 0, CardVerb.DONE)]:
        assert kinds(await me.do(intent)) == ["Referred"], intent
    assert await me.next_due() is None


async def test_while_help_is_needed_now_no_self_test_is_asked(me: Talker) -> None:
    await me.settle_in()
    me.clock.move(timedelta(days=20))
    await me.say("/assess")
    tick = me.button("Neck")
    await me.say(CHEST, "[Yes]")
    for line in ("/start", "/assess", "9"):
        assert not any(isinstance(o, Asking) for o in await me.say(line)), line
    assert kinds(await me.do(tick)) == ["Referred"]
    await me.say("/cleared", "[Yes, checked and fine]", "[Nothing new]")
    [asking] = await me.say("/assess")
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "assessment"


async def test_nothing_follows_what_sends_somebody_to_get_help_now(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    assert kinds(me.outcomes)[-1] == "Referred"
    await me.say("/cleared", "[Not yet]")
    assert kinds(me.outcomes)[-1] == "Referred"
    assert "call your local emergency number now" in me.words().split("You told me")[0]


async def test_an_answer_that_was_a_slip_is_put_right_and_the_questions_go_on(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    assert (await me.person()).lock is not None
    await me.say("[I answered that by mistake]")
    assert "in your chest" in me.words()
    await me.say("no")
    assert (await me.person()).lock is None
    assert "get help at once" in me.words()
    assert isinstance(me.outcomes[-1], Asking)


@pytest.mark.parametrize("again", ["[Yes]", "[Not sure]"])
async def test_a_slip_that_was_none_keeps_the_lock(me: Talker, again: str) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    await me.say("[I answered that by mistake]", again)
    assert (await me.person()).lock is not None


async def test_what_to_do_stands_on_the_next_screen_after_a_yes(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]")
    first = me.words().split("Which of these?")[0]
    assert "If one of these is happening to you now, stop and call" in first
    await me.say("[Chest pain]", "[That is all]")
    assert "stop and call your local emergency number now" in me.words()


async def test_the_way_back_from_a_slip_stands_wherever_the_notice_is_shown_that_day(
    me: Talker,
) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    for line in ("/today", "/start", "/cleared", "[Not yet]"):
        await me.say(line)
        if line != "/cleared":
            assert "I answered that by mistake" in me.labels(), line
    await me.say("[I answered that by mistake]", "[No]")
    assert (await me.person()).lock is None
    await me.say("[Back]", "[Yes]")
    me.clock.move(timedelta(days=2))
    await me.say("/today")
    assert "I answered that by mistake" not in me.labels()


async def test_a_sign_told_in_words_has_no_way_back_by_a_slip(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST, "[Yes]", "/today")
    assert "I answered that by mistake" not in me.labels()


async def test_after_a_check_the_questions_say_that_they_go_on(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    me.clock.move(timedelta(days=7))
    await me.say("/cleared", "[Yes, checked and fine]")
    assert "We go on with the safety questions where we stopped" in me.words()


async def test_the_first_card_says_what_to_do_if_what_was_checked_comes_back(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", CHEST, "[Yes]", "/cleared", "[Yes, checked and fine]")
    await me.say("/today", "[Start]")
    line = "If it comes back (chest pain, pressure or tightness), stop and call for help at once."
    assert line in me.words()
    await me.say("[Done]")
    assert line not in me.words()


async def test_a_warning_sign_told_in_words_is_not_taken_back_by_an_answer(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]")
    no = me.button("No")
    await me.say(CHEST, "yes")
    await me.do(no)
    assert (await me.person()).lock is not None


async def test_clinician_first_gives_a_profile_at_once_and_a_plan_after_clearance(
    me: Talker,
) -> None:
    await me.say(*BEGUN, *["[None of these]"] * 4)
    await me.say("[Yes]", "[Scoliosis]", "[Next]", *["[None of these]"] * 2)
    assert kinds(me.outcomes)[-2:] == ["Referred", "Asking"]
    await me.say("[Now]", *ASSESSED)
    assert any(isinstance(o, Assessed) for o in me.outcomes), "self-tests wait, too"
    assert isinstance(me.outcomes[-1], Referred)
    assert kinds(await me.say("/today")) == ["Referred"]
    await me.say("/cleared", "[Yes, checked and fine]")
    assert "has to be left out" in me.words()
    assert kinds(me.outcomes)[-1] == "FirstExercise"


async def test_what_is_closed_by_a_condition_is_in_no_routine(me: Talker) -> None:
    answers = {
        **NOTHING_WRONG,
        "card_comfort": "some",
        "comfort_which": frozenset({"knee", "wrist", "overhead", "floor"}),
    }
    await me.settle_in(answers, minutes=30)
    async with me.transaction() as store:
        context = await me.context(store)
        closed = (await context.screening()).closed
    assert closed
    items: list[Prescription] = []
    for _ in range(7):
        for due in await me.next_push():
            if isinstance(due, PainAsked | ReviewDue):
                continue
            assert isinstance(due, RoutineDue)
            items += due.workout.routine.items
        await me.say("done")
    assert items
    for item in items:
        assert not CATALOG.exercises[item.exercise].closed_by & closed


async def test_erasing_does_not_lift_a_lock(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST, "[Yes]", "/erase", "[Yes, erase everything]")
    await me.say("/start", "[I agree, let us start]")
    assert (await me.person()).lock is not None


async def test_something_that_hurts_in_the_middle_is_asked_about_at_the_open_card(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.say("/today", "[Start]", "my knee hurts")
    [shown] = me.outcomes
    assert isinstance(shown, CardShown)
    assert shown.card == 0
    assert shown.hurts is not None
    assert (shown.hurts.region, shown.hurts.level) == ("knee", None)


async def test_what_is_urgent_is_said_at_that_answer_and_locks_at_once(me: Talker) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    assert kinds(me.outcomes) == ["Answered", "Referred"]
    assert "get help now" in me.words()
    assert (await me.person()).lock is not None


async def test_after_clearance_the_safety_questions_go_on_before_anything_else(
    me: Talker,
) -> None:
    await me.say(*BEGUN, "[Yes]", "[Chest pain]", "[That is all]", "[Yes]")
    await me.say("/cleared", "[Yes, checked and fine]")
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.script.id == "safety"
    await me.say(*["[None of these]"] * 5)
    assert kinds(me.outcomes)[-1] == "FirstExercise"


NONE_OF_SIX = ["[None of these]"] * 6


async def promised(me: Talker) -> list[DeliveryKind]:
    """What they will hear of by itself."""
    async with me.transaction() as store:
        return [one.kind for one in await store.deliveries.open_of(me.id)]


async def test_there_is_no_plan_before_the_birthday_and_after_it_the_age_is_asked_again(
    me: Talker,
) -> None:
    await me.say(*BEGUN[:4], "17", "[Not sure]", *NONE_OF_SIX)
    assert kinds(me.outcomes)[-1] == "Referred"
    assert await promised(me) == [DeliveryKind.BIRTHDAY]
    await me.say("/cleared", "[Yes, checked and fine]")
    assert (await me.person()).lock is not None
    asking = me.outcomes[-1]
    assert isinstance(asking, Asking)
    assert asking.dialogue.current is not None
    assert asking.dialogue.current.id == "age"
    await me.say("18", *NONE_OF_SIX, "/cleared", "[Yes, checked and fine]")
    assert (await me.person()).lock is None


async def test_an_age_corrected_to_seventeen_gets_no_plan(me: Talker) -> None:
    await me.say(*BEGUN[:4], "71")
    await me.say("17", edited=True)
    await me.say("[Not sure]", *NONE_OF_SIX)
    assert kinds(me.outcomes)[-1] == "Referred"
    assert (await me.person()).lock is not None
    assert await promised(me) == [DeliveryKind.BIRTHDAY]


async def test_a_flag_that_was_cleared_does_not_hide_a_new_one(me: Talker) -> None:
    await me.settle_in({**NOTHING_WRONG, "age": 17.0, "R04": "yes"})
    async with me.transaction() as store:
        context = await me.context(store)
        await context.keep(cleared=frozenset({FlagId("R04")}))
        await lock_if_needed(context, await context.screening())
        assert context.person.lock is not None
        assert context.person.lock.flags == ("UNDER_18",)
