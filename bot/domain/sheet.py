"""A sheet of paper: words and tables in their order, before anything prints them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; what stands out comes first."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as the head has; the first column is the widest."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    narrow: bool = False
    """Half the width will do: two of these in a row stand side by side."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page, meant to be handed to somebody."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    language: str
    created: date
    """Its day, on the calendar of whoever it is about."""
