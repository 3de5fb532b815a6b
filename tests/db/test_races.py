"""Many replicas at once: separate connections to one database."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import insert

from bot.clock import MovableClock
from bot.db.promises import Promise
from bot.db.store import Transaction, connect, transactions
from bot.db.tables import people
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import DeliveryId, DeliveryState
from bot.domain.ids import QuestionId, UserId
from tests.conftest import NOON
from tests.db.builders import ANNA, SCRIPTS, TALK

LEASE = timedelta(minutes=1)


@pytest.fixture
async def replicas(database: str) -> AsyncIterator[list[Transaction]]:
    """Five processes, as far as the database can tell."""
    async with AsyncExitStack() as stack:
        engines = [connect(database) for _ in range(5)]
        for engine in engines:
            stack.push_async_callback(engine.dispose)
        yield [transactions(engine) for engine in engines]


async def meet_many(database: str, number: int) -> None:
    """People 0 and so on, in one go."""
    engine = connect(database)
    row = {"language": "en", "preferences": {}, "cleared": [], "met_at": NOON, "seen_at": NOON}
    async with engine.begin() as connection:
        await connection.execute(insert(people), [{"id": id, **row} for id in range(number)])
    await engine.dispose()


async def test_five_replicas_claim_a_thousand_deliveries_each_once(
    replicas: list[Transaction], clock: MovableClock, database: str
) -> None:
    await meet_many(database, 1000)
    async with replicas[0]() as store:
        await store.deliveries.promise_all(
            [
                Promise(
                    UserId(person),
                    DeliveryKind.ROUTINE,
                    "day",
                    clock(),
                    clock() + timedelta(hours=1),
                    1,
                )
                for person in range(1000)
            ]
        )

    async def work(transaction: Transaction) -> list[DeliveryId]:
        mine: list[DeliveryId] = []
        while True:
            async with transaction() as store:
                batch = await store.deliveries.claim(clock(), 30, LEASE)
            if not batch:
                return mine
            async with transaction() as store:
                await store.deliveries.sent_all([(d.id, 1) for d in batch], clock())
            mine += [d.id for d in batch]

    shares = await asyncio.gather(*(work(replica) for replica in replicas))
    claims = Counter(id for share in shares for id in share)
    assert len(claims) == 1000
    assert set(claims.values()) == {1}
    assert sum(bool(share) for share in shares) > 1


async def test_ten_racing_answers_leave_one(
    replicas: list[Transaction], clock: MovableClock
) -> None:
    async with replicas[0]() as store:
        await store.people.lock(ANNA, "en", clock())
        id = await store.dialogues.open(ANNA, TALK, clock())

    async def tap(transaction: Transaction, option: str) -> bool:
        async with transaction() as store:
            await store.people.lock(ANNA, "en", clock())
            dialogue = await store.dialogues.find(ANNA, id, SCRIPTS)
            assert dialogue is not None
            if dialogue.answers:
                return False
            await store.dialogues.save(
                dialogue, dialogue.answer(QuestionId("pain"), option), clock()
            )
            return True

    taps = [tap(replicas[n % 5], ("yes", "no")[n % 2]) for n in range(10)]
    assert (await asyncio.gather(*taps)).count(True) == 1


async def test_replicas_that_meet_somebody_new_at_once_make_one_person(
    replicas: list[Transaction], clock: MovableClock
) -> None:
    async def meet(transaction: Transaction) -> None:
        async with transaction() as store:
            await store.people.lock(ANNA, "en", clock())

    await asyncio.gather(*(meet(replica) for replica in replicas * 2))
    async with replicas[0]() as store:
        assert await store.people.find(ANNA) is not None


async def test_replicas_that_hold_the_same_people_in_other_orders_do_not_wait_in_a_circle(
    replicas: list[Transaction], clock: MovableClock, database: str
) -> None:
    await meet_many(database, 40)
    ids = [UserId(id) for id in range(40)]

    async def hold(transaction: Transaction, order: int) -> int:
        async with transaction() as store:
            held = await store.people.hold_all(ids[::order])
            await asyncio.sleep(0.005)
            return len(held)

    async with asyncio.timeout(20):
        held = await asyncio.gather(*(hold(replicas[n % 5], (1, -1)[n % 2]) for n in range(10)))
    assert held == [40] * 10


async def test_a_slot_promised_by_all_at_once_is_one_delivery(
    replicas: list[Transaction], clock: MovableClock
) -> None:
    async with replicas[0]() as store:
        await store.people.lock(ANNA, "en", clock())

    async def promise(transaction: Transaction) -> None:
        async with transaction() as store:
            await store.deliveries.promise(
                Promise(ANNA, DeliveryKind.ROUTINE, "day", clock(), clock() + LEASE, 1)
            )

    await asyncio.gather(*(promise(replica) for replica in replicas))
    async with replicas[0]() as store:
        [only] = await store.deliveries.claim(clock(), 10, LEASE)
        assert only.state is DeliveryState.CLAIMED


@pytest.mark.parametrize("dialect", ["postgresql"])  # SQLite has one writer: nothing to pass over
async def test_a_claim_does_not_wait_for_a_person_who_is_being_served(
    replicas: list[Transaction], clock: MovableClock
) -> None:
    async with replicas[0]() as store:
        for person in (1, 2):
            await store.people.lock(UserId(person), "en", clock())
            await store.deliveries.promise(
                Promise(UserId(person), DeliveryKind.ROUTINE, "day", clock(), clock() + LEASE, 1)
            )
    async with replicas[0]() as store:
        await store.deliveries.close(UserId(1))
        async with asyncio.timeout(30), replicas[1]() as other:
            assert [d.person for d in await other.deliveries.claim(clock(), 10, LEASE)] == [2]


async def test_all_replicas_together_keep_to_one_budget(
    replicas: list[Transaction], clock: MovableClock
) -> None:
    async def draw(transaction: Transaction) -> int:
        async with transaction() as store:
            return await store.budget.take(20, 30.0, clock())

    assert sum(await asyncio.gather(*(draw(replica) for replica in replicas))) == 30
    clock.move(timedelta(seconds=0.5))
    assert sum(await asyncio.gather(*(draw(replica) for replica in replicas))) == 15
