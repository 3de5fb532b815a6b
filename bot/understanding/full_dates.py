"""Read the answer to a question for a date: any day, past or to come."""

from collections.abc import Sequence
from datetime import date

from bot.domain.errors import NotADate
from bot.understanding.dates import days_told
from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

YEARS = range(1900, 2200)


def read_date(words: Sequence[Token], vocabulary: Vocabulary, today: date) -> date | None:
    """Return the day that a text tells; None when it tells none.

    Raises:
        NotADate: there is no such day, or day and month could be either.
    """
    for at in range(len(words)):
        read = _in_digits(words, at) or _with_month(words, at, vocabulary, today)
        if read is not None:
            return read
    days = days_told(words, vocabulary, today)
    return days[0].on if days else None


def _in_digits(words: Sequence[Token], at: int) -> date | None:
    """Read "2027-03-01", "25/12/2026" and "25.12.2026"."""
    parts: list[str] = []
    for word in words[at:]:
        if word.text not in ("-", "/", "."):
            parts += word.text.split(".")
        if len(parts) > 2:
            break
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    first, second, third = map(int, parts)
    if first in YEARS:
        return _day(first, second, third)
    if third not in YEARS or max(first, second) > 31:
        return None
    if first <= 12 and second <= 12 and first != second:
        raise NotADate(reason="order")
    return _day(third, first, second) if second > 12 else _day(third, second, first)


def _with_month(
    words: Sequence[Token], at: int, vocabulary: Vocabulary, today: date
) -> date | None:
    """Read "1 March 2027", "March 1st", "the 3rd of May" and "March 2026"."""
    month = vocabulary.at("months", words, at)
    if month is None:
        return None
    numbers = [int(w.text) for w in words[month.end : month.end + 4] if w.text.isdecimal()]
    before = [int(w.text) for w in words[max(at - 3, 0) : at] if w.text.isdecimal()]
    days = [n for n in (*before, *numbers) if n not in YEARS]
    years = [n for n in numbers if n in YEARS]
    if not days and not years:
        return None
    day = days[0] if days else 1
    if years:
        return _day(years[0], int(month.value), day)
    for year in range(today.year, today.year + 9):
        try:
            on = date(year, int(month.value), day)
        except ValueError:
            continue
        if on >= today:
            return on
    raise NotADate


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADate from error
