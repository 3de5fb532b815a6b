"""Which days of the week are for strength, which are light, which are for rest."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from itertools import combinations

TRAINING_DAYS = 5
"""Two days of the week stay free, however many are offered."""
STRENGTH_DAYS, STRENGTH_TO_KEEP = 3, 2
_WEEK = 7


class DayKind(Enum):
    """What a day of the week is for."""

    STRENGTH = "strength"
    LIGHT = "light"
    REST = "rest"


def kind_of(day: date, days: Collection[int], *, apart: bool, keeping: bool = False) -> DayKind:
    """What a day is for, given the weekdays the person chose.

    Args:
        days: Monday is 0.
        apart: strength never on two days running (weeks 1 to 4).
        keeping: two strength days are enough to keep what was gained.
    """
    strength, light = _week(frozenset(days), apart, keeping)
    if day.weekday() in strength:
        return DayKind.STRENGTH
    return DayKind.LIGHT if day.weekday() in light else DayKind.REST


def training_days(days: Collection[int], *, keeping: bool = False) -> frozenset[int]:
    """The weekdays on which something is planned."""
    strength, light = _week(frozenset(days), True, keeping)
    return strength | light


def training_days_between(after: date, before: date, days: Collection[int]) -> int:
    """Days for training strictly between two dates."""
    meant = training_days(days)
    gap = (before - after).days
    return sum((after + timedelta(days=n)).weekday() in meant for n in range(1, gap))


@lru_cache(maxsize=512)
def _week(
    days: frozenset[int], apart: bool, keeping: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """(strength days, light days): as many strength days as fit, spread as evenly as possible."""
    most = STRENGTH_TO_KEEP if keeping else STRENGTH_DAYS
    chosen = sorted(days)
    best: tuple[int, ...] = ()
    for count in range(min(most, len(chosen)), 0, -1):
        fitting = [c for c in combinations(chosen, count) if not apart or _nearest(c) > 1]
        if fitting:
            best = max(fitting, key=lambda c: (_nearest(c), [-d for d in c]))
            break
    light = [d for d in chosen if d not in best][: TRAINING_DAYS - len(best)]
    return frozenset(best), frozenset(light)


def _nearest(days: tuple[int, ...]) -> int:
    """The smallest gap around the week."""
    if len(days) < 2:
        return _WEEK
    around = (*days[1:], days[0] + _WEEK)
    return min(b - a for a, b in zip(days, around, strict=True))
