"""What the message of a day is about when it is put off: a review or a re-test moves along."""

from datetime import date

from bot.app.scene import Scene
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.message_frequency import DAY_KINDS, OWED, occasion, put_off


async def waiting(scene: Scene) -> Delivery | None:
    """The message of a day that comes next."""
    found = await scene.store.deliveries.open_of(scene.person.id)
    return next((one for one in found if one.kind in DAY_KINDS), None)


def moved(scene: Scene, waits: Delivery | None) -> DeliveryKind | None:
    """What that message is about since an earlier day, if so."""
    if waits is None or waits.kind not in OWED:
        return None
    usual = occasion(scene.person, date.fromisoformat(waits.slot))
    return None if usual is waits.kind else waits.kind


async def occasion_put_off(scene: Scene, day: date) -> DeliveryKind:
    """What the next message is about when it comes on that day."""
    waits = await waiting(scene)
    owed = moved(scene, waits)
    if owed is not None:
        return owed
    told = await scene.store.deliveries.sent_on(scene.person.id, DAY_KINDS, day.isoformat())
    if told is not None:
        return DeliveryKind.ROUTINE
    return put_off(scene.person, day if waits is None else date.fromisoformat(waits.slot), day)
