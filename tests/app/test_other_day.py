"""What is told of a coming day changes nothing today, and is asked about."""

import pytest

from bot.domain.intent import Meant
from bot.domain.outcome.reply import Unclear
from tests.app.talker import Talker, kinds


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("I'm at the gym tomorrow", "Tue, Mar 2"),
        ("no chair tomorrow", "Tue, Mar 2"),
        ("tomorrow only 5 minutes", "Tue, Mar 2"),
        ("on Friday I'll be in a hotel", "Fri, Mar 5"),
        ("tomorrow I want to work on my hips", "Tue, Mar 2"),
        ("no time tomorrow", "Tue, Mar 2"),
        ("I can't tomorrow", "Tue, Mar 2"),
    ],
)
async def test_a_wish_for_a_coming_day_changes_nothing_today_and_says_when_to_tell_it(
    me: Talker, words: str, day: str
) -> None:
    await me.settle_in()
    await me.say("/today")
    before, due = await me.workout(), await me.next_due()
    await me.say(words)
    assert kinds(me.outcomes) == ["Unclear"]
    assert f"Tell me again on {day}" in me.words()
    assert (await me.workout(), await me.next_due()) == (before, due)


async def test_its_button_does_it_today_where_today_was_meant(me: Talker) -> None:
    await me.settle_in()
    await me.say("/today", "no chair tomorrow")
    [asked] = me.outcomes
    assert isinstance(asked, Unclear)
    [(_, meant)] = asked.choices
    assert isinstance(meant, Meant)
    assert kinds(await me.do(meant)) == ["RoutineDue"]


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow instead",
        "not now, tomorrow please",
        "move it to tomorrow",
        "I'm too tired, tomorrow please",
    ],
)
async def test_what_puts_the_routine_off_to_a_day_still_does(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.say("/today", words)
    assert kinds(me.outcomes) == ["Postponed"]
