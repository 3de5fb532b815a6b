"""Promised messages."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.db.promises import Promise
from bot.db.store import Store, Transaction
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery, DeliveryState
from bot.domain.ids import UserId
from tests.db.builders import ANNA, BORIS

LEASE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ROUTINE = DeliveryKind.ROUTINE


async def promised(
    store: Store,
    due: datetime,
    slot: str = "day",
    *,
    person: UserId = ANNA,
    kind: DeliveryKind = ROUTINE,
    lasts: timedelta = 6 * HOUR,
    priority: int = 5,
    again: bool = False,
) -> bool:
    """Promise something to somebody."""
    await store.people.lock(person, "en", due)
    return await store.deliveries.promise(
        Promise(person, kind, slot, due, due + lasts, priority), again=again
    )


async def the(store: Store, slot: str = "day", kind: DeliveryKind = ROUTINE) -> Delivery:
    """Anna's delivery for a slot."""
    delivery = await store.deliveries.find(ANNA, kind, slot)
    assert delivery is not None
    return delivery


async def test_a_promise_is_claimed_when_due_and_not_before(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await promised(store, clock() + HOUR)
        before = clock() + HOUR - timedelta(microseconds=1)
        assert await store.deliveries.claim(before, 10, LEASE) == []
        [claimed] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        assert claimed == await the(store)
        assert claimed == Delivery(
            id=claimed.id,
            person=ANNA,
            kind=ROUTINE,
            slot="day",
            due=clock() + HOUR,
            expires=clock() + 7 * HOUR,
            priority=5,
            state=DeliveryState.CLAIMED,
            attempts=1,
        )


async def test_a_claim_holds_until_its_lease_runs_out(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [first] = await store.deliveries.claim(clock(), 10, LEASE)
        clock.move(LEASE - timedelta(microseconds=1))
        assert await store.deliveries.claim(clock(), 10, LEASE) == []
        clock.move(timedelta(microseconds=1))
        [second] = await store.deliveries.claim(clock(), 10, LEASE)
        assert (second.id, second.attempts) == (first.id, 2)


async def test_an_expired_promise_is_never_claimed_but_lapses(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock(), lasts=HOUR)
        await promised(store, clock(), "other", lasts=2 * HOUR)
        clock.move(HOUR)
        assert [d.slot for d in await store.deliveries.claim(clock(), 10, LEASE)] == ["other"]
        [lapsed] = await store.deliveries.expire(clock(), 10)
        assert (lapsed.slot, lapsed.state) == ("day", DeliveryState.EXPIRED)
        assert await store.deliveries.expire(clock(), 10) == []


async def test_what_is_being_sent_lapses_only_after_its_lease(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock(), lasts=timedelta(seconds=30))
        await store.deliveries.claim(clock(), 10, LEASE)
        clock.move(timedelta(seconds=45))
        assert await store.deliveries.expire(clock(), 10) == []
        clock.move(timedelta(seconds=15))
        assert [d.slot for d in await store.deliveries.expire(clock(), 10)] == ["day"]


async def test_small_priorities_go_first_and_then_what_expires_first(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock(), "late", lasts=3 * HOUR)
        await promised(store, clock(), "soon", lasts=HOUR)
        await promised(store, clock(), "timer", lasts=9 * HOUR, priority=1)
        first = await store.deliveries.claim(clock(), 2, LEASE)
        assert [d.slot for d in first] == ["timer", "soon"]
        assert [d.slot for d in await store.deliveries.claim(clock(), 2, LEASE)] == ["late"]


async def test_a_sent_slot_is_not_sent_again(transaction: Transaction, clock: MovableClock) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.sent(claimed.id, 77, clock())
        assert not await promised(store, clock() + HOUR)
        sent = await the(store)
        assert (sent.state, sent.message_id, sent.due) == (DeliveryState.SENT, 77, clock())
        assert await store.deliveries.claim(clock() + 2 * HOUR, 10, LEASE) == []


async def test_later_arms_a_sent_slot_again_and_remembers_its_message(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.sent(claimed.id, 77, clock())
        assert await promised(store, clock() + HOUR, again=True)
        [again] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        assert (again.id, again.message_id, again.attempts) == (claimed.id, 77, 1)


async def test_promising_again_moves_what_was_not_sent(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock() + HOUR)
        assert await promised(store, clock() + 2 * HOUR)
        assert await store.deliveries.claim(clock() + HOUR, 10, LEASE) == []
        assert len(await store.deliveries.claim(clock() + 2 * HOUR, 10, LEASE)) == 1


@pytest.mark.parametrize("how", ["closed", "failed", "expired"])
async def test_promising_again_arms_what_was_settled_unsent(
    transaction: Transaction, clock: MovableClock, how: str
) -> None:
    async with transaction() as store:
        await promised(store, clock(), lasts=HOUR)
        if how == "closed":
            await store.deliveries.close(ANNA)
        elif how == "failed":
            [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
            await store.deliveries.fail(claimed.id, "400")
        else:
            await store.deliveries.expire(clock() + HOUR, 10)
        assert (await the(store)).state == how
        assert await promised(store, clock() + HOUR)
        assert [d.slot for d in await store.deliveries.claim(clock() + HOUR, 10, LEASE)] == ["day"]


async def test_promising_the_same_again_does_not_send_twice_what_is_under_way(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        await store.deliveries.claim(clock(), 10, LEASE)
        assert not await promised(store, clock())
        assert await store.deliveries.claim(clock(), 10, LEASE) == []


async def test_promising_the_same_again_does_not_shorten_a_wait(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.retry(claimed.id, clock() + HOUR)
        assert await promised(store, clock())
        assert await store.deliveries.claim(clock() + HOUR / 2, 10, LEASE) == []


async def test_a_retry_waits_as_told_but_lapses_at_its_expiry(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock(), lasts=2 * HOUR)
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.retry(claimed.id, clock() + HOUR)
        assert await store.deliveries.claim(clock() + LEASE, 10, LEASE) == []
        [again] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        await store.deliveries.retry(again.id, clock() + 9 * HOUR)
        assert [d.id for d in await store.deliveries.expire(clock() + 2 * HOUR, 10)] == [again.id]


async def test_what_is_put_off_keeps_its_time_and_what_never_left_is_no_attempt(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.retry(claimed.id, clock() + HOUR, counts=False)
        [again] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        assert (again.due, again.attempts) == (claimed.due, 1)
        await store.deliveries.retry(again.id, clock() + HOUR)
        [third] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        assert (third.due, third.attempts) == (claimed.due, 2)


async def test_what_was_taken_early_and_given_back_is_not_taken_before_it_is_due(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock() + HOUR)
        [claimed] = await store.deliveries.claim(clock() + HOUR, 10, LEASE)
        await store.deliveries.retry(claimed.id, clock(), counts=False)
        assert await store.deliveries.claim(clock() + HOUR / 2, 10, LEASE) == []


async def test_a_failed_delivery_is_not_tried_again(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.fail(claimed.id, "Bad Request: message is too long")
        assert await store.deliveries.claim(clock() + HOUR, 10, LEASE) == []
        assert (await the(store)).state is DeliveryState.FAILED


Settle = Callable[[Store, Delivery], Awaitable[None]]


async def _retry(store: Store, claimed: Delivery) -> None:
    await store.deliveries.retry(claimed.id, claimed.due)


async def _fail(store: Store, claimed: Delivery) -> None:
    await store.deliveries.fail(claimed.id, "400")


@pytest.mark.parametrize("settle", [_retry, _fail])
async def test_what_was_closed_while_under_way_stays_closed(
    transaction: Transaction, clock: MovableClock, settle: Settle
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.close(ANNA)
        await settle(store, claimed)
        assert (await the(store)).state is DeliveryState.CLOSED


async def test_what_went_out_although_it_was_closed_is_known_to_have_gone_out(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        await store.deliveries.close(ANNA)
        await store.deliveries.sent(claimed.id, 77, clock())
        assert (await the(store)).message_id == 77
        assert not await promised(store, clock())


async def test_what_was_moved_while_under_way_is_still_sent_at_its_new_time(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        [claimed] = await store.deliveries.claim(clock(), 10, LEASE)
        assert await promised(store, clock() + HOUR)
        await store.deliveries.sent(claimed.id, 77, clock())
        assert [d.id for d in await store.deliveries.claim(clock() + HOUR, 10, LEASE)] == [
            claimed.id
        ]


async def test_closing_settles_the_kinds_named_and_nobody_elses(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        await promised(store, clock(), kind=DeliveryKind.NUDGE)
        await promised(store, clock(), kind=DeliveryKind.TIMER)
        await promised(store, clock(), person=BORIS)
        assert await store.deliveries.close(ANNA, {ROUTINE, DeliveryKind.NUDGE}) == 2
        assert [d.kind for d in await store.deliveries.open_of(ANNA)] == [DeliveryKind.TIMER]
        assert await store.deliveries.close(ANNA) == 1
        assert len(await store.deliveries.open_of(BORIS)) == 1


async def test_somebody_unreachable_is_promised_nothing(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock())
        await store.deliveries.unreachable(ANNA)
        person = await store.people.find(ANNA)
        assert person is not None
        assert not person.reachable
        assert await store.deliveries.claim(clock(), 10, LEASE) == []


async def test_what_comes_next_is_known_for_one_and_for_all(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        assert await store.deliveries.next_due() is None
        assert await store.deliveries.upcoming(ANNA) is None
        await promised(store, clock() + 2 * HOUR, "second")
        await promised(store, clock() + HOUR, "first")
        await promised(store, clock() + HOUR / 2, person=BORIS)
        assert await store.deliveries.next_due() == clock() + HOUR / 2
        assert await store.deliveries.upcoming(ANNA) == await the(store, "first")
        assert [d.due for d in await store.deliveries.soonest(2)] == [
            clock() + HOUR / 2,
            clock() + HOUR,
        ]
        assert await store.deliveries.waiting(clock() + HOUR) == 2


async def test_many_promises_and_many_sent_are_one_statement_each(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        for person in (ANNA, BORIS):
            await store.people.lock(person, "en", clock())
        promises = [
            Promise(person, ROUTINE, f"{n}", clock() + n * HOUR, clock() + 40 * HOUR, n)
            for person in (ANNA, BORIS)
            for n in range(20)
        ]
        assert await store.deliveries.promise_all(promises) == 40
        assert await store.deliveries.promise_all([]) == 0
        claimed = await store.deliveries.claim(clock() + 9 * HOUR, 100, LEASE)
        assert len(claimed) == 20
        sent = [(d.id, None if d.priority == 3 else d.priority) for d in claimed]
        await store.deliveries.sent_all(sent, clock())
        await store.deliveries.sent_all([], clock())
        assert [(await the(store, f"{n}")).message_id for n in range(5)] == [0, 1, 2, None, 4]
        assert await store.deliveries.promise_all(promises) == 20


async def test_only_old_settled_deliveries_are_forgotten(
    transaction: Transaction, clock: MovableClock
) -> None:
    async with transaction() as store:
        await promised(store, clock(), "old")
        await store.deliveries.close(ANNA)
        await promised(store, clock(), "open")
        await promised(store, clock() + 2 * HOUR, "new")
        await store.deliveries.close(ANNA, {ROUTINE})
        await promised(store, clock(), "open")
        assert await store.deliveries.purge(clock() + HOUR) == 1
        assert await store.deliveries.find(ANNA, ROUTINE, "old") is None
        assert (await the(store, "open")).state is DeliveryState.PROMISED
        assert (await the(store, "new")).state is DeliveryState.CLOSED


async def test_what_a_transaction_read_follows_its_own_writes(
    transaction: Transaction, clock: MovableClock
) -> None:
    nudge, morning = DeliveryKind.NUDGE, DeliveryKind.MORNING
    async with transaction() as store:
        await promised(store, clock() + HOUR)
        await promised(store, clock() + 2 * HOUR, kind=nudge)
        await promised(store, clock() + 3 * HOUR, kind=morning)
        assert len(await store.deliveries.open_of(ANNA)) == 3
        await store.deliveries.close(ANNA, [ROUTINE])
        await promised(store, clock() + 9 * HOUR, kind=nudge)
        await promised(store, clock() + 5 * HOUR)
        known = await store.deliveries.open_of(ANNA)
    async with transaction() as store:
        assert await store.deliveries.open_of(ANNA) == known
    assert [one.kind for one in known] == [morning, ROUTINE, nudge]
