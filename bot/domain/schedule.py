"""When a wall time comes: through clock changes, per local day and weekday."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant at which the wall clock in `zone` shows `at` on `day`.

    A time that a spring change skips becomes the first valid instant after the gap, or the last
    second before it where the gap ends with the day; a time that an autumn change repeats is
    taken the first time.

    Source:
        PEP 495 (fold=0).
    """
    local = datetime.combine(day, at, tzinfo=zone)
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    if after > before:  # in the gap: both readings are wrong; the gap ends where the offset jumps
        end = _end_of_gap(local, zone)
        last = end - timedelta(seconds=1)
        return last if local_day(end, zone) != day == local_day(last, zone) else end
    return local.astimezone(UTC)


def _end_of_gap(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of the offset change that skipped this wall time."""
    low = local.replace(fold=1).astimezone(UTC)
    high = local.astimezone(UTC)
    target = high.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == target:
            high = middle
        else:
            low = middle
    return high.replace(microsecond=0)  # offsets change on whole seconds


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """Return the day on the calendar in `zone` at an instant."""
    return at.astimezone(zone).date()


def next_due(
    after: datetime, zone: ZoneInfo, at: time, days: Collection[int] = range(7)
) -> tuple[date, datetime]:
    """Return the first local day and instant after `after` when it is `at` on one of `days`.

    Args:
        after: an aware instant, in any zone.
        zone: the person's IANA zone.
        at: local wall time.
        days: weekdays, Monday is 0; at least one.

    Raises:
        ValueError: `after` is naive, or there are no days.
    """
    if after.tzinfo is None or not days:
        raise ValueError("after must be aware, and there must be a day")
    day = local_day(after, zone)
    for ahead in range(-1, 15):
        candidate = day + timedelta(days=ahead)
        if candidate.weekday() not in days:
            continue
        due = instant(candidate, at, zone)
        if due > after and local_day(due, zone) == candidate:  # a few zones once skipped a day
            return candidate, due
    raise AssertionError("a week has seven days")
