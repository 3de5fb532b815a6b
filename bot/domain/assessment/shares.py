"""How a number with an error counts on either side of each cut."""

from dataclasses import dataclass
from math import erf, hypot, sqrt

from bot.domain.assessment.norms import Body, usual
from bot.domain.ids import Side
from bot.domain.talk.answers import Sides, error_of
from bot.domain.talk.measure import Asymmetry, Level, Measure

SPREADS_IN_A_CHANGE = 1.96 * sqrt(2)
"""A test's error is the smallest change that counts: so many spreads of one measurement.

Source: minimal detectable change at 95%."""
SPREADS_IN_A_RULER = 2.0
"""What stood in for a ruler is so many spreads off at most. Estimate."""
HALF_STEP = {"times": 0.5, "s": 0.5, "degrees": 0.5, "cm": 0.25}
"""Half of what such a number is rounded to: a number on the cut is on its good side."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How likely the true result is normal, mild or marked; together 1."""

    normal: float
    mild: float
    marked: float

    @classmethod
    def sure(cls, level: Level) -> "Shares":
        """Return the shares of a result without an error."""
        return cls(
            float(level is Level.NORMAL), float(level is Level.MILD), float(level is Level.MARKED)
        )

    @classmethod
    def beyond(cls, mild: float, marked: float) -> "Shares":
        """Build shares from the shares beyond the first and beyond the second cut."""
        return cls(1 - mild, max(0.0, mild - marked), marked)

    def or_else(self, other: "Shares") -> "Shares":
        """Return the worse of two results that vary independently."""
        mild = 1 - self.normal * other.normal
        marked = 1 - (1 - self.marked) * (1 - other.marked)
        return Shares.beyond(mild, marked)


NORMAL = Shares(1.0, 0.0, 0.0)


def against_norms(measure: Measure, body: Body, number: float, unit: str) -> Shares:
    """Compare one number with what is usual for this person."""
    norm = usual(measure, body)
    if norm is None:
        return NORMAL
    spread = _spread(measure, number)
    step = HALF_STEP.get(unit, 0.0) if measure.over is None else 0.0

    def beyond(cut: float) -> float:
        worse = cut - number if measure.higher_is_better else number - cut
        return _below((worse - step) / spread)

    mild = beyond(norm.normal)
    return Shares.beyond(mild, min(mild, beyond(norm.mild)))


def behind_the_other(measure: Measure, sides: Sides, side: Side) -> Shares:
    """Compare the gap between the sides with the difference that counts."""
    here, there = sides.of(side), sides.of(side.other)
    limits = measure.asymmetry
    if limits is None or here is None or there is None:
        return NORMAL
    behind = there - here if measure.higher_is_better else here - there
    spread = hypot(_spread(measure, here), _spread(measure, there))
    mild = _below((behind - _cut(limits, limits.mild, here, there)) / spread)
    if limits.marked is None:
        return Shares.beyond(mild, 0.0)
    marked = _below((behind - _cut(limits, limits.marked, here, there)) / spread)
    return Shares.beyond(mild, min(mild, marked))


def _cut(limits: Asymmetry, size: float, here: float, there: float) -> float:
    """Return a difference between the sides in the unit of the test."""
    return max(limits.at_least, size * max(here, there) / 100 if limits.percent else size)


def _spread(measure: Measure, number: float) -> float:
    """Return the standard deviation of one measurement."""
    own = measure.error / SPREADS_IN_A_CHANGE
    return max(hypot(own, error_of(number) / SPREADS_IN_A_RULER), 1e-6)


def _below(spreads: float) -> float:
    """Return the share of a normal error below a number of standard deviations."""
    return 0.5 * (1 + erf(spreads / sqrt(2)))
