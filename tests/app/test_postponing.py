"""What is put off keeps its occasion: a review of the week moves with the routine."""

import pytest

from bot.domain.outcome.pushed import ReviewDue
from tests.app.talker import Talker, kinds
from tests.app.test_routine import kyiv

FRIDAY = 5
"""Of March, with the first review."""
IN_AN_HOUR = "[In an hour]"


async def noon(me: Talker, day: int) -> None:
    """Six hours before the message of a day of the first week; everything before is done."""
    await me.settle_in(review_day=4)
    while (due := await me.next_due()) is not None and due < kyiv(day, 12):
        if kinds(await me.next_push()) == ["RoutineDue"]:
            await me.say("done")
    await me.go_to(kyiv(day, 12))


async def reviews_until(me: Talker, day: int) -> list[tuple[int, bool]]:
    """(day of March, whether it brings a routine) of every review up to the end of a day."""
    seen = []
    while (due := await me.next_due()) is not None and due < kyiv(day, 23, 59):
        pushed = await me.next_push()
        on = (me.clock() - kyiv(1, 0)).days + 1
        seen += [(on, o.routine is not None) for o in pushed if isinstance(o, ReviewDue)]
    return seen


async def test_later_before_the_message_of_a_review_day_moves_the_review(me: Talker) -> None:
    await noon(me, FRIDAY)
    await me.say("/today", IN_AN_HOUR)
    assert await me.next_due() == kyiv(FRIDAY, 13)
    assert await reviews_until(me, 11) == [(FRIDAY, True)]


async def test_a_review_that_was_told_is_not_told_again_with_the_routine(me: Talker) -> None:
    await noon(me, FRIDAY)
    assert kinds(await me.next_push()) == ["ReviewDue"]
    await me.say(IN_AN_HOUR)
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert me.clock() == kyiv(FRIDAY, 19)


@pytest.mark.parametrize(
    ("words", "on", "trains"),
    [
        ("tomorrow at 7", 6, False),
        ("later, monday at 7", 8, True),
        ("later, in 3 days", 8, True),
    ],
)
async def test_a_review_put_off_to_another_day_comes_on_that_day(
    me: Talker, words: str, on: int, trains: bool
) -> None:
    await noon(me, FRIDAY)
    await me.say(words)
    assert await reviews_until(me, 11) == [(on, trains)]


async def test_a_review_on_the_way_to_a_later_day_is_not_passed_over(me: Talker) -> None:
    await noon(me, FRIDAY - 1)
    await me.say("later, monday at 7")
    assert await me.next_due() == kyiv(8, 7)
    assert await reviews_until(me, 11) == [(8, True)]


async def test_the_review_of_tomorrow_stays_one_when_its_time_is_moved(me: Talker) -> None:
    await noon(me, FRIDAY - 1)
    await me.next_push()
    await me.say("tomorrow at 7")
    assert await me.next_due() == kyiv(FRIDAY, 7)
    assert await reviews_until(me, 11) == [(FRIDAY, True)]


async def test_a_review_that_was_moved_survives_a_routine_done_before_it(me: Talker) -> None:
    await noon(me, FRIDAY)
    await me.say("later, monday at 7")
    await me.go_to(kyiv(8, 5))
    await me.say("/today", "done")
    assert [on for on, _ in await reviews_until(me, 11)] == [9]


async def test_a_review_that_was_moved_can_be_moved_again(me: Talker) -> None:
    await noon(me, FRIDAY)
    await me.say("later, monday at 7")
    await me.go_to(kyiv(6, 12))
    await me.say("in an hour")
    assert await reviews_until(me, 11) == [(6, False)]


async def test_taking_it_back_puts_the_review_where_it_was(me: Talker) -> None:
    await noon(me, FRIDAY)
    await me.say("later, monday at 7", "wrong")
    assert await me.next_due() == kyiv(FRIDAY, 18)
    assert await reviews_until(me, 11) == [(FRIDAY, True)]


async def test_a_review_that_was_moved_stays_there_when_something_else_changes(
    me: Talker,
) -> None:
    await noon(me, FRIDAY)
    await me.say("later, monday at 7", "make it 19:15 every day", "wrong")
    assert await me.next_due() == kyiv(8, 7)
    assert await reviews_until(me, 11) == [(8, True)]


async def test_putting_off_the_day_before_leaves_the_review_alone(me: Talker) -> None:
    await noon(me, FRIDAY - 1)
    await me.say("/today", IN_AN_HOUR)
    assert kinds(await me.next_push()) == ["RoutineDue"]
    assert await reviews_until(me, 11) == [(FRIDAY, True)]
