"""Clock times as people write them."""

import re
from dataclasses import dataclass
from datetime import time

from bot.understanding.reading import Reading


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
