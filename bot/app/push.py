"""How a push travels: due, prepare, shown by the channel, settle.

`due` claims under a lease; `prepare` reads what is to be said; the channel sends, with no
transaction open; `settle` marks what was sent and promises what follows, in one transaction.
A process that dies in between leaves the lease to run out, and the push goes again. What becomes
of a push that could not be sent stands in `unsent`.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.app import promises, routine
from bot.app.deps import Deps
from bot.app.scene import Scene
from bot.db.promises import Promise
from bot.db.store import Store
from bot.domain.alarm import Alarm
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.ids import UserId
from bot.domain.outcome import AlarmRaised, CheckinDue, Outcome
from bot.domain.person import Person
from bot.domain.training.workout import Workout
from bot.meter import DELIVERIES, GRANTED, LATENESS

log = logging.getLogger(__name__)

People = Mapping[UserId, Person]

HEAD_START = timedelta(seconds=60)
"""A rush begins at most this much early."""
LEASE = timedelta(seconds=30)
"""Longer than a send can take; after it another replica may try."""


@dataclass(frozen=True, slots=True)
class Push:
    """What is to be shown to whom."""

    delivery: Delivery
    person: Person
    outcome: Outcome
    silent: bool
    """No sound: by its kind, or because an earlier try may have arrived."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery that is over: shown as this message, or not shown as there was nothing to say."""

    delivery: Delivery
    message_id: int | None = None
    shown: bool = True


async def due(deps: Deps, most: int, rate: float) -> list[Delivery]:
    """Take what is due, as far as the budget of all replicas goes.

    What lapsed is followed by its next promise. A rush begins early by half of what its last push
    would be late, so that nobody waits for long.

    Args:
        most: to take at a time.
        rate: pushes a second of all replicas together.
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
        granted = await store.budget.take(most, rate, now)
        GRANTED.add(by=granted)
        # Whoever claims ahead of time must not find our leases run out: they get longer by the
        # largest head start there can be as long as they last.
        coming = await head_start(store, now + LEASE, rate, early)
        taken = await store.deliveries.claim(now, granted, LEASE + coming)
        if early and len(taken) < granted:
            lease = LEASE + coming - early
            taken += await store.deliveries.claim(now + early, granted - len(taken), lease)
        return taken


async def prepare(deps: Deps, deliveries: Sequence[Delivery]) -> list[Push]:
    """What is to be said, for a few people in one transaction.

    Where there is nothing to say (a rest day, answered meanwhile) the delivery is settled.
    """
    pushes: list[Push] = []
    nothing: list[Sent] = []
    async with deps.transaction() as store:
        people = await hold(store, deliveries)
        for delivery in deliveries:
            person = people.get(delivery.person)
            outcome = None
            if person is not None:
                outcome = await _outcome(_scene(deps, store, person, delivery), delivery)
            if person is None or outcome is None:
                nothing.append(Sent(delivery, shown=False))
                continue
            silent = deps.catalog.deliveries[delivery.kind].silent or delivery.attempts > 1
            pushes.append(Push(delivery, person, outcome, silent))
        await _end(deps, store, nothing, people)
    count([one.delivery for one in nothing], "nothing")
    return pushes


async def settle(deps: Deps, sent: Sequence[Sent]) -> None:
    """Mark as sent and promise what follows, in one transaction."""
    async with deps.transaction() as store:
        await _end(deps, store, sent, await hold(store, [s.delivery for s in sent]))
    count([s.delivery for s in sent if s.shown], "sent")
    for one in sent:
        LATENESS.note((deps.now() - one.delivery.due).total_seconds())


def count(deliveries: Iterable[Delivery], outcome: str) -> None:
    """What became of them, for whoever watches the bot."""
    for delivery in deliveries:
        DELIVERIES.add(delivery.kind.value, outcome)


async def head_start(
    store: Store, now: datetime, rate: float, least: timedelta = timedelta()
) -> timedelta:
    """How early the coming rush begins; zero where a second is enough for it."""
    rush = await store.deliveries.waiting(now + HEAD_START)
    if rush <= rate:
        return least
    return max(least, min(HEAD_START, timedelta(seconds=rush / rate / 2)))


async def hold(store: Store, deliveries: Iterable[Delivery]) -> People:
    """The people, before any row of theirs is touched, so that nobody waits in a circle."""
    return await store.people.hold_all({delivery.person for delivery in deliveries})


def _scene(deps: Deps, store: Store, person: Person, delivery: Delivery) -> Scene:
    """The moment of a delivery: when it is due, even where it goes a little early."""
    return Scene(deps, store, person, max(deps.now(), delivery.due))


async def _outcome(scene: Scene, delivery: Delivery) -> Outcome | None:
    """What is to be said now; None when there is nothing (a rest day, answered meanwhile)."""
    if delivery.kind is DeliveryKind.ALARM:
        return AlarmRaised(Alarm(delivery.slot.partition(":")[0]))
    if scene.person.lock is not None or scene.person.stopped or not scene.person.reachable:
        return None
    match delivery.kind:
        case DeliveryKind.ROUTINE:
            return await _routine(scene, date.fromisoformat(delivery.slot))
        case DeliveryKind.CHECKIN:
            day = date.fromisoformat(delivery.slot)
            found = await scene.store.workouts.find(scene.person.id, day)
            return None if found is None or found.ending else CheckinDue(found)
        case _:
            return None


async def _routine(scene: Scene, day: date) -> Outcome | None:
    if day != scene.today:
        return None
    if barred := await routine.barred(scene):
        return barred[0]
    workout = await routine.workout_of(scene, day)
    if workout is None or not workout.cards or workout.begun or workout.ending:
        return None
    return await routine.routine_due(scene, workout, asked=False)


async def _end(deps: Deps, store: Store, sent: Sequence[Sent], people: People) -> None:
    if sent:
        await store.deliveries.sent_all([(s.delivery.id, s.message_id) for s in sent], deps.now())
        await follow(deps, store, sent, people)


async def follow(
    deps: Deps, store: Store, ended: Sequence[Sent], people: People | None = None
) -> None:
    """The next promises, in the transaction that ends these."""
    ended = [one for one in ended if one.delivery.kind is DeliveryKind.ROUTINE]
    if people is None:
        people = await hold(store, [one.delivery for one in ended])
    made: list[Promise | None] = []
    for one in ended:
        if one.delivery.person not in people:
            continue
        scene = _scene(deps, store, people[one.delivery.person], one.delivery)
        try:
            told = promises.after_day(scene, date.fromisoformat(one.delivery.slot))
            made.append(promises.next_routine(scene, max(scene.now, told)))
            if one.shown and await _unanswered(scene, one.delivery.slot):
                made.append(promises.next_checkin(scene, one.delivery.slot))
        except (ValueError, KeyError):  # one broken row must not stop the others
            log.exception("nothing promised", extra={"delivery": one.delivery.id})
    await store.deliveries.promise_all([promise for promise in made if promise is not None])


async def _unanswered(scene: Scene, slot: str) -> bool:
    """Whether nobody was quicker than this transaction, and the last one was answered: silence is
    answered by less."""
    day = date.fromisoformat(slot)
    history = await scene.store.workouts.history(scene.person.id, day - timedelta(days=7))
    days = [w for w in history if w.day <= day]
    if not days or days[-1].day != day or not _silent(days[-1]):
        return False
    return len(days) == 1 or not _silent(days[-2])


def _silent(workout: Workout) -> bool:
    return not workout.begun and workout.ending is None
