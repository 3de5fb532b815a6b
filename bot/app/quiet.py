"""Quiet hours hold back what has become late."""

from datetime import datetime

from bot.app.scene import Scene
from bot.domain.catalog import DeliveryKind
from bot.domain.delivery import Delivery
from bot.domain.schedule import next_due

AT_ANY_HOUR = (DeliveryKind.TIMER, DeliveryKind.ALARM)
"""What belongs to something under way."""


def held_until(scene: Scene, delivery: Delivery) -> datetime | None:
    """The end of the quiet hours, for what was due before them; None: it may go.

    What is due within them goes, since the person chose that moment: a time of their own, or
    "in an hour".
    """
    chosen = scene.person.preferences
    now, due = (at.astimezone(scene.zone).time() for at in (scene.now, delivery.due))
    if delivery.kind in AT_ANY_HOUR or not chosen.quiet(now) or chosen.quiet(due):
        return None
    return next_due(scene.now, scene.zone, chosen.quiet_to)[1]
