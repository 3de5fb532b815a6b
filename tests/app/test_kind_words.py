"""Words that fit what was told: no comfort that may be untrue, no start of what has begun."""

import pytest

from bot.domain.training.workout import Workout
from tests.app.talker import Talker

SORENESS = "A dull ache across a muscle"
TO_LOCK = ("/start", "[I agree, let us start]", "[4 Low back]", "[3]", "34")
NONE = "[None of these]"


async def words_of_days(me: Talker, report: str) -> str:
    """All that is said after a report, and on the two days that follow."""
    await me.settle_in()
    await me.next_push()
    await me.say(report)
    heard = [me.words()]
    while any("None of these" in label for label in me.labels()):
        await me.say(NONE)
    for _ in range(2):
        while "Start" not in me.labels():
            await me.next_push()
        heard.append(me.words())
        await me.say("done")
        heard.append(me.words())
    return "\n".join(heard)


@pytest.mark.parametrize(
    ("report", "is_told"), [("done, pain 1", True), ("done, low back 6", False)]
)
async def test_after_a_pain_that_was_too_much_no_tip_calls_it_soreness(
    me: Talker, report: str, is_told: bool
) -> None:
    assert (SORENESS in await words_of_days(me, report)) is is_told


async def test_who_told_of_no_pregnancy_is_sent_to_no_midwife(me: Talker) -> None:
    await me.say(*TO_LOCK, *[NONE] * 4, "[Yes]", "[Osteoporosis]", "[Next]", NONE, NONE)
    assert "Please have somebody look first" in me.words()
    assert "midwife" not in me.words()


async def test_who_is_pregnant_may_ask_a_midwife(me: Talker) -> None:
    await me.say(*TO_LOCK, *[NONE] * 3, "[Yes]", "[None of these]", "[Pregnant, or birth]")
    await me.say("[That is all]", "[Pregnant]", "[No]", "20 April 2027", "[No]", NONE, NONE)
    assert "a doctor, a midwife or a physiotherapist" in me.words()


async def begun(me: Talker) -> Workout:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    workout = await me.workout()
    assert workout is not None
    return workout


@pytest.mark.parametrize(("level", "sorry"), [(4, True), (2, False)])
async def test_a_pain_told_with_done_is_answered_kindly_where_it_is_too_much(
    me: Talker, level: int, sorry: bool
) -> None:
    await begun(me)
    await me.say(f"done, left shoulder {level}")
    assert ("I am sorry that it hurts" in me.words()) is sorry


async def test_the_evening_question_offers_to_go_on_with_what_was_begun(me: Talker) -> None:
    await begun(me)
    await me.next_push()
    assert "How was your routine today?" in me.words()
    assert "Go on" in me.labels()
    assert "Start" not in me.labels()
    await me.say("[Go on]")
    assert "1 of" in me.words()
