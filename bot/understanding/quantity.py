"""A number with its unit, in the unit the question asks for."""

from bot.domain.ruler import CM_PER_INCH, Lengths, Ruler
from bot.domain.talk.answers import error_of, rough
from bot.understanding.numbers import minus
from bot.understanding.reading import Reading
from bot.understanding.ruler import amount, in_things
from bot.understanding.span import SECONDS

LENGTHS = {"mm": 0.1, "cm": 1.0, "m": 100.0, "inch": CM_PER_INCH, "foot": 30.48}
"""Units of length in centimetres."""
WEIGHTS = {"kg": 1.0, "lb": 0.45359237}
"""Units of weight in kilograms."""
TIMES = {**SECONDS, "year": 31557600.0}
ALSO_CALLED = {
    "years": "year",
    "seconds": "s",
    "minutes": "min",
    "reps": "rep",
    "times": "rep",
    "degrees": "deg",
}
"""Units as a question may name them."""
TELLS_CM = Lengths()
"""Whoever has a ruler and reads centimetres."""
KINDS = (LENGTHS, WEIGHTS, TIMES)


def quantity(
    reading: Reading, i: int, unit: str, lengths: Lengths = TELLS_CM, *, ranged: bool = True
) -> tuple[float, int] | None:
    """The quantity at a word, in `unit`, and the word after it.

    A number without a unit is in the question's, or in what the person measures lengths with; a
    unit of another kind is no quantity. Of a range ("12-13"), where ranges are read, the middle.

    Raises:
        HandUnknown: told in hand spans, and the person's is not known.
    """
    while reading.at(i) in reading.grammar.lexicon.approximations:
        i += 1
    if unit == "s":
        seconds = _seconds(reading, i)
        if seconds is not None:
            return seconds
    if unit == "cm" and (found := in_things(reading, i, lengths)) is not None:
        value, end = found
        return (rough(-value, error_of(value)) if _below(reading, i) else value), end
    by_parts = unit == "cm" and lengths.ruler is not Ruler.TAPE
    read = amount(reading, i) if by_parts else reading.slot("n", i)
    if read is None or not isinstance(read[0], float):
        return None
    value, end = read
    ended = reading.reading("range", end)
    if ranged and ended is not None and isinstance(ended.values[0], float):
        value, end = (value + ended.values[0]) / 2, ended.end
    if _below(reading, i):
        value = -value
    told = reading.slot("units", end)
    if told is None:
        return (lengths.bare(value) if unit == "cm" else value), end
    factor = _factor(str(told[0]), unit)
    if factor is None:
        return None
    value, end = value * factor, told[1]
    rest = _rest(reading, end, str(told[0]), unit)
    told_mm = unit == "cm" and lengths.inches and factor != 1.0
    return round(value + rest[0], 1 if told_mm else 3), rest[1]


def _below(reading: Reading, i: int) -> bool:
    """Whether the number at a word is below zero."""
    signed = i > 0 and reading.at(i - 1) == "-" and _touches(reading, i)
    return signed or minus(reading, i)


def _touches(reading: Reading, i: int) -> bool:
    return reading.words[i - 1].end == reading.words[i].start


def _rest(reading: Reading, end: int, told: str, unit: str) -> tuple[float, int]:
    """What a smaller unit adds: the 3 inches of "1 foot 3"."""
    if told != "foot":
        return 0.0, end
    inches = reading.slot("n", end)
    factor = _factor("inch", unit)
    if inches is None or not isinstance(inches[0], float) or factor is None:
        return 0.0, end
    after = reading.slot("units", inches[1])
    return inches[0] * factor, after[1] if after and after[0] == "inch" else inches[1]


def _seconds(reading: Reading, i: int) -> tuple[float, int] | None:
    """A stop-watch reading ("1:10") or a span ("half a minute")."""
    if reading.at(i + 1) == ":" and reading.at(i).isdecimal() and reading.at(i + 2).isdecimal():
        minutes, seconds = reading.words[i].number, reading.words[i + 2].number
        if minutes is not None and seconds is not None and seconds < 60:
            return minutes * 60 + seconds, i + 3
    span = reading.slot("span", i)
    return (span[0], span[1]) if span is not None and isinstance(span[0], float) else None


def _factor(told: str, asked: str) -> float | None:
    asked = ALSO_CALLED.get(asked, asked)
    if told == asked or not asked:
        return 1.0
    for kind in KINDS:
        if told in kind and asked in kind:
            return kind[told] / kind[asked]
    return None
