"""A figure as data: key poses, contacts, props, lit muscles."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.figures.skeleton import Vec

View = Literal[
    "side",
    "front",
    "back",
    "three_quarter",
    "three_quarter_back",
    "above",
    "lying_front",
    "high",
]
Base = Literal["stand", "supine", "prone", "side_lying"]
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A part rests on a surface or on a point of the body; it stays put unless it slides."""

    part: str
    on: str
    slides: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """A key pose: angles in degrees (all others at rest) and contacts."""

    angles: Mapping[str, float]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Prop:
    """A thing: `at` is where (metres), `size` its extent, `ends` the points it hangs between."""

    kind: str
    at: Vec
    size: Vec
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One exercise or test card. `side` is the worked side as drawn; None: both alike."""

    id: str
    view: View
    base: Base
    keys: tuple[Key, ...]
    props: tuple[Prop, ...] = ()
    work: tuple[str, ...] = ()
    stretch: tuple[str, ...] = ()
    arrows: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    side: Side | None = None
    held: bool = False
    ghost: bool = False
    """The start is seen faintly behind the end, where a movement is small."""
    focus: tuple[str, float] | None = None  # a point and the width around it to show, metres
    start: int = 0
    end: int = 1
    unlike: bool = field(default=False, repr=False)
    """Start and end are two findings to tell apart, not a movement from one to the other."""
    then: "Figure | None" = field(default=None, repr=False)
    """What is done after it, drawn below: a test may have two parts."""
    states: tuple[tuple[int, ...], ...] = ()
    """The solved body in every frame that is played, key poses among them: root position in
    millimetres, then the angles of `skeleton.DOFS` in tenths of a degree. Empty: not solved yet."""


# Depth, width and height in metres of each kind of thing, where a file does not say.
USUAL_SIZES: dict[str, tuple[float, float, float]] = {
    "chair": (0.42, 0.42, 0.45),
    "bench": (0.5, 1.2, 0.42),
    "step": (0.36, 0.6, 0.2),
    "books": (0.2, 0.3, 0.06),
    "counter": (0.5, 1.2, 0.9),
    "bed": (1.9, 0.9, 0.5),
    "roller": (0.15, 0.4, 0.15),
    "ball": (0.08, 0.08, 0.08),
    "towel": (0.1, 0.3, 0.09),
    "pillow": (0.1, 0.3, 0.1),
    "wall_behind": (0.07, 0.7, 2.15),
    "wall_front": (0.07, 0.7, 2.15),
    "wall_left": (0.07, 0.7, 2.15),
    "mat": (1.9, 0.66, 0.01),
    "post": (0.08, 0.08, 2.1),
    "bar": (0.04, 1.2, 0.04),
    "band": (0.0, 0.0, 0.0),
    "dumbbell": (0.2, 0.08, 0.08),
    "held_ball": (0.24, 0.24, 0.24),
    "stick": (0.0, 0.0, 0.0),
    "ruler": (0.0, 0.05, 0.2),
    "level": (0.0, 0.9, 0.0),
    "print": (0.0, 0.0, 0.0),
}
