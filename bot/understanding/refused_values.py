"""Find what cannot be in a text: numbers out of range, days that are over, times no clock shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.acts import Act
from bot.domain.errors import BotError, NotADate, NotATime, OutOfRange
from bot.understanding.context import TextContext
from bot.understanding.dates import FARTHEST
from bot.understanding.scope import Scope

LONGEST_ROUTINE = 120
"""Minutes of the longest routine that can be wished for."""
HIGHEST = 10
TIMED = frozenset(("later", "set_time", "set_quiet", "pause"))
"""Acts that hang on a time or a day."""
LASTING = frozenset(("shorter", "longer", "set_minutes"))
"""Acts that hang on a number of minutes."""
LIKELY = 240
"""Days ahead of a day told without its year that are still believed."""
_WRITTEN = re.compile(r"\b(\d{4})\s*-\s*(\d\d)\s*-\s*(\d\d)\b")
_SLASHED = re.compile(r"\b(\d{1,2})\s*/\s*(\d{1,2})\s*/\s*(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong, and the acts that hang on it."""

    error: BotError
    acts: frozenset[str]


def refusal(scope: Scope, acts: Sequence[Act], context: TextContext) -> Refusal | None:
    """Return what cannot be in a text, if anything."""
    names = {act.name for act in acts}
    if (level := _level(scope, acts)) is not None:
        return Refusal(OutOfRange(value=level, low=0, high=HIGHEST), frozenset(("pain", "effort")))
    if (count := _count(scope, acts, context)) is not None:
        return count
    ahead = any(scope.text(amount.start - 1) == "in" for amount in scope.amounts)
    if names & LASTING and not ahead and (minutes := _minutes(scope)) is not None:
        error = OutOfRange(value=minutes, low=1, high=LONGEST_ROUTINE, unit="min")
        return Refusal(error, LASTING)
    if (
        names & (TIMED | LASTING if ahead else TIMED)
        and (wrong := _moment(scope, acts, context)) is not None
    ):
        return Refusal(wrong, TIMED | LASTING if ahead else TIMED)
    return None


def _level(scope: Scope, acts: Sequence[Act]) -> float | None:
    if not any(act.name in ("pain", "effort") and "level" not in act.slots for act in acts):
        return None
    words = {spot.end for name in ("pain_words", "effort_words") for spot in scope.spots(name)}
    for amount in scope.amounts:
        if amount.unit == "" and amount.value > HIGHEST and amount.start in words:
            return amount.value
    long = next(
        (w.text for n, w in enumerate(scope.words) if n in words and w.text.isdecimal()), ""
    )
    return float(long) if len(long) > 2 else None


def _count(scope: Scope, acts: Sequence[Act], context: TextContext) -> Refusal | None:
    numbers = [a for a in scope.amounts if a.unit == ""]
    if not any(act.name in ("done", "partly") for act in acts) or len(numbers) < 2:
        return None
    first, second = numbers[0], numbers[1]
    joined = scope.text(first.end) in ("of", "/") and second.start == first.end + 1
    if not joined or first.value <= second.value:
        return None
    error = OutOfRange(value=first.value, low=0, high=second.value)
    return Refusal(error, frozenset(("done", "partly")))


def _minutes(scope: Scope) -> float | None:
    lengths = [a for a in scope.amounts if a.unit in ("min", "h")]
    if not lengths or lengths[0].seconds is None:
        return None
    minutes = lengths[0].seconds / 60
    return None if 1 <= minutes <= LONGEST_ROUTINE else minutes


def _moment(scope: Scope, acts: Sequence[Act], context: TextContext) -> BotError | None:
    if scope.impossible_time:
        return NotATime()
    for amount in scope.amounts:
        seconds = amount.seconds if amount.seconds is not None else (amount.days or 0) * 86400
        if amount.unit in ("min", "h", "s") and amount.value == 0:
            return NotATime(reason="past")
        if seconds > FARTHEST * 86400:
            return NotADate(reason="far")
    if (written := _written(scope, context.today)) is not None:
        return written
    days = [day.on for day in scope.days]
    if days and max(days) < context.today:
        return NotADate(reason="past")
    clock = next((c for c in scope.clocks if c.clear and c.sure), None)
    now = context.now.time().replace(tzinfo=None)
    over = clock is not None and days[:1] == [context.today] and clock.at <= now
    return NotATime(reason="past") if over else None


def _written(scope: Scope, today: date) -> BotError | None:
    """Return what is wrong with a day written out, if anything."""
    text = scope.phrase(scope.words)
    if (match := _WRITTEN.search(text)) is not None:
        return _held(int(match[1]), int(match[2]), int(match[3]), today)
    if (match := _SLASHED.search(text)) is not None:
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first <= 12 and second <= 12 and first != second:
            return NotADate(reason="order")
        month, day = (second, first) if second <= 12 else (first, second)
        return _held(year, month, day, today)
    for spot in scope.spots("months"):
        near = [scope.words[n] for n in (spot.start - 1, spot.end) if 0 <= n < len(scope.words)]
        days = [int(w.text) for w in near if w.text.isdecimal() and len(w.text) < 3]
        if not days:
            continue
        day = days[0]
        years = [
            w.text for w in scope.words[spot.end : spot.end + 2] if re.fullmatch(r"2\d{3}", w.text)
        ]
        if years:
            return _held(int(years[0]), int(spot.value), day, today)
        return _without_year(int(spot.value), day, today)
    return None


def _held(year: int, month: int, day: int, today: date) -> BotError | None:
    try:
        on = date(year, month, day)
    except ValueError:
        return NotADate(reason="none")
    if on < today:
        return NotADate(reason="past")
    return NotADate(reason="far") if (on - today).days > FARTHEST else None


def _without_year(month: int, day: int, today: date) -> BotError | None:
    """A day that was this year and comes again only in many months is likelier to be a slip."""
    for year in (today.year, today.year + 1):
        try:
            on = date(year, month, day)
        except ValueError:
            continue
        if on >= today:
            slip = on.year > today.year and (on - today).days > LIKELY
            return NotADate(reason="past") if slip else None
    return NotADate(reason="none")
