"""People."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.clock import MovableClock
from bot.db.store import Transaction
from bot.db.tables import people
from bot.db.values import PREFERENCES
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
        assert await store.people.hold_all([BORIS, UserId(1)]) == {BORIS: Person(BORIS)}
        assert await store.people.hold_all([]) == {}


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
        a_day_ago = clock() - timedelta(days=1)
        assert await store.people.silent(a_day_ago, None, 1) == ([BORIS], BORIS)
        assert await store.people.silent(a_day_ago, BORIS, 1) == ([], ANNA)
        assert await store.people.silent(a_day_ago, ANNA, 1) == ([], None)


async def test_words_no_database_takes_are_kept_without_what_spoils_them(
    transaction: Transaction, clock: MovableClock
) -> None:
    odd = "after\x00 coffee \ud800 \U0001f375"
    async with transaction() as store:
        person = await store.people.lock(ANNA, "e\x00n" * 40, clock())
        preferences = replace(person.preferences, anchor=odd)
        await store.people.save(replace(person, came_from=odd * 9, preferences=preferences))
        kept = await store.people.find(ANNA)
        assert kept is not None
        assert kept.language == ("en" * 40)[:35]
        assert kept.came_from == "after coffee ? \U0001f375" * 9
        assert kept.preferences.anchor == "after coffee ? \U0001f375"


async def test_what_a_later_release_wrote_down_does_not_trouble_this_one(
    transaction: Transaction, clock: MovableClock
) -> None:
    """Settings are one document, so that a new one needs no migration: while a release is rolled
    out, the one before reads documents with names it does not know."""
    async with transaction() as store:
        person = await store.people.lock(ANNA, "en", clock())
        document = {**PREFERENCES.dump(person.preferences), "of_tomorrow": True}
        await store._connection.execute(update(people).values(preferences=document))
        assert await store.people.find(ANNA) == person
