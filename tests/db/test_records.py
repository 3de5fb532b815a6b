"""Profiles, workouts, files and events."""

from dataclasses import replace
from datetime import date, timedelta

from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.assessment.profile import Conclusion
from bot.domain.event import Event, EventKind
from bot.domain.ids import PatternId
from bot.domain.training.workout import Workout
from tests.db.builders import ANNA, BORIS, a_profile, a_workout


async def test_a_profile_stays_as_it_was_told(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        assert await store.profiles.latest(ANNA) is None
        await store.profiles.add(ANNA, a_profile(), clock())
        await store.profiles.add(ANNA, a_profile(Conclusion.NOTHING), clock())
    async with transaction() as store:
        assert await store.profiles.latest(ANNA) == a_profile(Conclusion.NOTHING)
        assert await store.profiles.latest(BORIS) is None
        assert await store.profiles.all(ANNA) == (
            (clock(), a_profile()),
            (clock(), a_profile(Conclusion.NOTHING)),
        )


async def test_a_day_has_one_workout_and_the_last_state_of_it_counts(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.workouts.save(ANNA, Workout.of(a_workout().routine))
        await store.workouts.save(ANNA, a_workout())
    async with transaction() as store:
        assert await store.workouts.find(ANNA, a_workout().day) == a_workout()
        assert await store.workouts.find(BORIS, a_workout().day) is None
        assert await store.workouts.history(ANNA) == (a_workout(),)


async def test_an_exercise_for_a_pattern_that_is_no_longer_told_is_read_without_it(
    transaction: Transaction, clock: MovableClock
) -> None:
    kept = a_workout()
    [first, *_] = kept.routine.items
    old = replace(first, why=replace(first.why, pattern=PatternId("P14")))
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        routine = replace(kept.routine, items=(old, first))
        await store.workouts.save(ANNA, replace(kept, routine=routine))
    async with transaction() as store:
        [read] = await store.workouts.history(ANNA)
    patterns = [item.why.pattern for item in read.routine.items]
    assert patterns == [None, first.why.pattern]


async def test_a_history_is_in_the_order_of_days(
    transaction: Transaction, clock: MovableClock
) -> None:
    days = [date(2027, 3, 1) + timedelta(days=n) for n in range(4)]
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        for day in reversed(days):
            await store.workouts.save(ANNA, a_workout(day))
        assert [w.day for w in await store.workouts.history(ANNA)] == days
        assert [w.day for w in await store.workouts.history(ANNA, days[2])] == days[2:]


async def test_a_file_is_known_to_the_bot_that_sent_it(transaction: Transaction) -> None:
    async with transaction() as store:
        await store.files.save(1, "plank.png", "old")
        await store.files.save(1, "plank.png", "new")
        assert await store.files.find(1, "plank.png") == "new"
        assert await store.files.find(2, "plank.png") is None


async def test_events_are_logged_in_order(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.events.add(
            ANNA, EventKind.RED_FLAG_HEARD, {"flags": ["R01"], "asked": True}, clock()
        )
        await store.events.add(ANNA, EventKind.LOCKED, {}, clock())
        assert await store.events.all(ANNA) == (
            Event(clock(), EventKind.RED_FLAG_HEARD, {"flags": ["R01"], "asked": True}),
            Event(clock(), EventKind.LOCKED, {}),
        )
