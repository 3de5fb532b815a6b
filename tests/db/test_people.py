"""People."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.domain.ids import UserId
from bot.domain.person import Lock, Person
from bot.domain.safety.flag import Refer
from tests.db.builders import ANNA, BORIS, a_lock, a_person


async def test_a_person_is_made_on_first_sight_and_found_afterwards(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await store.people.find(ANNA) is None
        assert await store.people.hold(ANNA) is None
        assert await store.people.lock(ANNA, "uk", clock()) == Person(ANNA, "uk")
    async with transaction() as store:
        assert await store.people.lock(ANNA, "fr", clock()) == Person(ANNA, "uk")
        assert await store.people.find(ANNA) == Person(ANNA, "uk")
        assert await store.people.hold(ANNA) == Person(ANNA, "uk")


@pytest.mark.parametrize("lock", [None, a_lock()])
async def test_everything_about_a_person_comes_back_as_it_was(
    transaction: Transaction, clock: MovableClock, lock: Lock | None
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.save(a_person(lock=lock))
    async with transaction() as store:
        assert await store.people.find(ANNA) == a_person(lock=lock)


async def test_several_people_are_found_in_one_go(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.lock(BORIS, "en", clock())
        assert await store.people.find_all([ANNA, UserId(1)]) == {ANNA: Person(ANNA)}
        assert await store.people.find_all([]) == {}


async def test_somebody_who_was_erased_cannot_be_saved(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        person = await store.people.lock(ANNA, "en", clock())
        assert await store.people.erase(ANNA)
        assert not await store.people.erase(ANNA)
        with pytest.raises(LookupError):
            await store.people.save(person)


async def test_a_lock_outlives_erasing_without_its_reasons(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.save(a_person(lock=a_lock()))
        await store.people.erase(ANNA)
    async with transaction() as store:
        assert await store.people.lock(BORIS, "en", clock()) == Person(BORIS)
        back = await store.people.lock(ANNA, "en", clock())
        assert back == Person(ANNA, lock=Lock(Refer.URGENT, (), a_lock().since))
        assert await store.people.find(ANNA) == back


async def test_a_lock_that_was_lifted_after_coming_back_stays_lifted(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.save(a_person(lock=a_lock()))
        await store.people.erase(ANNA)
        back = await store.people.lock(ANNA, "en", clock())
        await store.people.save(replace(back, lock=None))
        await store.people.erase(ANNA)
        assert (await store.people.lock(ANNA, "en", clock())).lock is None


async def test_ten_racing_changes_of_one_person_lose_none(
    transaction: Transaction, clock: MovableClock
) -> None:
    async def one_more_minute() -> None:
        async with transaction() as store:
            person = await store.people.lock(ANNA, "en", clock())
            await asyncio.sleep(0.01)
            longer = replace(person.preferences, minutes=person.preferences.minutes + 1)
            await store.people.save(replace(person, preferences=longer))

    await asyncio.gather(*(one_more_minute() for _ in range(10)))
    async with transaction() as store:
        person = await store.people.find(ANNA)
        assert person is not None
        assert person.preferences.minutes == 20


async def test_writing_is_noted_and_being_written_to_is_not(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.lock(BORIS, "en", clock())
    clock.move(timedelta(days=30))
    async with transaction() as store:
        await store.people.lock(ANNA, "en", clock())
        await store.people.hold(BORIS)
        assert await store.people.silent_since(clock() - timedelta(days=1), 10) == [BORIS]
        assert await store.people.silent_since(clock() - timedelta(days=31), 10) == []
