"""From a told time to an instant or a day, seen from now."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import BotError, NotADate, NotATime
from bot.domain.schedule import instant, local_day
from bot.understanding.clock import Clock
from bot.understanding.day import Day
from bot.understanding.meaning import Context
from bot.understanding.reading import Match

FARTHEST = timedelta(days=366)
"""Nothing is put off for longer."""
LIKELY = timedelta(days=240)
"""Nobody means a day next year that is farther than this without saying the year."""


@dataclass(frozen=True, slots=True)
class Now:
    """The moment a reply is read at, where the person is."""

    at: datetime
    zone: ZoneInfo
    context: Context

    @property
    def today(self) -> date:
        """The person's local day."""
        return local_day(self.at, self.zone)


def coming(match: Match, now: Now) -> datetime | BotError | None:
    """The instant told by the time slots of a match; None when they tell none to come."""
    if (span := match.get("span")) is not None:
        if span <= 0:
            return NotATime(reason="past")
        if span > FARTHEST.total_seconds():
            return NotADate(reason="far")
        return now.at.astimezone(UTC) + timedelta(seconds=span) if span >= 60 else None
    clock: Clock | None = match.get("clock") or match.get("oclock")
    told: Day | None = match.get("day")
    part = match.get("dayparts")
    if clock is not None and clock.time is None:
        return NotATime()
    if told is None:
        at = clock if clock is not None else _clock(part)
        return _next(at, part if clock is not None else None, now)
    if told.offset == 0 and clock is None and part is None:
        return None
    at = clock or (_clock(part) if part else None)
    if told.weekday == now.today.weekday() and not told.next_week and at is not None:
        due = _next(at, part, now, only_today=True)
        if isinstance(due, datetime):
            return due  # "Wednesday evening", said on Wednesday morning
    on = told.on(now.today)
    if on is None or told.order_unknown:
        return NotADate(reason="order" if told.order_unknown else "none")
    if on < now.today and match.literals == 0:
        return None  # "hurts since yesterday"
    if on < now.today or _over(told, on, now.today):
        return NotADate(reason="past")
    if on == now.today and at is not None:
        return _next(at, part, now, only_today=True)
    wall = _daytime(at) if at is not None else now.context.usual
    return _checked(instant(on, wall, now.zone), now)


def _clock(part: str | None) -> Clock | None:
    if part is None:
        return None
    hour, minute = part.split(":")
    return Clock(int(hour), int(minute))


def _daytime(clock: Clock) -> time:
    """The likelier of two readings on another day: people are not up before five."""
    hour = clock.hour + 12 if not clock.sure and clock.hour < 5 else clock.hour
    return time(hour % 24, clock.minute)


def _next(
    clock: Clock | None, part: str | None, now: Now, only_today: bool = False
) -> datetime | BotError | None:
    """The next time a clock shows that; today only, where today was said."""
    if clock is None:
        return None
    hours = [clock.hour] if clock.sure else [clock.hour % 12, clock.hour % 12 + 12]
    if part is not None and not clock.sure:
        hours = hours[:1] if part < "12:00" else hours[1:]
    for ahead in range(1 if only_today else 2):
        for hour in hours:
            due = instant(now.today + timedelta(days=ahead), time(hour, clock.minute), now.zone)
            if due > now.at and (ahead == 0 or clock.sure or hour >= 5):
                return due
    return NotATime(reason="past")


def _checked(due: datetime, now: Now) -> datetime | BotError:
    if due > now.at + FARTHEST:
        return NotADate(reason="far")
    return due if due > now.at else NotADate(reason="past")


def _over(told: Day, on: date, today: date) -> bool:
    """Whether a day was told without its year that has been, and comes again only in many months:
    it is likelier to be a slip."""
    if told.year is not None or told.month is None or told.day is None:
        return False
    return on.year > today.year and on - today > LIKELY


def day_to_come(told: Day | None, now: Now) -> date | BotError:
    """The local day told, which has to lie after today."""
    on = told.on(now.today) if told is not None else None
    if told is None or on is None:
        return NotADate(reason="none")
    if told.order_unknown:
        return NotADate(reason="order")
    if on > now.today + FARTHEST:
        return NotADate(reason="far")
    past = on <= now.today or _over(told, on, now.today)
    return NotADate(reason="past") if past else on


def wall_time(match: Match) -> time | BotError:
    """The time of day a match names for every day."""
    clock = match.get("clock") or match.get("oclock") or _clock(match.get("dayparts"))
    if clock is None or clock.time is None:
        return NotATime()
    return _daytime(clock)
