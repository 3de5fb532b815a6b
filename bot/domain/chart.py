"""A chart as numbers and words, one panel below the other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Levels:
    """Pain of 0 to 10, a bar for each label; None where nothing was told."""

    title: str
    labels: tuple[str, ...]
    levels: tuple[float | None, ...]
    before: float | None = None
    """A level to compare with, drawn across."""
    before_words: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was done of what was planned, a bar for each label."""

    title: str
    labels: tuple[str, ...]
    done: tuple[int, ...]
    planned: tuple[int, ...]
    words: tuple[str, str]
    """For what was done, and for what was planned."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One number the first time and now."""

    words: str
    """Its name and both numbers."""
    gain: float
    """How much better it is, in errors of measurement; below zero it is worse."""


@dataclass(frozen=True, slots=True)
class Gains:
    """Numbers compared with their own error, a line for each."""

    title: str
    rows: tuple[Compared, ...]
    words: tuple[str, str, str]
    """For worse, for what may be chance, and for better."""


Panel = Levels | Counts | Gains


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels that make one picture, the first on top."""

    panels: tuple[Panel, ...]
