"""The hour past midnight, in which the evening's message and its routine are still there."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.outcome.pushed import RoutineDue
from bot.domain.outcome.reported import CheckedIn
from bot.domain.outcome.workout import CardShown, NeverNoted
from bot.domain.training.workout import CardState, Ending, Workout
from tests.app.talker import CATALOG, Talker

EVENING, NEW_DAY = date(2027, 3, 1), date(2027, 3, 2)


def kyiv(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall time of March 2027 in Kyiv."""
    return datetime(2027, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


async def workout_on(me: Talker, day: date) -> Workout | None:
    """Return what is kept of a day."""
    async with me.transaction() as store:
        return await store.workouts.find(me.id, day)


@pytest.mark.parametrize("late", [timedelta(seconds=20), timedelta(minutes=20)])
async def test_an_evening_message_that_is_late_past_midnight_comes_and_stays_that_days(
    late: timedelta, me: Talker
) -> None:
    await me.settle_in(push_at=time(23, 59, 50))
    assert await me.next_due() == kyiv(1, 23, 59) + timedelta(seconds=50)
    me.clock.move(kyiv(1, 23, 59) + timedelta(seconds=50) + late - me.clock())
    [evening] = await me.next_push()
    assert isinstance(evening, RoutineDue)
    assert evening.workout.day == EVENING
    assert await me.next_due() == kyiv(2, 23, 59) + timedelta(seconds=50)
    [card] = await me.say("[Start]")
    assert isinstance(card, CardShown)
    assert card.workout.day == evening.workout.day
    [next_evening] = await me.next_push()
    assert isinstance(next_evening, RoutineDue)
    assert next_evening.workout.day == NEW_DAY


async def test_an_evening_message_that_is_later_still_gives_way_to_the_next_days(
    me: Talker,
) -> None:
    await me.settle_in(push_at=time(23, 50))
    me.clock.move(kyiv(2, 1, 1) - me.clock())
    assert await me.next_push() == []
    assert await me.next_due() == kyiv(2, 23, 50)


async def test_an_evening_message_is_begun_past_midnight_for_an_hour(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    me.clock.move(kyiv(2, 0, 59) - me.clock())
    [card] = await me.say("[Start]")
    assert isinstance(card, CardShown)
    assert card.workout.day == EVENING
    assert await me.next_due() == kyiv(2, 23, 30)


async def test_after_that_hour_its_start_shows_the_routine_of_the_new_day(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    me.clock.move(kyiv(2, 1, 1) - me.clock())
    [today] = await me.say("[Start]")
    assert isinstance(today, RoutineDue)
    assert today.workout.day == NEW_DAY


PAST_MIDNIGHT = [("start", CardShown), ("done", CheckedIn), ("did 2", CheckedIn)]


@pytest.mark.parametrize(("words", "outcome"), PAST_MIDNIGHT)
async def test_words_past_midnight_are_about_the_evening_that_is_still_open(
    words: str, outcome: type[CardShown | CheckedIn], me: Talker
) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    me.clock.move(kyiv(2, 0, 40) - me.clock())
    [answer] = await me.say(words)
    assert isinstance(answer, outcome)
    assert answer.workout.day == EVENING
    [next_evening] = await me.next_push()
    assert isinstance(next_evening, RoutineDue)
    assert next_evening.workout.day == NEW_DAY


@pytest.mark.parametrize("words", ["5 min", "I'm tired", "something else please"])
async def test_wishes_past_midnight_reshape_the_evening_that_is_still_open(
    words: str, me: Talker
) -> None:
    await me.settle_in(push_at=time(23, 30), minutes=20)
    [evening] = await me.next_push()
    assert isinstance(evening, RoutineDue)
    me.clock.move(kyiv(2, 0, 40) - me.clock())
    [shown] = await me.say(words)
    assert isinstance(shown, RoutineDue)
    assert shown.workout.day == EVENING
    assert shown.workout.routine.items != evening.workout.routine.items
    assert await workout_on(me, NEW_DAY) is None


async def test_a_wish_past_midnight_at_a_card_changes_that_card(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30), minutes=20)
    await me.next_push()
    await me.say("[Start]")
    me.clock.move(kyiv(2, 0, 10) - me.clock())
    [card] = await me.say("I only have 5 minutes")
    assert isinstance(card, CardShown)
    assert card.workout.day == EVENING
    assert card.workout.routine.seconds <= 5 * 60


async def test_the_shorter_button_of_the_evening_works_for_an_hour(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30), minutes=20)
    await me.next_push()
    me.clock.move(kyiv(2, 0, 40) - me.clock())
    [shown] = await me.say("[Only 5 min]")
    assert isinstance(shown, RoutineDue)
    assert shown.workout.day == EVENING
    me.clock.move(timedelta(minutes=30))
    [shown] = await me.say("I'm tired")
    assert isinstance(shown, RoutineDue)
    assert shown.workout.day == NEW_DAY


async def test_never_again_past_midnight_replaces_the_exercise_of_the_evening(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30), minutes=20)
    [evening] = await me.next_push()
    assert isinstance(evening, RoutineDue)
    first = evening.workout.routine.items[0].exercise
    me.clock.move(kyiv(2, 0, 40) - me.clock())
    name = CATALOG.exercises[first].name.english
    noted, shown = await me.say(f"never show me {name} again")
    assert isinstance(noted, NeverNoted)
    assert isinstance(shown, RoutineDue)
    assert shown.workout.day == EVENING
    assert first not in [item.exercise for item in shown.workout.routine.items]


@pytest.mark.parametrize("words", ["I'm sick", "not today"])
async def test_declining_past_midnight_declines_the_evening(words: str, me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    me.clock.move(kyiv(2, 0, 40) - me.clock())
    await me.say(words)
    evening = await workout_on(me, EVENING)
    assert evening is not None
    assert evening.ending is Ending.NOT_TODAY
    assert await me.next_due() == kyiv(2, 23, 30)


async def test_words_at_a_card_past_midnight_are_about_that_card(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    await me.say("[Start]")
    me.clock.move(kyiv(2, 0, 10) - me.clock())
    [card] = await me.say("skip")
    assert isinstance(card, CardShown)
    assert card.workout.cards[0].state is CardState.SKIPPED


async def test_after_that_hour_start_means_the_new_day(me: Talker) -> None:
    await me.settle_in(push_at=time(23, 30))
    await me.next_push()
    me.clock.move(kyiv(2, 1, 1) - me.clock())
    [card] = await me.say("start")
    assert isinstance(card, CardShown)
    assert card.workout.day == NEW_DAY
