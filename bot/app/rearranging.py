"""What is promised follows the settings, in the transaction that changes them."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.app import interludes, promises
from bot.app.promised import promise_of
from bot.app.scene import Scene
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.message_frequency import DAY_KINDS
from bot.domain.person import Preferences
from bot.domain.schedule import instant, local_day


async def rearrange(scene: Scene, before: Preferences) -> None:
    """What is open follows settings that were changed: the message of the day is promised anew,
    what comes beside it goes where it is not wanted any more, and the question about a clinician
    moves along. What the person put off to a moment of their own stays there, and so do timers.

    Args:
        before: what was chosen until now.
    """
    found = await scene.store.deliveries.open_of(scene.person.id)
    if not any(_put_off(one, before) for one in found):
        await scene.store.deliveries.close(scene.person.id, DAY_KINDS)
        await promises.promise_routine(scene)
    await interludes.promise(scene)
    unwanted = {
        o.kind
        for o in found
        if o.kind in promises.BESIDE and not promises.wanted_beside(scene, o.due)
    }
    await scene.store.deliveries.close(scene.person.id, unwanted)
    for one in found:
        if one.kind in (DeliveryKind.CLEARANCE, DeliveryKind.BIRTHDAY):
            moved = promises.usual_time(scene, local_day(one.due, _zone(before)))
            again = promise_of(scene, one.kind, one.slot, max(moved, scene.now))
            await scene.store.deliveries.promise_all([again])


def _put_off(one: Delivery, before: Preferences) -> bool:
    """Whether the day's message waits for another moment than the usual one: "in an hour"."""
    if one.kind not in DAY_KINDS or before.push_at is None:
        return False
    usual = instant(date.fromisoformat(one.slot), before.push_at, _zone(before))
    return one.due != usual


def _zone(chosen: Preferences) -> ZoneInfo:
    return ZoneInfo(chosen.zone or "UTC")
