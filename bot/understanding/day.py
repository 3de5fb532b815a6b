"""Days as people write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.reading import Reading


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
