"""Which messages wait for the end of the quiet hours, and which are not sent in them at all."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.catalog import DeliveryKind
from bot.domain.person import Preferences
from bot.domain.schedule import next_due

AT_ANY_HOUR = (DeliveryKind.TIMER, DeliveryKind.ALARM)
"""What belongs to something under way."""


def held_until(
    chosen: Preferences, kind: DeliveryKind, due: datetime, now: datetime, zone: ZoneInfo
) -> datetime | None:
    """Return when a message that is late may be sent; None means now.

    A message meant for a moment within the quiet hours is sent in them, since the person chose
    that moment: a time of their own, or "in an hour".

    Args:
        due: for when it was meant.
    """
    clock_now, clock_due = (at.astimezone(zone).time() for at in (now, due))
    if kind in AT_ANY_HOUR or not chosen.quiet(clock_now) or chosen.quiet(clock_due):
        return None
    return next_due(now, zone, chosen.quiet_to)[1]


def wants_beside(chosen: Preferences, due: datetime, zone: ZoneInfo) -> bool:
    """Whether a message beside the day's own is wanted at that moment; never in the quiet hours."""
    return chosen.reminders and not chosen.quiet(due.astimezone(zone).time())
