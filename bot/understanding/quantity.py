"""A number with its unit, in the unit the question asks for."""

from bot.understanding.numbers import minus
from bot.understanding.reading import Reading
from bot.understanding.span import SECONDS

LENGTHS = {"mm": 0.1, "cm": 1.0, "m": 100.0, "inch": 2.54, "foot": 30.48}
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
KINDS = (LENGTHS, WEIGHTS, TIMES)


def quantity(reading: Reading, i: int, unit: str, ranged: bool = True) -> tuple[float, int] | None:
    """The quantity at a word, in `unit`, and the word after it.

    A number without a unit is in the question's; a unit of another kind is no quantity. Of a
    range ("12-13"), where ranges are read, the middle.
    """
    while reading.at(i) in reading.grammar.lexicon.approximations:
        i += 1
    if unit == "s":
        seconds = _seconds(reading, i)
        if seconds is not None:
            return seconds
    read = reading.slot("n", i)
    if read is None or not isinstance(read[0], float):
        return None
    value, end = read
    ended = reading.reading("range", end)
    if ranged and ended is not None and isinstance(ended.values[0], float):
        value, end = (value + ended.values[0]) / 2, ended.end
    signed = i > 0 and reading.at(i - 1) == "-" and _touches(reading, i)
    if signed or minus(reading, i):
        value = -value
    told = reading.slot("units", end)
    if told is None:
        return value, end
    factor = _factor(str(told[0]), unit)
    if factor is None:
        return None
    value, end = value * factor, told[1]
    rest = _rest(reading, end, str(told[0]), unit)
    return round(value + rest[0], 3), rest[1]


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
