"""Counting: each number is what it says, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

from bot.clock import MovableClock
from bot.db.promises import Promise
from bot.db.store import Store, Transaction
from bot.domain.catalog import DeliveryKind
from bot.domain.census import DAYS, Day, People, Post
from bot.domain.ids import UserId
from bot.domain.person import Person
from tests.db.builders import a_lock, a_profile, a_workout

ROUTINE, CHECKIN = DeliveryKind.ROUTINE, DeliveryKind.CHECKIN


async def test_people_are_counted_by_where_they_stand(
    transaction: Transaction, clock: MovableClock
) -> None:
    now = clock()
    plain = Person(UserId(1), consent_at=now, consent_version="1")
    stands = [
        plain,
        replace(plain, id=UserId(2), paused_until=date(2027, 3, 9)),
        replace(plain, id=UserId(3), stopped=True, paused_until=date(2027, 2, 1)),
        replace(plain, id=UserId(4), reachable=False),
        replace(plain, id=UserId(5), lock=a_lock()),
        Person(UserId(6)),
    ]
    async with transaction() as store:
        for person, days in zip(stands, (0, 2, 8, 31, 0, 0), strict=True):
            await store.people.lock(person.id, "en", now - timedelta(days=days))
            await store.people.save(person)
        await store.profiles.add(UserId(1), a_profile(), now)
        await store.profiles.add(UserId(1), a_profile(), now)
        for slot in ("a", "b"):
            await store.deliveries.promise(Promise(UserId(2), ROUTINE, slot, now, now, 1))
        people = await store.counting.people(now)
    assert people == People(
        met=6,
        agreed=5,
        assessed=1,
        receiving=1,
        paused=1,
        stopped=1,
        unreachable=1,
        locked=1,
        active={1: 3, 7: 4, 30: 5},
    )


async def sent(store: Store, clock: MovableClock, person: int, ago: timedelta, late_s: int) -> None:
    """One routine that was due then and sent so much later."""
    due = clock() - ago
    await store.people.lock(UserId(person), "en", clock())
    slot = due.date().isoformat()
    await store.deliveries.promise(
        Promise(UserId(person), ROUTINE, slot, due, due + timedelta(hours=9), 1)
    )
    [one] = await store.deliveries.claim(due, 1, timedelta(seconds=1))
    await store.deliveries.sent(one.id, 1, due + timedelta(seconds=late_s))


async def test_messages_are_counted_by_what_became_of_them(
    transaction: Transaction, clock: MovableClock
) -> None:
    now, hour = clock(), timedelta(hours=1)
    async with transaction() as store:
        await sent(store, clock, 1, hour, 2)
        await sent(store, clock, 2, 2 * hour, 61)
        await sent(store, clock, 3, 3 * hour, 600)
        await sent(store, clock, 4, 25 * hour, 3600)
        for person, kind in ((1, CHECKIN), (2, CHECKIN), (3, CHECKIN)):
            due = now - hour
            await store.deliveries.promise(Promise(UserId(person), kind, "x", due, now + hour, 1))
        one, two, _ = await store.deliveries.claim(now, 3, -hour)
        await store.deliveries.sent(one.id, None, now)
        await store.deliveries.fail(two.id, "refused")
        post = await store.counting.post(now - timedelta(days=1), now)
    assert post == Post(
        counts={("routine", "sent"): 3, ("checkin", "nothing"): 1, ("checkin", "failed"): 1},
        late=2,
        worst_s=post.worst_s,
        overdue=1,
        oldest_s=3600.0,
    )
    assert abs(post.worst_s - 600) < 0.01
    assert post.of("sent") == 3


async def test_the_days_of_the_chart_have_what_was_sent_and_what_was_begun(
    transaction: Transaction, clock: MovableClock
) -> None:
    day = timedelta(days=1)
    async with transaction() as store:
        await sent(store, clock, 1, day, 0)
        await sent(store, clock, 2, day, 0)
        await sent(store, clock, 3, (DAYS + 1) * day, 0)
        yesterday = (clock() - day).date()
        await store.workouts.save(UserId(1), a_workout(yesterday))
        await store.workouts.save(UserId(2), replace(a_workout(yesterday), begun=False))
        days = (await store.counting.census(clock())).days
    assert len(days) == DAYS
    assert days[-1] == Day(clock().date(), 0, 0)
    assert days[-2] == Day(yesterday, 2, 1)
    assert sum(one.sent for one in days) == 2


async def test_nobody_is_counted_as_nobody(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        census = await store.counting.census(clock())
    assert census.people == People(0, 0, 0, 0, 0, 0, 0, 0, {1: 0, 7: 0, 30: 0})
    assert census.post == Post({}, 0, 0.0, 0, 0.0)
