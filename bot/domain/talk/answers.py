"""What a person can answer: kinds of values, "not sure", skipped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import QuestionId, Side

NOT_SURE = "not_sure"
"""Accepted by every question that offers it; never raises a score."""
SKIPPED = "skipped"
"""The person would rather not, or cannot do this now."""


class Rough(float):
    """A number that was measured without a ruler, and how far off it may be.

    It is a number like any other for whoever does not ask; arithmetic makes a plain one of it.
    """

    __slots__ = ("error",)
    error: float

    def __new__(cls, number: float, error: float) -> "Rough":
        """Make a number with an `error` in the same unit."""
        rough = super().__new__(cls, number)
        rough.error = error
        return rough

    def __reduce__(self) -> tuple[type["Rough"], tuple[float, float]]:
        """Say how to copy and pickle the number with its error."""
        return Rough, (float(self), self.error)


@dataclass(frozen=True, slots=True)
class Sides:
    """One number for each side; None while only one side has been told."""

    left: float | None = None
    right: float | None = None

    def of(self, side: Side) -> float | None:
        """Return the number of the left or the right side."""
        return self.left if side is Side.LEFT else self.right

    @property
    def complete(self) -> bool:
        """Whether both sides are known."""
        return self.left is not None and self.right is not None


Value = str | float | frozenset[str] | Sides
"""An option, a time ("07:00"), a date ("2027-03-01"), a zone or words; a number; several options;
a number for each side."""

Answers = Mapping[QuestionId, Value]


def date_of(value: object) -> date | None:
    """Return the day that an answer names; None where it names none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def error_of(value: Value | None) -> float:
    """Return how far off a number may be because of what it was measured with; 0 with a ruler."""
    match value:
        case Rough():
            return value.error
        case Sides(left, right):
            return max(error_of(left), error_of(right))
        case _:
            return 0.0


def rough(number: float, error: float | None) -> float:
    """Return a number together with its error, where it has one."""
    return Rough(number, error) if error else number
