"""What becomes of a push that could not be sent."""

from collections.abc import Collection
from datetime import timedelta

from bot.app.deps import Deps
from bot.app.push import Sent, count, follow, head_start, hold
from bot.domain.delivery import Delivery


async def unreachable(deps: Deps, delivery: Delivery) -> None:
    """They blocked the bot or are gone: nothing more is sent until they write."""
    async with deps.transaction() as store:
        await store.people.hold(delivery.person)
        await store.deliveries.unreachable(delivery.person)
    count([delivery], "unreachable")


async def refuse(deps: Deps, delivery: Delivery, reason: str) -> None:
    """It can never be sent, through our own fault: recorded, and the next is promised."""
    async with deps.transaction() as store:
        people = await hold(store, [delivery])
        await store.deliveries.fail(delivery.id, reason)
        await follow(deps, store, [Sent(delivery, shown=False)], people)
    count([delivery], "failed")


async def put_off(
    deps: Deps,
    deliveries: Collection[Delivery],
    after: timedelta,
    rate: float,
    *,
    in_doubt: bool,
) -> None:
    """Not now: again after a while, until they expire.

    Args:
        in_doubt: it may have arrived, so that the next try makes no sound.
    """
    async with deps.transaction() as store:
        await hold(store, deliveries)
        now = deps.now()
        # Whoever claims ahead of time must not come before the wait is over.
        at = now + after + (await head_start(store, now, rate) if after else after)
        for delivery in deliveries:
            await store.deliveries.retry(delivery.id, at, counts=in_doubt)
    count(deliveries, "put_off")


async def pause(deps: Deps, wait: timedelta) -> None:
    """Telegram is tired of all of us: no replica claims for a while."""
    async with deps.transaction() as store:
        await store.budget.pause(wait.total_seconds(), deps.now())
