"""How a phone that lies on the body measures a question."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import QuestionId
from bot.domain.phrase import Phrase

Point = tuple[float, float]
Line = tuple[Point, ...]


class Mode(StrEnum):
    """What the page does."""

    ANGLE = "angle"
    """Reads how far the phone has turned from its zero."""
    HOLD = "hold"
    """Times how long somebody stands still with it."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A line figure in a field of 200 by 130: where the phone lies, and which way it moves."""

    lines: tuple[Line, ...]
    phone: tuple[float, float, float]
    """Its middle, and its turn in degrees."""
    ground: tuple[Line, ...] = ()
    head: Point | None = None
    way: Line = ()


@dataclass(frozen=True, slots=True)
class Phone:
    """How the page measures; angles in degrees."""

    instead_of: tuple[QuestionId, ...]
    """The questions that need not be asked once it has measured."""
    mode: Mode
    axis: str
    """Of the phone, about which it turns: x across the screen, y along it, z out of it."""
    sign: int
    """1 or -1 where one way counts against the other; 0 where only the size does."""
    zero: str
    """How it lies for its zero: flat or upright."""
    add: float
    """The angle at its zero."""
    drawing: Drawing
    lies: Phrase
    """Where it lies, and what to do: read before anything begins."""
    zeroing: Phrase
    moving: Phrase
    reading: Phrase
    alone: bool
    """A study has measured it on people who did it by themselves."""
