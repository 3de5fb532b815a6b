"""Read a quantity in the unit that a question asks for: in any unit, in hands, sheets or parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ruler import CM_PER_INCH, Lengths, Ruler, Thing
from bot.domain.talk.answers import error_of, rough
from bot.understanding.quantities import ARTICLES, amount_at, spoken, unit_fits
from bot.understanding.tokens import Token, number
from bot.understanding.vocabulary import Spot, Vocabulary

LENGTHS = {"mm": 0.1, "cm": 1.0, "m": 100.0, "inch": CM_PER_INCH, "foot": 30.48}
"""Units of length in centimetres."""
TIMES = {"s": 1.0, "min": 60.0, "h": 3600.0}
WEIGHTS = {"kg": 1.0, "lb": 0.45359237}
"""Units of weight in kilograms."""
ALSO_CALLED = {"years": "year", "seconds": "s", "minutes": "min", "reps": "rep", "times": "rep"}
"""Units as a question may name them."""
PARTS = {"half": 0.5, "quarter": 0.25, "three_quarters": 0.75, "eighth": 0.125}
DIGITS = {("1", "2"): 0.5, ("1", "4"): 0.25, ("3", "4"): 0.75, ("1", "8"): 0.125}
"""Parts in digits: 1/2."""
UNTIL = ("-", "to", "or")
"""What stands between the ends of a range."""
_WATCH = re.compile(r"(\d{1,2}):([0-5]\d)")

Found = tuple[float, int]
"""A number, and the token after it."""


@dataclass(frozen=True, slots=True)
class QuantityReader:
    """Reads the quantities of one text in one unit."""

    words: Sequence[Token]
    vocabulary: Vocabulary
    unit: str
    lengths: Lengths

    def text(self, at: int) -> str:
        """Return a token; empty beyond the ends."""
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def read(self, at: int, *, ranged: bool = True) -> Found | None:
        """Return the quantity at a token, of a range ("12-13") the middle.

        A number without a unit is in the question's, or in what the person measures with.

        Raises:
            HandUnknown: told in hand spans, and the person's is not known.
        """
        at = self._after("approximations", at)
        if self.unit == "s" and (seconds := self._seconds(at)) is not None:
            return seconds
        if self.unit == "cm" and (thing := self._in_things(at)) is not None:
            value, end = thing
            return (rough(-value, error_of(value)) if self._below_zero(at) else value), end
        read = self._amount(at)
        if read is None:
            return None
        value, end = read
        if ranged and self.text(end) in UNTIL and (last := self._amount(end + 1)) is not None:
            value, end = (value + last[0]) / 2, last[1]
        return self._in_unit(-value if self._below_zero(at) else value, end)

    def _in_unit(self, value: float, end: int) -> Found | None:
        """Return a number in the asked unit by the unit behind it; None in one of another kind."""
        start = end
        while self.text(start) in ("of", *ARTICLES):
            start += 1
        unit = self._unit(start)
        if unit is None:
            return (self.lengths.bare(value) if self.unit == "cm" else value), end
        factor = _factor(unit.value, self.unit)
        if factor is None:
            return None
        value, end = value * factor, unit.end
        if unit.value == "foot" and (inches := self._amount(end)) is not None:
            after = self._unit(inches[1])
            value += inches[0] * CM_PER_INCH
            end = after.end if after is not None and after.value == "inch" else inches[1]
        converted = self.unit == "cm" and self.lengths.inches and factor != 1.0
        return round(value, 1 if converted else 3), end

    def _amount(self, at: int, *, in_things: bool = False) -> Found | None:
        """Return a number with the parts people measure in: "two and a quarter", "half"."""
        by_parts = in_things or (self.unit == "cm" and self.lengths.ruler is not Ruler.TAPE)
        if (part := self._part(at, digits=by_parts)) is not None:
            return part
        if self.text(at) == "one" and number(self.text(at + 1)) is not None:
            return None  # the "one" of "left one 9"
        read = spoken(self.words, at, self.vocabulary)
        return None if read is None else self._plus_part(*read)

    def _plus_part(self, value: float, end: int) -> Found:
        if value != int(value):
            return value, end
        part = self._part(end + (self.text(end) == "and"), digits=True)
        return (value, end) if part is None else (value + part[0], part[1])

    def _part(self, at: int, *, digits: bool) -> Found | None:
        if digits and self.text(at + 1) == "/":
            part = DIGITS.get((self.text(at), self.text(at + 2)))
            return None if part is None else (part, at + 3)
        start = at + (self.text(at) in ARTICLES)
        spot = self.vocabulary.at("parts", self.words, start)
        return None if spot is None else (PARTS[spot.value], spot.end)

    def _in_things(self, at: int) -> Found | None:
        """Return the centimetres of a length told in hands, sheets, cards or fingers."""
        amount = self._amount(at, in_things=True)
        start = at if amount is None else amount[1]
        while self.text(start) in ("of", *ARTICLES) and not self._thing(start):
            start += 1
        thing = self._thing(start)
        alone = at == 0 or self._after("approximations", at - 1) == at
        if thing is None or (amount is None and (not alone or thing.value == Thing.A4)):
            return None
        value, end = self._plus_part(1.0 if amount is None else amount[0], thing.end)
        return self.lengths.of(value, Thing(thing.value)), end

    def _thing(self, at: int) -> Spot | None:
        return self.vocabulary.at("length_things", self.words, at)

    def _unit(self, at: int) -> Spot | None:
        longer = self.vocabulary.at("length_units", self.words, at)
        unit = longer or self.vocabulary.at("units", self.words, at)
        fits = unit is not None and (longer or unit_fits(self.words, unit.start, unit.value))
        return unit if fits else None

    def _seconds(self, at: int) -> Found | None:
        """Return a time as a stop-watch shows it, or as people say it: "1:10", "1 min 10"."""
        if (shown := _WATCH.fullmatch(self.text(at))) is not None:
            return int(shown[1]) * 60.0 + int(shown[2]), at + 1
        amount = amount_at(self.words, at, self.vocabulary)
        if amount is None or amount.seconds is None:
            return None
        if amount.unit != "min":
            return float(amount.seconds), amount.end
        after = amount.end + (self.text(amount.end) == "and")
        more = amount_at(self.words, after, self.vocabulary)
        if more is None or more.unit not in ("", "s"):
            return float(amount.seconds), amount.end
        return amount.seconds + more.value, more.end

    def _below_zero(self, at: int) -> bool:
        """Return whether the number at a token is below zero: "-3", "minus two"."""
        signed = self.text(at - 1) == "-" and self.words[at - 1].end == self.words[at].start
        return signed or any(self._after("below_zero", at - n) == at for n in (1, 2) if at - n >= 0)

    def _after(self, name: str, at: int) -> int:
        """Return the token after the words of a list that stand at a token."""
        while (spot := self.vocabulary.at(name, self.words, at)) is not None:
            at = spot.end
        return at


def _factor(unit: str, asked: str) -> float | None:
    asked = ALSO_CALLED.get(asked, asked)
    if unit == asked or not asked:
        return 1.0
    for kind in (LENGTHS, TIMES, WEIGHTS):
        if unit in kind and asked in kind:
            return kind[unit] / kind[asked]
    return None
