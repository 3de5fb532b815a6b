"""How exact lengths are that are measured with a hand, a sheet or a step instead of a tape."""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot

from bot.domain.errors import HandUnknown
from bot.domain.talk.answers import Rough


class Ruler(StrEnum):
    """What a person measures lengths with."""

    TAPE = "tape"
    """A ruler or a tape: a number is as exact as the test."""
    HAND = "hand"
    """Their own hand, fingers spread, from the thumb's tip to the little finger's."""
    A4 = "a4"
    LETTER = "letter"


class Thing(StrEnum):
    """What a length may be told in, whatever the person usually measures with."""

    HAND = "hand"
    A4 = "a4"
    LETTER = "letter"
    SHEET = "sheet"
    """A sheet of paper of either size."""
    CARD = "card"
    FINGER = "finger"


CM_PER_INCH = 2.54
FINEST = (0.5, 0.25, 0.125)
"""Parts of a hand or a sheet that people tell; whoever tells a whole number may mean halves."""
BY_EYE = 0.25
"""The step of any other number: nobody sees tenths of a hand."""
SIZES = {Thing.A4: 29.7, Thing.LETTER: 27.94, Thing.CARD: 8.56, Thing.FINGER: 1.75}
"""Centimetres of the long edge, or of a finger's width. Source: ISO 216, ANSI/ASME Y14.1,
ISO/IEC 7810; for the finger the middle of the 1.5 to 2 cm that the head-to-wall card names."""
UNSURE = {Thing.HAND: 0.06, Thing.SHEET: 0.06, Thing.FINGER: 0.15}
"""How far off the thing itself may be, as a part of it: half a step of the bank card against which
a hand is told, the other size of paper, another finger. Paper and cards are cut alike."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How a person gives lengths."""

    inches: bool = False
    ruler: Ruler = Ruler.TAPE
    hand: float | None = None
    """Their hand span in centimetres; None until it is known."""

    def bare(self, number: float) -> float:
        """Return the centimetres of a number that was typed without a unit.

        Raises:
            HandUnknown: it is in hand spans, and theirs is not known.
        """
        if self.ruler is not Ruler.TAPE:
            return self.of(number, Thing(self.ruler.value))
        return round(number * CM_PER_INCH, 1) if self.inches else number

    def of(self, number: float, thing: Thing) -> float:
        """Return the centimetres of a number of hands, sheets, cards or fingers, with their error.

        Half a step is lost by telling halves or quarters; what the thing itself may be off grows
        with the length. Nothing at all is exact: touching is touching.

        Raises:
            HandUnknown: the person's hand span is not known.
        """
        if number == 0:
            return 0.0
        thing = self._known(thing)
        size = self._size(thing)
        lost = size * _step(number) / 2
        return Rough(round(number * size, 1), _off(lost, UNSURE.get(thing, 0.0) * number * size))

    def _known(self, thing: Thing) -> Thing:
        """Replace a sheet by the person's own paper size, where it is known."""
        of_paper = thing is Thing.SHEET and self.ruler in (Ruler.A4, Ruler.LETTER)
        return Thing(self.ruler.value) if of_paper else thing

    def _size(self, thing: Thing) -> float:
        if thing is Thing.SHEET:
            return SIZES[Thing.LETTER if self.inches else Thing.A4]
        if thing is Thing.HAND:
            if self.hand is None:
                raise HandUnknown()
            return self.hand
        return SIZES[thing]


def _step(number: float) -> float:
    return next((step for step in FINEST if number % step == 0), BY_EYE)


def _off(*errors: float) -> float:
    """Combine independent errors; never less than a millimetre."""
    return max(round(hypot(*errors), 1), 0.1)
