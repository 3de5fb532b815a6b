"""What gets in the way is asked beforehand, and the person's own plan said back after a day that
went by: once, kindly, and never to somebody who had decided."""

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.outcome.account import SettingsShown
from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.talk import Asking
from tests.app.talker import CATALOG, Talker, rows

PLAN = "if I am too tired, then I do five minutes and stop"
TIRED: dict[str, Any] = {"barrier": "tired", "barrier_plan": "five"}


async def asked(me: Talker) -> None:
    """In the settings, at the question of what gets in the way."""
    await me.settle_in()
    await me.say("/settings barrier")
    assert "gets in the way" in me.words()


async def plan(me: Talker) -> tuple[str | None, str | None]:
    chosen = (await me.person()).preferences
    return chosen.barrier, chosen.barrier_plan


async def next_routine(me: Talker) -> RoutineDue:
    while True:
        for one in await me.next_push():
            if isinstance(one, RoutineDue):
                return one


async def test_it_can_be_skipped_with_one_tap(me: Talker) -> None:
    await asked(me)
    outcomes = await me.say("[Skip]")
    assert any(isinstance(one, SettingsShown) for one in outcomes)
    assert await plan(me) == (None, None)


async def test_what_is_chosen_is_kept(me: Talker) -> None:
    await asked(me)
    await me.say("[I am too tired]", "[I do five minutes and stop]")
    assert await plan(me) == ("tired", "five")


async def test_own_words_are_taken_as_they_are(me: Talker) -> None:
    await asked(me)
    await me.say("the twins <b>wake up & cry", "I squat with one of them on each arm")
    assert (await plan(me))[0] == "the twins <b>wake up & cry"


async def test_the_words_of_an_option_typed_are_that_option(me: Talker) -> None:
    await asked(me)
    await me.say("i am too tired", "2")
    assert await plan(me) == ("tired", "stretch")


async def test_a_report_is_never_taken_for_what_gets_in_the_way(me: Talker) -> None:
    await asked(me)
    outcomes = await me.say("done")
    assert any(isinstance(one, Refused) for one in outcomes)
    assert isinstance(outcomes[-1], Asking)
    assert await plan(me) == (None, None)


async def test_after_a_day_that_went_by_the_plan_is_said_once(me: Talker) -> None:
    await me.settle_in(**TIRED)
    shown = []
    for _ in range(3):
        await next_routine(me)
        shown.append(PLAN in me.words())
    assert shown == [False, True, False]
    assert "that is fine" not in me.words()


@pytest.mark.parametrize("words", ["done", "not today", "did 1 of 4", "left knee 4"])
async def test_whoever_said_anything_is_not_reminded(me: Talker, words: str) -> None:
    await me.settle_in(**TIRED)
    await next_routine(me)
    await me.say(words)
    assert not (await next_routine(me)).went_by


async def test_a_day_reported_as_nothing_done_went_by(me: Talker) -> None:
    await me.settle_in(**TIRED)
    await next_routine(me)
    await me.say("did nothing")
    await next_routine(me)
    assert PLAN in me.words()


async def test_after_a_day_done_the_next_that_goes_by_is_said_again(me: Talker) -> None:
    await me.settle_in(**TIRED)
    gone_by = []
    for words in (None, "done", None, None):
        gone_by.append((await next_routine(me)).went_by)
        if words:
            await me.say(words)
    assert gone_by == [False, True, False, True]


async def test_nobody_without_a_plan_hears_of_a_day_that_went_by(me: Talker) -> None:
    await me.settle_in(barrier="tired")
    for _ in range(3):
        assert not (await next_routine(me)).went_by


async def test_asking_for_the_routine_brings_no_reminder(me: Talker) -> None:
    await me.settle_in(**TIRED)
    await next_routine(me)
    await next_routine(me)
    await me.say("/today")
    assert PLAN not in me.words()


async def test_it_can_be_changed_and_taken_away_in_the_settings(me: Talker) -> None:
    await me.settle_in(**TIRED)
    await me.say("/settings", "[More]")
    assert "Bad days: I am too tired" in me.words()
    await me.say("[Bad days]", "[I am not at home]", "[I do what works standing up]")
    assert await plan(me) == ("away", "standing")
    assert "Bad days: I am not at home" in me.words()
    await me.say("[Bad days]", "[Skip]")
    assert await plan(me) == (None, None)


async def test_back_from_either_question_of_the_settings_changes_nothing(me: Talker) -> None:
    await me.settle_in(**TIRED)
    await me.say("/settings barrier", "[Back]")
    await me.say("/settings barrier", "[I forget about it]", "[Back]")
    assert await plan(me) == ("tired", "five")


async def test_the_export_has_it_and_erasing_leaves_nothing_of_it(
    me: Talker, engine: AsyncEngine
) -> None:
    await asked(me)
    await me.say("quokkas at the door", "I feed the wombat")
    [exported] = await me.say("/export")
    for _, content in exported.documents:  # type: ignore[union-attr]
        assert b"quokkas at the door" in content
        assert b"I feed the wombat" in content
    await me.say("/erase", "[Yes, erase everything]")
    left = str(await rows(engine))
    assert "quokka" not in left
    assert "wombat" not in left


def test_every_barrier_has_its_question_and_every_plan_reads_as_a_sentence() -> None:
    asked = {q.id: q for q in CATALOG.scripts["setup"].questions}  # type: ignore[index]
    barrier = next(q for id, q in asked.items() if id == "barrier")
    for option in (*(o.id for o in barrier.options), "own"):
        follows = next(q for id, q in asked.items() if id == f"then_{option}")
        assert len(follows.options) >= 3
        for plan in follows.options:
            assert plan.text.english.startswith("I ")
    assert all(option.text.english.startswith("I ") for option in barrier.options)
