"""A warning sign that nobody explained: asked again, never passed over, answered by any word."""

from datetime import timedelta

import pytest

from bot.domain.intent import Text
from bot.domain.outcome.caution import FlagDismissed, FlagHeard, Referred
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.talk import Asking
from bot.domain.safety.flag import Refer
from tests.app.talker import Talker, kinds

CHEST = "I have crushing chest pain"
CRISIS = "i dont want to live anymore"


async def pushed(me: Talker, days: int) -> list[FlagHeard]:
    """What comes by itself in so many days; nothing but the question may."""
    flags: list[FlagHeard] = []
    until = me.clock() + timedelta(days=days)
    while (due := await me.next_due()) is not None and due < until:
        for outcome in await me.next_push():
            assert isinstance(outcome, FlagHeard), outcome
            flags.append(outcome)
    return flags


async def test_the_question_comes_again_on_three_days_and_then_no_more(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    asked = await pushed(me, 20)
    assert [one.flag.id for one in asked] == ["R04"] * 3
    assert all(one.again for one in asked)


async def test_nothing_starts_however_long_the_question_is_open(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    me.clock.move(timedelta(days=40))
    for line in ("/today", "start", "shorter please", "hello"):
        assert kinds(await me.say(line)) == ["FlagHeard"], line


@pytest.mark.parametrize(
    ("words", "locks"),
    [("yes", True), ("yes it is", True), ("not sure", True), ("no", False), ("nope", False)],
)
async def test_a_typed_word_answers_like_a_tap(me: Talker, words: str, locks: bool) -> None:
    await me.settle_in()
    await me.say(CHEST)
    me.clock.move(timedelta(days=2))
    came = await me.say(words)
    assert isinstance(came[0], Referred if locks else FlagDismissed)
    assert ((await me.person()).lock is not None) is locks


async def test_after_a_no_the_routine_comes_as_before(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    await pushed(me, 2)
    await me.say("no")
    assert any(isinstance(one, RoutineDue) for one in await me.next_push())


async def test_words_of_a_crisis_get_a_calm_answer_and_two_days_without_training(
    me: Talker,
) -> None:
    await me.settle_in()
    [heard] = await me.say(CRISIS)
    assert isinstance(heard, FlagHeard)
    assert heard.flag.id == "C01"
    assert "human" in me.words()
    assert (await me.person()).lock is None
    assert kinds(await me.say("/today")) == ["FlagHeard"]
    heard_at = me.clock()
    [after] = await pushed(me, 14)
    assert after.again
    assert me.clock() - heard_at >= timedelta(days=1)


async def test_after_a_crisis_one_tap_goes_on(me: Talker) -> None:
    await me.settle_in()
    await me.say(CRISIS)
    await pushed(me, 5)
    assert kinds(await me.say("[Go on]"))[0] == "FlagDismissed"
    assert kinds(await me.say("/today")) == ["RoutineDue"]


@pytest.mark.parametrize("reply", ["[I meant something else]", "no", "im fine now"])
async def test_nothing_said_at_once_ends_what_follows_a_crisis(me: Talker, reply: str) -> None:
    await me.settle_in()
    await me.say(CRISIS, reply)
    assert kinds(await me.say("/today")) == ["FlagHeard"]
    [after] = await pushed(me, 14)
    assert after.again


async def test_a_typed_yes_to_the_gentle_line_goes_on(me: Talker) -> None:
    await me.settle_in()
    await me.say(CRISIS)
    await pushed(me, 5)
    assert kinds(await me.say("no"))[0] == "FlagDismissed"
    assert kinds(await me.say("/today")) == ["FlagHeard"]
    await me.say("yes")
    assert kinds(await me.say("/today")) == ["RoutineDue"]


TABLETS = "there are so many tablets I have to take"


@pytest.mark.parametrize("reply", ["[It is only my medicine]", "no", "nope"])
async def test_words_of_medicine_are_asked_about_and_one_answer_goes_on(
    me: Talker, reply: str
) -> None:
    await me.settle_in()
    [heard] = await me.say(TABLETS)
    assert isinstance(heard, FlagHeard)
    assert heard.flag.doubted
    assert "Thank you for telling me" not in me.words()
    assert kinds(await me.say(reply))[0] == "FlagDismissed"
    assert kinds(await me.say("/today")) == ["RoutineDue"]


@pytest.mark.parametrize("reply", ["[It is hard, yes]", "yes", "not sure"])
async def test_a_yes_about_medicine_is_answered_as_a_crisis(me: Talker, reply: str) -> None:
    await me.settle_in()
    await me.say(TABLETS)
    [heard] = await me.say(reply)
    assert isinstance(heard, FlagHeard)
    assert heard.flag.is_crisis
    assert "human" in me.words()
    assert kinds(await me.say("/today")) == ["FlagHeard"]


async def test_medicine_that_nobody_explained_is_asked_about_again(me: Talker) -> None:
    await me.settle_in()
    await me.say(TABLETS)
    again = await pushed(me, 20)
    assert again
    assert all(one.flag.doubted for one in again)


async def test_a_no_does_not_hide_another_sign_behind_it(me: Talker) -> None:
    await me.settle_in()
    await me.say(CHEST)
    [heard] = await me.say("no, but i want to end my life")
    assert isinstance(heard, FlagHeard)
    assert heard.flag.id == "C01"


async def test_a_faint_in_the_middle_of_an_exercise_needs_help_now(me: Talker) -> None:
    await me.settle_in()
    [heard] = await me.say("i just fainted during the exercise")
    assert isinstance(heard, FlagHeard)
    assert (heard.flag.id, heard.flag.refer) == ("R16", Refer.URGENT)
    await me.say("yes")
    lock = (await me.person()).lock
    assert lock is not None
    assert lock.refer is Refer.URGENT


async def test_a_faint_of_last_summer_can_wait_for_a_doctor(me: Talker) -> None:
    await me.settle_in()
    [heard] = await me.say("i fainted twice last summer and nobody knows why")
    assert isinstance(heard, FlagHeard)
    assert heard.flag.refer is Refer.CLINICIAN_FIRST


async def test_forwarded_words_are_asked_about_and_answer_nothing(me: Talker) -> None:
    await me.settle_in()
    [heard] = await me.do(Text(CHEST, forwarded=True))
    assert isinstance(heard, FlagHeard)
    assert heard.unclear
    assert "Is this about you" in me.words()
    assert kinds(await me.do(Text("no", forwarded=True))) == ["FlagHeard"]


async def test_the_place_told_beside_a_sign_is_not_asked_again_after_a_no(me: Talker) -> None:
    await me.say("/start", "[I agree, let us start]")
    heard = await me.say("my left hip hurts and my leg has gone numb since monday")
    assert kinds(heard) == ["FlagHeard"]
    _, asked = await me.say("no", "[I wrote it by mistake]")
    assert isinstance(asked, Asking)
    question = asked.dialogue.current
    assert question is not None
    assert question.id == "pain_hip"
