"""The weekly review tells what happened in a week, and nothing else."""

import re
from datetime import date, time
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.outcome.pushed import ReviewDue, RoutineDue
from bot.domain.schedule import instant
from bot.domain.training.minutes import minutes_done, minutes_of
from bot.domain.training.review import NextThing
from tests.app.talker import CATALOG, Talker
from tests.app.test_retest import live, measure

KYIV = ZoneInfo("Europe/Kyiv")


async def week_of(me: Talker, *reports: str) -> ReviewDue:
    """Live until the first review: a report after each routine, then silence."""
    left = list(reports)
    for _ in range(20):
        outcomes = await me.next_push()
        reviews = [one for one in outcomes if isinstance(one, ReviewDue)]
        if reviews:
            return reviews[0]
        if left and any(isinstance(one, RoutineDue) for one in outcomes):
            await me.say(left.pop(0))
    raise AssertionError("no review came")


async def test_a_week_with_pain_tells_it_with_its_worst_day_and_what_followed(me: Talker) -> None:
    await me.settle_in()
    review = (await week_of(me, "done, pain 4", "done, pain 2", "done, pain 2")).review
    words = me.words()
    assert review.worst is not None
    assert (review.worst.level, review.worst.day) == (4, review.week.first)
    assert "It hurt most on Mon, Mar 1: 4 of 10." in words
    assert "On Wed, Mar 3 it was 2." in words
    assert "usual" not in words
    assert "What I changed because of you" in words
    assert any(change.cause == "halved" for change in review.changes)
    assert review.next_thing is NextThing.SPARE
    picture = me.screens()[-1].picture
    assert picture is not None
    assert picture.chart is not None


async def test_a_week_without_pain_told_says_nothing_of_pain_and_asks_for_it(me: Talker) -> None:
    await me.settle_in()
    review = (await week_of(me, "did all", "did all", "did all", "did all", "did all")).review
    words = me.words()
    assert review.reported == ()
    assert "pain" not in words.replace("how much it hurt", "")
    assert review.next_thing is NextThing.TELL_PAIN
    assert me.screens()[-1].picture is None


async def test_nothing_hurt_is_only_said_of_the_days_that_were_told_of(me: Talker) -> None:
    await me.settle_in()
    await week_of(me, "done, pain 0", "done, pain 0", "did all", "did all")
    assert "On the 2 days you told me about, nothing hurt." in me.words()


async def test_a_week_without_a_routine_is_told_without_guilt_and_without_changes(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("did all")
    monday = instant(date(2027, 3, 8), time(0), KYIV)
    while (due := await me.next_due()) is not None and due < monday:
        await me.next_push()
        await me.say("not today")
    review = (await week_of(me, *["not today"] * 6)).review
    words = me.words()
    assert review.week.done == 0
    assert "There was no routine this week, and that is fine." in words
    assert "You did" not in words
    assert review.changes == ()
    assert review.next_thing is NextThing.BARRIER


async def test_one_routine_of_a_week_counts_and_declined_days_are_no_reproach(me: Talker) -> None:
    await me.settle_in()
    review = (await week_of(me, "did all", "not today", "not today")).review
    assert review.week.done == 1
    words = me.words()
    assert "You moved on one of the" in words
    assert "not today" not in words


async def test_a_swap_that_was_done_is_told_with_the_exercise_it_took_the_place_of(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    workout = await me.workout()
    assert workout is not None
    swapped = CATALOG.exercises[workout.routine.items[0].exercise].name.english
    await me.say("[More]", "[Swap]")
    while (now := await me.workout()) is not None and now.current is not None:
        await me.say("did it")
    review = (await week_of(me, *["not today"] * 6)).review
    assert f"You wanted something other than {swapped}, and got it." in me.words()
    assert review.changes[0].cause == "swapped"


async def test_a_routine_still_to_be_done_belongs_to_the_next_review(me: Talker) -> None:
    await me.settle_in(review_day=4)
    first = await week_of(me, *["did all"] * 9)
    assert first.routine is not None
    assert first.review.week.last.weekday() == 3
    await me.say("done, pain 3")
    second = (await week_of(me, *["done, pain 1"] * 9)).review
    assert second.week.first == first.routine.workout.day
    assert second.worst is not None
    assert (second.worst.level, second.worst.day) == (3, first.routine.workout.day)


async def test_a_re_test_that_is_due_is_the_one_thing_of_one_review_and_not_of_the_next(
    me: Talker,
) -> None:
    await me.settle_in()
    things = [(await week_of(me, *["done, pain 1"] * 9)).review.next_thing for _ in range(4)]
    measures = [thing is NextThing.MEASURE for thing in things]
    assert any(measures)
    assert not any(one and following for one, following in pairwise(measures))


async def test_the_own_activity_is_told_in_the_week_it_was_told_and_held_against_the_first_time(
    me: Talker,
) -> None:
    await me.settle_in()
    await live(me, 2, "done, pain 1")
    await measure(me, better=False)
    first = (await week_of(me, *["done, pain 1"] * 9)).review.activity
    assert first is not None
    assert (first.latest, first.first) == (7, None)
    assert "what is hard for you, “carrying the shopping up”: 7 of 10" in me.words()
    assert (await week_of(me, *["done, pain 1"] * 9)).review.activity is None
    await measure(me, better=True)
    second = (await week_of(me, *["done, pain 1"] * 9)).review.activity
    assert second is not None
    assert (second.latest, second.first) == (5, 7)
    assert "Less than three points can be chance" in me.words()


async def test_the_minutes_of_a_week_are_those_that_its_routines_were_announced_with(
    me: Talker,
) -> None:
    await me.settle_in()
    announced, left = [], ["did all", "did all", "5 min", "did all"]
    for _ in range(20):
        outcomes = await me.next_push()
        if any(isinstance(one, ReviewDue) for one in outcomes):
            break
        if any(isinstance(one, RoutineDue) for one in outcomes) and left:
            reported = left.pop(0)
            if reported == "5 min":
                await me.say(reported)
                reported = "did all"
            announced += re.findall(r"(\d+) min</b>", me.words())[:1]
            await me.say(reported)
    assert f"about {sum(map(int, announced))} minutes in all" in me.words()


async def test_of_a_routine_done_in_part_its_share_of_the_minutes_counts(me: Talker) -> None:
    await me.settle_in()
    await me.next_push()
    workout = await me.workout()
    assert workout is not None
    assert minutes_done(workout.report(len(workout.cards))) == minutes_of(workout.routine)
    assert 0 < minutes_done(workout.report(1)) < minutes_of(workout.routine)
    assert minutes_done(workout) == 0


async def test_nothing_hurt_is_not_said_where_a_place_was_told_without_a_number(
    me: Talker,
) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("my knee hurts", "did all")
    review = (await week_of(me, "did all, pain 0", *["did all"] * 4)).review
    assert not review.hurt_nowhere
    assert "nothing hurt" not in me.words()


async def test_the_most_and_the_last_pain_are_named_with_their_places(me: Talker) -> None:
    await me.settle_in()
    reports = ("did all, knee 5", "did all, pain 0", "did all, low back 2", *["did all"] * 3)
    untrue: list[str] = []
    for _ in range(20):
        outcomes = await me.next_push()
        if any(isinstance(one, ReviewDue) for one in outcomes):
            break
        if any(isinstance(one, RoutineDue) for one in outcomes) and len(untrue) < len(reports):
            untrue.append(reports[len(untrue)])
            await me.say(untrue[-1])
            while any("None of these" in label for label in me.labels()):
                await me.say("[None of these]")
    assert "On Mon, Mar 1 your knee hurt most: 5 of 10." in me.words()
    assert "it was 2 in your low back." in me.words()
