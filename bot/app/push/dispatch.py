"""Send promised messages: claim what is due, prepare it, send it, settle it.

`due` claims under a lease; `prepare` reads what is to be said; the channel sends, with no
transaction open; `settle` marks what was sent and promises what follows, in one transaction.
A process that dies in between leaves the lease to run out, and the push goes again.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.app.complete import completed
from bot.app.context import Context
from bot.app.deps import Deps
from bot.app.push import content, pinned_card
from bot.app.push.follow_up import People, Sent, follow
from bot.db.store import Store
from bot.domain.delivery import HEAD_START, Delivery, head_start_of
from bot.domain.outcome import Outcome
from bot.domain.outcome.workout import TodayCard
from bot.domain.person import Person
from bot.domain.quiet_hours import held_until
from bot.meter import DELIVERIES, GRANTED, LATENESS

LEASE = timedelta(seconds=30)
"""Longer than a send can take; after it another replica may try."""


__all__ = ["Push", "Sent", "due", "follow", "head_start", "hold", "prepare", "settle"]


@dataclass(frozen=True, slots=True)
class Push:
    """One message ready to be sent, and to whom."""

    delivery: Delivery
    person: Person
    outcome: Outcome
    silent: bool
    """No sound: by its kind, or because an earlier try may have arrived."""
    replaces: int | None = None
    """The message whose place it takes."""
    card: TodayCard | None = None
    """What stands on top of the chat from now on."""


async def due(deps: Deps, most: int, rate: float, replies: int = 0) -> list[Delivery]:
    """Claim what is due, within the rate limit of all replicas.

    What lapsed is followed by its next promise. A rush begins early by half of what its last push
    would be late, so that nobody waits for long.

    Args:
        most: to take at a time.
        rate: messages a second of all replicas together.
        replies: messages of ours that went out beside the pushes since the last time.
    """
    async with deps.transaction() as store:
        now = deps.now()
        soonest = await store.deliveries.next_due()
        if soonest is None or soonest > now + HEAD_START:
            return []
        lapsed = await store.deliveries.expire(now, most)
        count(lapsed, "expired")
        await follow(deps, store, [Sent(d, shown=False) for d in lapsed])
        early = await head_start(store, now, rate)
        if soonest > now + early:
            return []
        granted = max(0, await store.budget.take(most + replies, rate, now) - replies)
        # Whoever claims ahead of time must not find our leases run out: they get longer by the
        # largest head start there can be as long as they last.
        coming = await head_start(store, now + LEASE, rate, early)
        taken = await store.deliveries.claim(now, granted, LEASE + coming)
        if early and len(taken) < granted:
            lease = LEASE + coming - early
            taken += await store.deliveries.claim(now + early, granted - len(taken), lease)
        GRANTED.add(by=len(taken))
        if len(taken) < granted:  # there is room for whatever else wants to be sent
            await store.budget.give_back(granted - len(taken), rate)
        return taken


async def prepare(deps: Deps, deliveries: Sequence[Delivery]) -> list[Push]:
    """Prepare the messages of a few people in one transaction.

    Where there is nothing to say (a rest day, answered meanwhile) the delivery is settled; what has
    become late into the quiet hours waits for their end.
    """
    pushes: list[Push] = []
    nothing: list[Sent] = []
    async with deps.transaction() as store:
        people = await hold(store, deliveries)
        for delivery in deliveries:
            person = people.get(delivery.person)
            outcome = pinned = None
            if person is not None:
                context = _context(deps, store, person, delivery)
                chosen = person.preferences
                until = held_until(chosen, delivery.kind, delivery.due, context.now, context.zone)
                if until is not None:
                    await store.deliveries.retry(delivery.id, until, counts=False)
                    continue
                outcome = await content.outcome(context, delivery)
                if outcome is not None:
                    outcome = await completed(context, outcome)
                    pinned = await pinned_card.of_push(context, outcome)
            if person is None or outcome is None:
                nothing.append(Sent(delivery, shown=False))
                continue
            silent = deps.catalog.deliveries[delivery.kind].silent or delivery.attempts > 1
            replaces = await content.replaced(store, delivery)
            pushes.append(Push(delivery, person, outcome, silent, replaces, pinned))
        await _end(deps, store, nothing, people)
    count([one.delivery for one in nothing], "nothing")
    return pushes


async def settle(deps: Deps, sent: Sequence[Sent]) -> None:
    """Mark messages as sent and promise what follows, in one transaction."""
    async with deps.transaction() as store:
        await _end(deps, store, sent, await hold(store, [s.delivery for s in sent]))
    count([s.delivery for s in sent if s.shown], "sent")
    for one in sent:
        LATENESS.note((deps.now() - one.delivery.due).total_seconds())


async def spare(deps: Deps, rate: float) -> bool:
    """Whether the rate limit has room for one call that may as well be left out."""
    async with deps.transaction() as store:
        return await store.budget.take(1, rate, deps.now()) == 1


def count(deliveries: Iterable[Delivery], outcome: str) -> None:
    """Count in the metrics what became of deliveries."""
    for delivery in deliveries:
        DELIVERIES.add(delivery.kind.value, outcome)


async def head_start(
    store: Store, now: datetime, rate: float, least: timedelta = timedelta()
) -> timedelta:
    """Return how early to start sending the coming rush; zero where one second is enough for it."""
    rush = await store.deliveries.waiting(now + HEAD_START)
    return max(least, head_start_of(rush, rate))


async def hold(store: Store, deliveries: Iterable[Delivery]) -> People:
    """Lock people before any of their rows, in id order to avoid deadlocks."""
    return await store.people.hold_all({delivery.person for delivery in deliveries})


def _context(deps: Deps, store: Store, person: Person, delivery: Delivery) -> Context:
    """Return the context of a delivery: its moment is when it is due, even where it goes early."""
    return Context(deps, store, person, max(deps.now(), delivery.due))


async def _end(deps: Deps, store: Store, over: Sequence[Sent], people: People) -> None:
    if over:
        shown = [(one.delivery.id, one.message_id) for one in over if one.shown]
        await store.deliveries.sent_all(shown, deps.now())
        await store.deliveries.not_needed([one.delivery.id for one in over if not one.shown])
        await follow(deps, store, over, people)


async def unreachable(deps: Deps, delivery: Delivery) -> None:
    """Stop sending to somebody who blocked the bot or is gone, until they write again."""
    async with deps.transaction() as store:
        await store.people.hold(delivery.person)
        await store.deliveries.unreachable(delivery.person)
    count([delivery], "unreachable")


async def refuse(deps: Deps, delivery: Delivery, reason: str) -> None:
    """Record a message that can never be sent through our own fault, and promise the next."""
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
    """Retry messages after a while, until they expire.

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
    """Let no replica claim for a while, since Telegram limits the whole bot."""
    async with deps.transaction() as store:
        await store.budget.pause(wait.total_seconds(), deps.now())
