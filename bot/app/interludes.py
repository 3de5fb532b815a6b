"""The second stretch and the breaks that somebody switched on, promised.

Each promises the next of its kind when it is over, said or not. What they say stands in `asides`.
"""

from collections.abc import Collection
from datetime import datetime

from bot.app.promised import promise_of
from bot.app.scene import Scene
from bot.db.deliveries import Promise
from bot.domain.catalog import DeliveryKind
from bot.domain.interlude import INTERLUDES, moments


def following(
    scene: Scene, after: datetime, kinds: Collection[DeliveryKind] = INTERLUDES
) -> list[Promise]:
    """The next of these kinds after a moment; none for whoever gets no messages."""
    person = scene.person
    if (
        not person.consented
        or person.lock is not None
        or person.stopped
        or not person.reachable
        or person.paused_until is not None
        or person.preferences.zone is None
    ):
        return []
    return [
        promise_of(scene, kind, slot, due)
        for kind, slot, due in moments(person.preferences, after, scene.zone)
        if kind in kinds
    ]


async def promise(scene: Scene) -> None:
    """Close what is promised of them, and promise what is wanted now."""
    await scene.store.deliveries.close(scene.person.id, INTERLUDES)
    await scene.store.deliveries.promise_all(following(scene, scene.now), again=True)
