"""A figure as data: key poses, what rests on what, props, lit muscles."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.figures.skeleton import Vec

View = Literal[
    "side", "front", "back", "three_quarter", "three_quarter_back", "above", "lying_front"
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
    focus: tuple[str, float] | None = None  # a point and the width around it to show, metres
    start: int = 0
    end: int = 1
