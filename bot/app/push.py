"""The tick: what is due is claimed, shown, marked; what is too late makes way for the next."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from bot.app import promises, training
from bot.app.deps import Deps
from bot.app.scene import Scene
from bot.db.store import Store
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.outcome import CheckinDue, Outcome
from bot.domain.person import Person

LEASE = timedelta(seconds=60)
"""Longer than a send can take; after it another replica may try."""

Show = Callable[[Person, Outcome], Awaitable[int | None]]
"""Sends to a person and gives the message's id.

Raises:
    Unreachable, TryLater, Impossible.
"""


class Unreachable(Exception):
    """The person blocked the bot or is gone."""


class TryLater(Exception):
    """Not now; `after` says when."""

    def __init__(self, after: timedelta) -> None:
        super().__init__()
        self.after = after


class Impossible(Exception):
    """Telegram refuses the message for good, through our own fault."""


async def due(deps: Deps, limit: int) -> list[Delivery]:
    """Take what is due; what lapsed is followed by its next promise."""
    async with deps.transaction() as store:
        now = deps.now()
        lapsed = await store.deliveries.expire(now, limit)
        for delivery in lapsed:
            if delivery.kind is DeliveryKind.ROUTINE:
                await _promise_next(deps, store, delivery)
        return await store.deliveries.claim(now, limit, LEASE)


async def deliver(deps: Deps, delivery: Delivery, show: Show) -> None:
    """Send one claimed delivery and mark what came of it.

    No transaction is open while sending. A crash in between leaves the lease to run out.
    """
    async with deps.transaction() as store:
        person = await store.people.hold(delivery.person)
        scene = None if person is None else Scene(deps, store, person, deps.now())
        outcome = None if scene is None else await _outcome(scene, delivery)
    if person is None:
        return
    message_id: int | None = None
    if outcome is not None:
        try:
            message_id = await show(person, outcome)
        except Unreachable:
            async with deps.transaction() as store:
                await store.deliveries.unreachable(delivery.person)
            return
        except TryLater as error:
            async with deps.transaction() as store:
                await store.deliveries.retry(delivery.id, deps.now() + error.after)
            return
        except Impossible as error:
            async with deps.transaction() as store:
                await store.deliveries.fail(delivery.id, str(error))
                await _promise_next(deps, store, delivery)
            return
    async with deps.transaction() as store:
        await store.deliveries.sent(delivery.id, message_id, deps.now())
        await _follow(deps, store, delivery, shown=outcome is not None)


async def _outcome(scene: Scene, delivery: Delivery) -> Outcome | None:
    """What is to be said now; None when there is nothing (a rest day, answered meanwhile)."""
    if scene.person.lock is not None or scene.person.stopped or not scene.person.reachable:
        return None
    match delivery.kind:
        case DeliveryKind.ROUTINE:
            if date.fromisoformat(delivery.slot) != scene.today:
                return None
            workout = await training.workout_of(scene, scene.today)
            if workout is None or not workout.cards or workout.begun or workout.ending:
                return None
            return await training.routine_due(scene, workout, asked=False)
        case DeliveryKind.CHECKIN:
            day = date.fromisoformat(delivery.slot)
            found = await scene.store.workouts.find(scene.person.id, day)
            return None if found is None or found.ending else CheckinDue(found)
        case _:
            return None


async def _follow(deps: Deps, store: Store, delivery: Delivery, *, shown: bool) -> None:
    """The next promises, in the transaction that ends this one."""
    if delivery.kind is not DeliveryKind.ROUTINE:
        return
    await _promise_next(deps, store, delivery)
    person = await store.people.hold(delivery.person)
    workout = await store.workouts.find(delivery.person, date.fromisoformat(delivery.slot))
    if not shown or person is None or workout is None:
        return
    if not workout.begun and workout.ending is None:  # nobody was quicker than this transaction
        await promises.promise_checkin(Scene(deps, store, person, deps.now()), delivery.slot)


async def _promise_next(deps: Deps, store: Store, delivery: Delivery) -> None:
    person = await store.people.hold(delivery.person)
    if person is not None:
        scene = Scene(deps, store, person, deps.now())
        await promises.promise_routine(scene, max(scene.now, delivery.due))
