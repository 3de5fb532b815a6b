"""When a second stretch and a break from sitting come, which somebody switched on.

Source: clinical model, programme (a slow stretch may come twice a day) and the checklist of tips
(get up from long sitting).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.domain.catalog import DeliveryKind
from bot.domain.person import Preferences
from bot.domain.schedule import next_due
from bot.domain.training.pain import Colour, colour
from bot.domain.training.workout import Ending, Workout

INTERLUDES = (DeliveryKind.STRETCH, DeliveryKind.BREAK)
BREAKS_AT = (time(10, 30), time(15, 30))
"""Half way through each half of a day at a desk."""
UNANSWERED = 1
"""With more unanswered messages of days than this, nothing is sent beside the routine."""
BREAK_DAYS = frozenset(range(5))
NOON, APART_H, EARLIEST_H = time(12), 8, 8


def may_stretch_again(workout: Workout) -> bool:
    """Whether a second stretch suits the day: not declined, and its report was green."""
    return workout.ending is not Ending.NOT_TODAY and colour(workout) is Colour.GREEN


def second_at(push_at: time) -> time:
    """Return eight hours after a morning's routine, or before a later one, but not before 8:00."""
    if push_at <= NOON:
        return push_at.replace(hour=push_at.hour + APART_H)
    earlier = time(push_at.hour - APART_H, push_at.minute)
    return max(earlier, time(EARLIEST_H))


@dataclass(frozen=True, slots=True)
class Interlude:
    """One of them, at its moment."""

    kind: DeliveryKind
    slot: str
    due: datetime


def next_interludes(chosen: Preferences, after: datetime, zone: ZoneInfo) -> Iterator[Interlude]:
    """Yield the next of each interlude that is switched on; none in the quiet hours.

    Args:
        after: an aware instant; what comes lies after it.
        zone: the person's.
    """
    if chosen.second_stretch and chosen.push_at is not None and chosen.days:
        at = second_at(chosen.push_at)
        if not chosen.quiet(at):
            day, due = next_due(after, zone, at, chosen.days)
            yield Interlude(DeliveryKind.STRETCH, day.isoformat(), due)
    allowed = [at for at in BREAKS_AT if not chosen.quiet(at)]
    if chosen.movement_breaks and allowed:
        day, due = min(
            (next_due(after, zone, at, BREAK_DAYS) for at in allowed),
            key=lambda slot_due: slot_due[1],
        )
        slot = f"{due.astimezone(zone):%Y-%m-%dT%H:%M}"
        yield Interlude(DeliveryKind.BREAK, slot, due)
