"""What brings somebody here, in their own words: the place, the side, and how bad it is."""

from dataclasses import dataclass

from bot.domain.ids import Region, Side
from bot.domain.lexicon import Lexicon
from bot.understanding.reading import Reading
from bot.understanding.slots import reading_of

WORST = 10


@dataclass(frozen=True, slots=True)
class Complaint:
    """A place that hurts or feels wrong; None: nothing does."""

    region: Region | None
    side: Side | None = None
    level: float | None = None
    """0 to 10, where it was told as a part of ten."""


def read_complaint(text: str, lexicon: Lexicon) -> Complaint | None:
    """Return what a text tells of a complaint; None when it names no place and denies none.

    Of several places the first counts.
    """
    reading = reading_of(text, lexicon)
    places = _slots(reading, "regions")
    if places:
        sides = _slots(reading, "sides")
        side = Side(str(sides[0])) if sides else None
        return Complaint(Region(str(places[0])), side, _level(reading))
    if "none" in _slots(reading, "said"):
        return Complaint(None)
    return None


def _slots(reading: Reading, name: str) -> list[object]:
    found = (reading.slot(name, i) for i in range(len(reading.words)))
    return [slot[0] for slot in found if slot is not None]


def _level(reading: Reading) -> float | None:
    for i in range(len(reading.words)):
        share = reading.slot("share", i)
        if share is None:
            continue
        value, of = share[0]
        if of == WORST and 0 <= value <= WORST:
            return float(round(value))
    return None
