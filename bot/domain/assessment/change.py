"""Whether a self-test changed between two days, or only varied within its error."""

from enum import StrEnum
from math import hypot

from bot.domain.talk.answers import error_of
from bot.domain.talk.measure import Measure


class Change(StrEnum):
    """How a number changed; a difference within the error of measurement is no change."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


def compare(
    before: float, after: float, measure: Measure, own_error: float | None = None
) -> Change:
    """Compare one number with an earlier one.

    Args:
        own_error: The person's own variation between two tries of the same week, if known.
    """
    error = max(error_between(before, after, measure), own_error or 0.0)
    gain = round(after - before if measure.higher_is_better else before - after, 6)
    if abs(gain) < error or gain == 0:
        return Change.SAME
    return Change.BETTER if gain > 0 else Change.WORSE


def error_between(before: float, after: float, measure: Measure) -> float:
    """Return how much two numbers may differ by measuring alone, improvised rulers included.

    Source: errors that are independent add up in squares.
    """
    return round(hypot(measure.error, error_of(before), error_of(after)), 6)


def own_error(tries: list[tuple[float, float]]) -> float | None:
    """Return how much a person's own number varies between two tries some days apart.

    The largest difference of the pairs, since a few pairs tell no more; None without any.
    """
    return max((abs(a - b) for a, b in tries), default=None)
