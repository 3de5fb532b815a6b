"""How a self-test's number is held against what is usual, and against its own error."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import QuestionId


class Level(StrEnum):
    """How far a result is from usual."""

    NORMAL = "normal"
    MILD = "mild"
    MARKED = "marked"


@dataclass(frozen=True, slots=True)
class Norm:
    """Cuts for some people: `normal` or better is normal, `mild` or better is mild, else marked."""

    normal: float
    mild: float
    sex: str | None = None
    age_from: int = 0
    age_to: int = 200


@dataclass(frozen=True, slots=True)
class Asymmetry:
    """When a difference between the sides counts: in the test's unit, or in percent of the
    stronger side; `at_least` is the smallest absolute difference that counts in percent."""

    mild: float
    marked: float | None = None
    percent: bool = False
    at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The scale of one measured question."""

    higher_is_better: bool
    norms: tuple[Norm, ...]
    """The first that fits the person is used; empty when only the sides are compared."""
    error: float
    """A change smaller than this, in the test's unit, is no change."""
    asymmetry: Asymmetry | None = None
    cap: float | None = None
    """Holds are stopped here for safety; reaching it is normal."""
    short_cap: float | None = None
    """Where long holds are closed the hold is stopped here, which tells nothing."""
    over: QuestionId | None = None
    """The number is divided by the answer to this question: pushes for every pull."""
