"""What missed training days and breaks cost: a set, the week again, or one or two steps back."""

from collections.abc import Iterator
from datetime import date

from bot.domain.training.plan_rules import Reason

AWAY_WEEK, AWAY_LONG = 7, 21
"""Days without training that cost one step, or two."""
MISSED_FEW, MISSED_WEEK = 2, 4
"""Missed training days that cost a set, or repeat the week."""


def days_away(last: date, day: date) -> int:
    """Count the whole days between two days of training."""
    return (day - last).days - 1


def is_away(last: date | None, day: date) -> bool:
    """Whether the last training lies so long back that it was a break."""
    return last is not None and days_away(last, day) >= AWAY_WEEK


def is_long_break(last: date | None, day: date) -> bool:
    """Whether the last training lies so long back that health and the sore place are asked anew."""
    return last is not None and days_away(last, day) >= AWAY_LONG


def steps_back(last: date, day: date) -> int:
    """Return how many steps each exercise goes back after a break."""
    gap = days_away(last, day)
    return 2 if gap >= AWAY_LONG else 1 if gap >= AWAY_WEEK else 0


def of_absence(missed: int, last: date | None, day: date) -> Iterator[Reason]:
    """Yield what is told of a break or of missed days.

    Args:
        missed: training days without training since the last one.
        last: the last day of training.
    """
    gap = days_away(last, day) if last is not None else 0
    if gap >= AWAY_LONG:
        yield Reason.AWAY_LONG
    elif gap >= AWAY_WEEK:
        yield Reason.AWAY_WEEK
    elif missed >= MISSED_WEEK:
        yield Reason.MISSED_WEEK
    elif missed >= MISSED_FEW:
        yield Reason.MISSED_FEW
