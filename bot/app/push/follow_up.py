"""Which message is promised next once one was sent, refused or has lapsed."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.app.context import Context
from bot.app.deps import Deps
from bot.app.person import clearance, schedule
from bot.db.promises import Promise
from bot.db.store import Store
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.ids import UserId
from bot.domain.interlude import INTERLUDES
from bot.domain.message_frequency import ASKING, DAY_KINDS, Silence, is_nudged
from bot.domain.person import Person
from bot.domain.schedule import local_day
from bot.domain.training.workout import WorkoutState

log = logging.getLogger(__name__)

People = Mapping[UserId, Person]

LEADING_ON = (*DAY_KINDS, *INTERLUDES, DeliveryKind.CLEARANCE)
"""Kinds that are followed by another message."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery that is over: sent as this message, or not sent as there was nothing to say."""

    delivery: Delivery
    message_id: int | None = None
    shown: bool = True


async def follow(
    deps: Deps, store: Store, ended: Sequence[Sent], people: People | None = None
) -> None:
    """Promise what follows these deliveries, in the transaction that ends them."""
    ended = [one for one in ended if one.delivery.kind in LEADING_ON]
    whose = {one.delivery.person for one in ended}
    if not whose:
        return
    if people is None:
        people = await store.people.hold_all(whose)
    silences = await store.deliveries.unanswered(whose, ASKING)
    promises: list[Promise] = []
    for one in ended:
        if one.delivery.person not in people:
            continue
        now = max(deps.now(), one.delivery.due)
        context = Context(deps, store, people[one.delivery.person], now)
        unanswered = silences.get(one.delivery.person)
        silence = None
        if unanswered is not None:
            first, last = (
                local_day(at, context.zone) for at in (unanswered.first, unanswered.last)
            )
            silence = Silence(unanswered.count, first, last)
        try:
            promises += await _next(context, one, silence)
        except (ValueError, KeyError):  # one broken row must not stop the others
            log.exception("nothing promised", extra={"delivery": one.delivery.id})
    await store.deliveries.promise_all(promises)


async def _next(context: Context, one: Sent, silence: Silence | None) -> Collection[Promise]:
    kind = one.delivery.kind
    if kind is DeliveryKind.CLEARANCE:
        asked, _, _ = one.delivery.slot.partition(":")
        following = clearance.next_clearance(context, int(asked))
        return [following] if following else []
    if kind in INTERLUDES:
        return schedule.next_side_messages(context, context.now, [kind])
    if kind is DeliveryKind.FAREWELL and one.shown:
        return []
    if kind is DeliveryKind.WELCOME_BACK and one.shown:
        await context.keep(paused_until=None)
    day = date.fromisoformat(one.delivery.slot)
    after = max(context.now, schedule.after_day(context, day))
    promises = [schedule.next_message(context, after, silence)]
    if one.shown and is_nudged(silence) and await _waits(context, day):
        promises.append(schedule.next_nudge(context, day))
    return [promise for promise in promises if promise is not None]


async def _waits(context: Context, day: date) -> bool:
    """Whether the routine of that day is still untouched."""
    workout = await context.store.workouts.find(context.person.id, day)
    return workout is not None and workout.state is WorkoutState.PLANNED
