"""Whether a time zone's rules changed, and where a promised wall time lies after that."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.schedule import instant

HORIZON = timedelta(days=800)
"""No message is promised further ahead, but for a birthday."""
STEP = timedelta(days=7)
"""Shorter than any time between two changes of a zone's clocks."""


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """How far the clocks of a zone are ahead of UTC, from each of some moments on.

    `moments` are seconds since 1970, in order; `offsets` are seconds, one for each moment.
    Nothing is known from `until` on.
    """

    moments: tuple[int, ...]
    offsets: tuple[int, ...]
    until: int

    def offset(self, at: datetime) -> timedelta:
        """Return how far the clocks are ahead of UTC at an instant."""
        place = bisect_right(self.moments, at.timestamp()) - 1
        return timedelta(seconds=self.offsets[max(place, 0)])

    def agree_with(self, other: "ZoneRules") -> bool:
        """Whether both give the same offsets for the time that both cover."""
        first, end = max(self.moments[0], other.moments[0]), min(self.until, other.until)
        shared = {first, *(m for m in (*self.moments, *other.moments) if first < m < end)}
        instants = [datetime.fromtimestamp(moment, UTC) for moment in shared]
        return all(self.offset(at) == other.offset(at) for at in instants)


def rules_of(zone: ZoneInfo, now: datetime) -> ZoneRules:
    """Return the rules of the installed zone data for a zone, from `now` on."""
    before, end = now.replace(microsecond=0), now + HORIZON
    moments, offsets = [int(before.timestamp())], [_seconds(zone, before)]
    while before < end:
        after = before + STEP
        if (offset := _seconds(zone, after)) != offsets[-1]:
            moments.append(_change(zone, before, after))
            offsets.append(offset)
        before = after
    return ZoneRules(tuple(moments), tuple(offsets), int(before.timestamp()))


def same_wall_time(due: datetime, before: ZoneRules, zone: ZoneInfo) -> datetime:
    """Return the instant at which the clock shows, by the zone's rules of today, what it was to
    show at `due` by those of before."""
    local = (due + before.offset(due)).replace(tzinfo=None)
    return instant(local.date(), local.time(), zone)


def _seconds(zone: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> int:
    """Return the first second of the new offset, between two moments of different offsets."""
    low, high = int(before.timestamp()), int(after.timestamp())
    new = _seconds(zone, after)
    while high - low > 1:
        middle = (low + high) // 2
        if _seconds(zone, datetime.fromtimestamp(middle, UTC)) == new:
            high = middle
        else:
            low = middle
    return high
