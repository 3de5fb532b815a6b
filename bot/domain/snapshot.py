"""What an undo button puts back: settings, language, breaks, workouts, the next message."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.catalog import DeliveryKind
from bot.domain.person import Preferences
from bot.domain.training.workout import Workout


@dataclass(frozen=True, slots=True)
class SideMessage:
    """A message that was promised beside the day's own: a check-in, a nudge."""

    kind: DeliveryKind
    slot: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Settings, language, breaks, workouts and the next routine of one person.

    Locks are not among it: what stands for safety is never taken back by a button.
    """

    preferences: Preferences
    started: date | None
    paused_until: date | None
    stopped: bool
    due: datetime | None
    """When the next message of a day comes."""
    days: tuple[date, ...]
    workouts: tuple[Workout | None, ...]
    """Of these days, in their order; None where none was planned yet."""
    language: str | None = None
    """The person's; None in what was kept before it was part of this."""
    beside: tuple[SideMessage, ...] = field(default=(), compare=False)
    """Armed again by an undo; whether one was sent meanwhile does not stand in its way."""
