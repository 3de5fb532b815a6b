"""Clock times, days and spans as people write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.understanding.reading import Reading

SECONDS = {
    "s": 1.0,
    "min": 60.0,
    "m": 60.0,
    "h": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
    "month": 2592000.0,
}
"""Units of time in seconds; a month of a span is 30 days, and an m is a minute."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock shows, as told; it may be impossible (25:00)."""

    hour: int
    minute: int = 0
    sure: bool = True
    """False: could as well be twelve hours later."""

    @property
    def time(self) -> time | None:
        """The wall time; None when no clock shows it."""
        if not (0 <= self.hour < 24 and 0 <= self.minute < 60):
            return None
        return time(self.hour, self.minute)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as told: a date, or its distance from today; the reading does not know today."""

    offset: int | None = None
    weekday: int | None = None
    next_week: bool = False
    next_month: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    order_unknown: bool = False
    """Written in numbers only, and day and month could be either."""

    def on(self, today: date) -> date | None:
        """The calendar day, seen from today; None when there is none (31 February)."""
        try:
            if self.offset is not None:
                return today + timedelta(days=self.offset)
            if self.weekday is not None:
                ahead = (self.weekday - today.weekday() - 1) % 7 + 1
                if self.next_week:
                    monday = today + timedelta(days=7 - today.weekday())
                    return monday + timedelta(days=self.weekday)
                return today + timedelta(days=ahead)
            if self.month is None and self.day is not None:
                return self._of_month(today)
            if self.next_month:
                return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
            return self._dated(today)
        except (ValueError, OverflowError):
            return None

    def _of_month(self, today: date) -> date | None:
        """The next day of that number ("the 5th")."""
        for ahead in range(62):
            found = today + timedelta(days=ahead)
            if found.day == self.day:
                return found
        return None

    def _dated(self, today: date) -> date | None:
        if self.month is None:
            return None
        day = 1 if self.day is None else self.day
        if self.year is not None:
            return date(self.year, self.month, day)
        for year in range(today.year, today.year + 9):
            if day <= monthrange(year, self.month)[1]:
                found = date(year, self.month, day)
                if found >= today:
                    return found
        return None


_HOUR = re.compile(r"\d{1,2}|\d{4}")
_DOTTED = re.compile(r"(\d{1,2})\.(\d\d)")


def hour_minute(reading: Reading, i: int) -> tuple[Clock, int] | None:
    """Hour and minute at a word: 7, 7:30, 7.30, 0730, 7h30, "seven thirty"."""
    word = reading.at(i)
    if dotted := _DOTTED.fullmatch(word):
        return _clock(int(dotted[1]), int(dotted[2]), word), i + 1
    if _HOUR.fullmatch(word):
        if len(word) == 4:
            return Clock(int(word[:2]), int(word[2:])), i + 1
        minute = reading.at(i + 2)
        if reading.at(i + 1) in (":", "h") and re.fullmatch(r"\d\d", minute):
            return _clock(int(word), int(minute), word), i + 3
        return _clock(int(word), 0, word), i + 1
    named = reading.slot("numbers", i)
    if named is None:
        return None
    hour = float(str(named[0]))
    if hour not in range(1, 25):
        return None
    minutes = reading.slot("n", named[1])
    if minutes is not None and minutes[0] in range(10, 60):
        return _clock(int(hour), int(minutes[0]), ""), minutes[1]
    return _clock(int(hour), 0, ""), named[1]


def _clock(hour: int, minute: int, written: str) -> Clock:
    return Clock(hour, minute, sure=hour > 12 or hour == 0 or written.startswith("0"))


def clock(reading: Reading, i: int) -> tuple[Clock, int] | None:
    """A time of day at a word: "half past seven", "7.30 am", "noon"."""
    named = reading.slot("clocks", i)
    if named is not None:
        hour, minute = named[0].split(":")
        return Clock(int(hour), int(minute)), named[1]
    found = reading.reading("clock", i)
    if found is None:
        return hour_minute(reading, i)
    at = next(value for value in reversed(found.values) if isinstance(value, Clock))
    minutes = next((value for value in found.values if isinstance(value, float)), 0.0)
    match found.name:
        case "with_meridiem" | "meridiem_first":
            half = next(value for value in found.values if isinstance(value, str))
            at = _in_half(at, half)
        case "half_past":
            at = _moved(at, 30)
        case "half_before":
            at = _moved(at, -30)
        case "quarter_past":
            at = _moved(at, 15)
        case "quarter_to":
            at = _moved(at, -15)
        case "past":
            at = _moved(at, int(minutes))
        case "to":
            at = _moved(at, -int(minutes))
    if found.name in ("with_meridiem", "meridiem_first"):
        return at, found.end
    half_after = reading.slot("meridiem", found.end)
    if half_after is not None:
        return _in_half(at, str(half_after[0])), half_after[1]
    return at, found.end


def told_clock(reading: Reading, i: int) -> tuple[Clock, int] | None:
    """A time of day that cannot be a mere number: "7pm", "7:30", "noon"."""
    read = clock(reading, i)
    if read is None or (
        read[1] == i + 1 and not _DOTTED.fullmatch(reading.at(i)) and read[0].sure is False
    ):
        return None
    if read[1] == i + 1 and reading.at(i).isdecimal():
        return None
    return read


def _in_half(at: Clock, half: str) -> Clock:
    if not 1 <= at.hour <= 12:
        return at
    return Clock(at.hour % 12 + (12 if half == "pm" else 0), at.minute)


def _moved(at: Clock, minutes: int) -> Clock:
    if at.time is None or not -60 < minutes < 60:
        return Clock(99)
    total = (at.hour * 60 + at.minute + minutes) % 1440
    return Clock(total // 60, total % 60, at.sure)


def day(reading: Reading, i: int) -> tuple[Day, int] | None:
    """A day at a word: "tomorrow", "next Monday", "3 May", "2027-05-03"."""
    named = reading.slot("days", i)
    written = _in_digits(reading, i)
    if written is not None:
        return written
    found = reading.reading("day", i)
    if named is not None and (found is None or named[1] >= found.end):
        return Day(offset=int(str(named[0]))), named[1]
    if found is None:
        return None
    numbers = [int(value) for value in found.values if isinstance(value, float)]
    names = [int(value) for value in found.values if isinstance(value, str)]
    match found.name:
        case "weekday":
            told = Day(weekday=names[0])
        case "weekday_next":
            told = Day(weekday=names[0], next_week=True)
        case "in_days":
            told = Day(offset=numbers[0] if numbers else 1)
        case "in_weeks":
            told = Day(offset=7 * (numbers[0] if numbers else 1))
        case "next_week":
            told = Day(weekday=0, next_week=True)
        case "next_month":
            told = Day(next_month=True)
        case "this_weekend":
            told = Day(weekday=5)
        case "month_day_only":
            told = Day(day=numbers[0])
        case "month":
            told = Day(month=names[0])
        case _:
            told = Day(month=names[0], day=numbers[0])
            year = reading.slot("n", found.end)
            if year is not None and year[0] in range(1900, 2200):
                return Day(month=names[0], day=numbers[0], year=int(year[0])), year[1]
    if found.name == "month":
        year = reading.slot("n", found.end)
        if year is not None and year[0] in range(1900, 2200):
            return Day(month=names[0], year=int(year[0])), year[1]
    return told, found.end


def _in_digits(reading: Reading, i: int) -> tuple[Day, int] | None:
    parts: list[str] = []
    end = i
    while end < i + 5 and re.fullmatch(r"\d+|\d+\.\d+", reading.at(end)):
        parts.extend(reading.at(end).split("."))
        end += 1
        if len(parts) < 3 and reading.at(end) in ("-", "/", "."):
            end += 1
        else:
            break
    if len(parts) not in (2, 3) or any(len(part) not in (1, 2, 4) for part in parts):
        return None
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4 and len(parts) == 3:
        return Day(year=numbers[0], month=numbers[1], day=numbers[2]), end
    if len(parts) != 3 or len(parts[2]) != 4 or max(len(parts[0]), len(parts[1])) > 2:
        return None
    first, second, year = numbers
    order = reading.grammar.lexicon.numeric_dates
    if order == "mdy" or (order == "ask" and second > 12):
        return Day(year=year, month=first, day=second), end
    unknown = order == "ask" and first <= 12 and first != second
    return Day(year=year, month=second, day=first, order_unknown=unknown), end


def weekdays(reading: Reading, i: int) -> tuple[frozenset[int], int] | None:
    """Weekdays one after the other, Monday is 0: "mon, wed and fri", "mon-fri", "weekdays"."""
    found: set[int] = set()
    joiners = reading.grammar.lexicon.joiners
    end = here = i
    while True:
        told = reading.slot("daysets", here)
        one = reading.slot("weekdays", here)
        if told is not None:
            first, last = (int(day) for day in told[0].split("-"))
            found.update(range(first, last + 1))
            end = told[1]
        elif one is not None:
            end = one[1]
            found.add(int(one[0]))
            until = _until(reading, end)
            if until is not None:
                days = (until[0] - int(one[0])) % 7
                found.update((int(one[0]) + n) % 7 for n in range(days + 1))
                end = until[1]
        else:
            break
        here = end
        while reading.at(here) in joiners or reading.at(here) == "/":
            here += 1
    return (frozenset(found), end) if found else None


def _until(reading: Reading, i: int) -> tuple[int, int] | None:
    """The last weekday of a stretch ("mon-fri", "mon to fri")."""
    stretch = reading.reading("stretch", i)
    return (int(stretch.values[0]), stretch.end) if stretch is not None else None


def span(reading: Reading, i: int) -> tuple[float, int] | None:
    """A length of time at a word, in seconds: "20 min", "half an hour", "1 min 10"."""
    found = reading.reading("span", i)
    if found is None:
        return None
    units = [
        SECONDS[value] for value in found.values if isinstance(value, str) and value in SECONDS
    ]
    if len(units) != sum(isinstance(value, str) for value in found.values):
        return None
    numbers = [value for value in found.values if isinstance(value, float)]
    match found.name:
        case "amount":
            return (numbers[0] if numbers else 1.0) * units[0], found.end
        case "two_amounts":
            return sum(n * unit for n, unit in zip(numbers, units, strict=False)), found.end
        case "amount_rest":
            return numbers[0] * units[0] + numbers[1] * units[0] / 60, found.end
        case _:
            return (numbers[0] if numbers else 1.0) * units[0] + units[0] / 2, found.end
