"""Read days as people write them, seen from today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.quantities import amounts
from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

TODAY = {
    "today": 0,
    "2day": 0,
    "tonight": 0,
    "tonite": 0,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tomoz": 1,
    "tmw": 1,
    "2moro": 1,
    "2morrow": 1,
    "tomorow": 1,
    "tommorow": 1,
    "tommorrow": 1,
    "tomo": 1,
    "mañana": 1,
    "yesterday": -1,
    "overmorrow": 2,
}
FARTHEST = 366
"""Days ahead that are still believed."""
SUFFIXES = ("st", "nd", "rd", "th")
FIRST_WORDED = 8
"""Day of a month from which "the eighth" is one; "the second" is an exercise."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day told, and the tokens it covers."""

    on: date
    start: int
    end: int


def days_told(words: Sequence[Token], vocabulary: Vocabulary, today: date) -> list[Day]:
    """Return the days told in a text in the order they stand."""
    days: list[Day] = []
    at = 0
    while at < len(words):
        read = _day(words, at, vocabulary, today)
        if read is None:
            at += 1
            continue
        days.append(read)
        at = read.end
    return days


def _day(words: Sequence[Token], at: int, vocabulary: Vocabulary, today: date) -> Day | None:
    text = words[at].text
    if text == "day" and [_text(words, at + n) for n in (1, 2)] == ["after", "tomorrow"]:
        return Day(today + timedelta(days=2), at, at + 3)
    if text == "2" and _text(words, at + 1) in ("moro", "morrow", "day", "nite"):
        ahead = 1 if _text(words, at + 1).startswith("mor") else 0
        return Day(today + timedelta(days=ahead), at, at + 2)
    if text in TODAY:
        return Day(today + timedelta(days=TODAY[text]), at, at + 1)
    following = text in ("next", "coming")
    weekday = vocabulary.at("weekdays", words, at + 1 if following else at)
    if weekday is not None and words[weekday.start].text not in ("sun", "sat"):
        number = vocabulary.ids("weekdays").index(weekday.value)
        ahead = (number - today.weekday() - 1) % 7 + 1
        return Day(today + timedelta(days=ahead), at, weekday.end)
    if following and _text(words, at + 1) == "week":
        return Day(today + timedelta(days=7 - today.weekday()), at, at + 2)
    if following and _text(words, at + 1) == "month":
        first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return Day(first, at, at + 2)
    if text == "in" and (ahead_amount := _in_days(words, at, vocabulary)):
        return Day(today + timedelta(days=ahead_amount[0]), at, ahead_amount[1])
    return _dated(words, at, vocabulary, today)


def _in_days(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    read = amounts(words[at + 1 : at + 6], vocabulary)
    if not read or read[0].start != 0 or read[0].days is None or read[0].days > FARTHEST:
        return None
    return read[0].days, at + 1 + read[0].end


def _dated(words: Sequence[Token], at: int, vocabulary: Vocabulary, today: date) -> Day | None:
    """Read "3 May", "May 3rd", "the 15th", "the fifteenth", "2027-05-03", "15.12."."""
    month = vocabulary.at("months", words, at)
    if month is not None:
        day = _number(words, month.end, vocabulary)
        if day is not None:
            return _next(int(month.value), day[0], today, at, day[1])
        until = _text(words, at - 1) in ("until", "till", "til", "by")
        if words[at].text in ("may", "march", "sep", "mar") and not until:
            return None
        return _next(int(month.value), 1, today, at, month.end)
    read = _number(words, at, vocabulary)
    if read is None:
        return None
    day_number, end = read
    after = end + 1 if _text(words, end) == "of" else end
    month = vocabulary.at("months", words, after)
    if month is not None:
        return _next(int(month.value), day_number, today, at, month.end)
    worded = not words[at].text.isdecimal() and day_number >= FIRST_WORDED
    if _text(words, at - 1) == "the" and (worded or words[end - 1].text in SUFFIXES):
        return _of_month(day_number, today, at, end)
    if _text(words, end) in ("/", "-") and end == at + 1:
        return _in_digits(words, at, today)
    return None


def _number(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Return a day of a month and the token after it: "15", "15th", "fifteenth"."""
    named = vocabulary.at("month_days", words, at)
    if named is not None:
        return int(named.value), named.end
    if not _text(words, at).isdecimal() or len(words[at].text) > 2:
        return None
    value = int(words[at].text)
    if not 1 <= value <= 31:
        return None
    suffix = _text(words, at + 1) in SUFFIXES
    return value, at + 2 if suffix else at + 1


def _next(month: int, day: int, today: date, start: int, end: int) -> Day | None:
    for year in (today.year, today.year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on >= today:
            return Day(on, start, end)
    return None


def _of_month(day: int, today: date, start: int, end: int) -> Day | None:
    for ahead in range(62):
        on = today + timedelta(days=ahead)
        if on.day == day:
            return Day(on, start, end)
    return None


def _in_digits(words: Sequence[Token], at: int, today: date) -> Day | None:
    """Read "15/12" and "15/12/2026"; day and month that could be either are left out."""
    if not _text(words, at + 2).isdecimal():
        return None
    first, second = int(words[at].text), int(words[at + 2].text[:4])
    if not (12 < first <= 31 and 1 <= second <= 12):
        return None
    year_told = _text(words, at + 3) in ("/", "-") and _text(words, at + 4).isdecimal()
    return _next(second, first, today, at, at + 5 if year_told else at + 3)


def _text(words: Sequence[Token], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""
