"""What a person can answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import QuestionId, Side

NOT_SURE = "not_sure"
"""Accepted by every question that offers it; never raises a score."""
SKIPPED = "skipped"
"""The person would rather not, or cannot do this now."""


@dataclass(frozen=True, slots=True)
class Sides:
    """One number for each side; None while only one side has been told."""

    left: float | None = None
    right: float | None = None

    def of(self, side: Side) -> float | None:
        """The number of the left or the right side."""
        return self.left if side is Side.LEFT else self.right

    @property
    def complete(self) -> bool:
        """Both sides are told."""
        return self.left is not None and self.right is not None


Value = str | float | frozenset[str] | Sides
"""An option, a time ("07:00"), a date ("2027-03-01"), a zone or words; a number; several options;
a number for each side."""

Answers = Mapping[QuestionId, Value]
