"""Lengths told in hands, sheets of paper, cards or fingers."""

from bot.domain.ruler import Lengths, Thing
from bot.understanding.reading import Reading

PARTS = {"half": 0.5, "quarter": 0.25, "three_quarters": 0.75, "eighth": 0.125}


def amount(reading: Reading, i: int) -> tuple[float, int] | None:
    """How many at a word, with the parts that people measure in: "two and a quarter", "half"."""
    part = _part(reading, i)  # first: three quarters are not three
    read = reading.slot("n", i)
    if part is not None or read is None or not isinstance(read[0], float):
        return part
    return _plus_part(reading, *read)


def in_things(reading: Reading, i: int, lengths: Lengths) -> tuple[float, int] | None:
    """The centimetres of a length at a word that names what it was measured with.

    Raises:
        HandUnknown: hands of nobody knows what length.
    """
    told = amount(reading, i)
    named = reading.slot("rulers", i if told is None else told[1])
    if named is None or (told is None and not _begins(reading, i)):
        return None
    value, end = _plus_part(reading, 1.0 if told is None else told[0], named[1])
    return lengths.of(value, Thing(str(named[0]))), end


def _begins(reading: Reading, i: int) -> bool:
    """Whether a thing without a number can be one of it: "a hand", but not "my left hand"."""
    lexicon = reading.grammar.lexicon
    return i == 0 or reading.at(i - 1) in lexicon.approximations


def _plus_part(reading: Reading, value: float, end: int) -> tuple[float, int]:
    if value != int(value):
        return value, end
    joined = end + (reading.at(end) in reading.grammar.lexicon.joiners)
    part = _part(reading, joined)
    return (value, end) if part is None else (value + part[0], part[1])


def _part(reading: Reading, i: int) -> tuple[float, int] | None:
    found = reading.reading("part", i)
    return None if found is None else (PARTS[found.name], found.end)
