"""What pain does over weeks: rising, a leap, better, or no fall after weeks of training."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from bot.domain.training.pain import WEEK

ENOUGH = 3
"""Reports that make a week's median."""
STEP = 2
"""Points that are "much better" or worse. Source: Salaffi 2004, Farrar 2001."""
LEAP = 3
THIRD, THIRD_FROM = 0.33, 3
"""A third less counts from a 3 on: below it, a single point is no more than days differ by."""
STARTED_HIGH = 4
NO_FALL, NO_FALL_LONG = timedelta(weeks=4), timedelta(weeks=6)
ADHERENCE = 0.7
Reports = Sequence[tuple[date, int]]


@dataclass(frozen=True, slots=True)
class Trend:
    """What the weeks up to one day show."""

    rising: bool = False
    """Up two points or more, two weeks running."""
    leap: bool = False
    """Up three within a week."""
    better: bool = False
    """Down two points or a third since the first week, for the first time in seven days: a real
    change."""
    first: float | None = None
    """The median of the first week."""
    before: float | None = None
    """That of the week before the last."""
    latest: float | None = None
    no_fall: bool = False
    """Four weeks of training, begun at 4 or more, and not a point less; said in that week."""
    no_fall_long: bool = False
    """The same in the seventh week."""


def week_median(daily_pains: Reports, last: date) -> float | None:
    """Return the median of the seven days that end with `last`; None with fewer than three
    reports."""
    week = [pain for day, pain in daily_pains if last - WEEK < day <= last]
    return float(median(week)) if len(week) >= ENOUGH else None


def trend(daily_pains: Reports, day: date, adherence: float) -> Trend:
    """Return what the reports up to a day show.

    Args:
        daily_pains: (day, highest pain of the day), oldest first.
        adherence: share of planned sessions of the last four weeks with something done.
    """
    if not daily_pains:
        return Trend()
    latest, before, earlier = (week_median(daily_pains, day - WEEK * n) for n in range(3))
    first_day = daily_pains[0][0]
    first = week_median(daily_pains, first_day + WEEK - timedelta(days=1))
    rising = (
        latest is not None
        and before is not None
        and earlier is not None
        and latest - before >= STEP
        and before - earlier >= STEP
    )
    leap = latest is not None and before is not None and latest - before >= LEAP
    stays = (
        first is not None and latest is not None and first >= STARTED_HIGH and first - latest < 1
    ) and adherence >= ADHERENCE
    return Trend(
        rising=rising,
        leap=leap,
        better=_fell(daily_pains, day)
        and not any(_fell(daily_pains, day - timedelta(days=n)) for n in range(1, 8)),
        first=first,
        before=before,
        latest=latest,
        no_fall=stays and NO_FALL <= day - first_day < NO_FALL + WEEK,
        no_fall_long=stays and NO_FALL_LONG <= day - first_day < NO_FALL_LONG + WEEK,
    )


def _fell(daily_pains: Reports, day: date) -> bool:
    """Whether the seven days up to a day had so much less pain than the first seven, with no day
    in both."""
    first_day = daily_pains[0][0]
    if day - first_day < 2 * WEEK - timedelta(days=1):
        return False
    first = week_median(daily_pains, first_day + WEEK - timedelta(days=1))
    latest = week_median(daily_pains, day)
    if first is None or latest is None:
        return False
    return first - latest >= STEP or (first >= THIRD_FROM and first - latest >= first * THIRD)
