"""Places of the body as they lie on the drawn figure."""

from dataclasses import dataclass

from bot.domain.ids import Region

Point = tuple[float, float]
"""Metres across from the middle of the body, and up from the floor."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place is seen from one side."""

    view: str
    """`front` or `back`."""
    at: Point
    ring: Point
    """Half its width and half its height."""
    number: Point
    """Where its number stands."""
    both: bool = False
    """Whether it lies on the other side of the body too."""


@dataclass(frozen=True, slots=True)
class NumberedPlace:
    """A place with the number it has in one question."""

    number: int
    region: Region
    spots: tuple[Spot, ...]
