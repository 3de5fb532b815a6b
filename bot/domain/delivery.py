"""A promised message, its state; how early a rush begins, from when a message is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.catalog import DeliveryKind
from bot.domain.ids import UserId

DeliveryId = NewType("DeliveryId", int)


class DeliveryState(StrEnum):
    """Where a promise stands."""

    PROMISED = "promised"
    CLAIMED = "claimed"
    SENT = "sent"
    CLOSED = "closed"
    """Settled before it was due (answered, paused, moved)."""
    EXPIRED = "expired"
    FAILED = "failed"
    """Refused for good by Telegram, through our own fault."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row per person, kind and slot."""

    id: DeliveryId
    person: UserId
    kind: DeliveryKind
    slot: str
    """The local day for dailies; workout, card and step for timers."""
    due: datetime
    expires: datetime
    priority: int
    state: DeliveryState
    attempts: int = 0
    message_id: int | None = None
    """What was sent, so that it can be replaced or deleted."""


HEAD_START = timedelta(seconds=60)
"""A rush begins at most this much early."""
LATE = timedelta(minutes=30)
"""So much later than promised a day's message says so: the machine slept, or was down."""


def head_start_of(rush: int, rate: float) -> timedelta:
    """Return how early to begin sending a rush: by half of what its last message would be late.

    Args:
        rush: messages due at once; what one second is enough for needs no head start.
        rate: messages a second.
    """
    return timedelta() if rush <= rate else min(HEAD_START, timedelta(seconds=rush / rate / 2))
