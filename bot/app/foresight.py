"""What pushes are going to say, as far as it is known now; nothing of it is kept."""

from dataclasses import dataclass

from bot.app import occasions
from bot.app.deps import Deps
from bot.app.scene import Scene
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.outcome import Outcome
from bot.domain.person import Person

FORESEEN = frozenset(
    {
        DeliveryKind.ROUTINE,
        DeliveryKind.REVIEW,
        DeliveryKind.REASSESS,
        DeliveryKind.WELCOME_BACK,
    }
)
"""Kinds that may carry a picture."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A push before its time."""

    person: Person
    outcome: Outcome


class _NotYet(Exception):
    """Undoes what looking ahead has planned and noted."""


async def soonest(deps: Deps, most: int) -> list[Delivery]:
    """What is promised next and may carry a picture."""
    async with deps.transaction() as store:
        promised = await store.deliveries.soonest(most)
    return [one for one in promised if one.kind in FORESEEN]


async def foresee(deps: Deps, delivery: Delivery) -> Coming | None:
    """What it would say if nothing happened until then; None where it would say nothing, or the
    person wants no pictures."""
    found = None
    try:
        async with deps.transaction() as store:
            person = await store.people.find(delivery.person)
            if person is not None and person.preferences.pictures:
                scene = Scene(deps, store, person, max(deps.now(), delivery.due))
                outcome = await occasions.outcome(scene, delivery)
                found = None if outcome is None else Coming(person, outcome)
            raise _NotYet
    except _NotYet:
        return found
