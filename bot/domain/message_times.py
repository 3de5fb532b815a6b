"""When nudge, check-in and other messages come that have no time of their own."""

from datetime import datetime, time, timedelta

NUDGE_AFTER = CHECKIN_AFTER = timedelta(hours=3)
"""What follows an unanswered routine, or one that was begun and not ended."""
FREE_AT = time(18)
"""When somebody is asked who never chose a time."""
SOMEWHERE_AWAKE = time(14)
"""In UTC, where no zone is known yet: morning in America, evening in the east of Asia."""
PAST_MIDNIGHT = timedelta(hours=1)
"""So long after its end an evening still counts, as where a message was late past midnight."""


def is_evening_after(end: datetime, now: datetime) -> bool:
    """Whether a day ended less than an hour ago: its message still comes and can be begun.

    Args:
        end: the last moment of the day.
    """
    return timedelta() < now - end <= PAST_MIDNIGHT
