"""One promise, with what the content says of its kind."""

from datetime import UTC, datetime

from bot.app.scene import Scene
from bot.db.deliveries import Promise
from bot.domain.catalog import DeliveryKind


def promise_of(scene: Scene, kind: DeliveryKind, slot: str, due: datetime) -> Promise:
    """A message of that kind: when it is due and lapses, and before which others it goes."""
    rule = scene.catalog.deliveries[kind]
    due = due.astimezone(UTC)
    return Promise(scene.person.id, kind, slot, due, due + rule.expires, rule.priority)
