"""What a clinician told a person to leave out, and until when."""

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import Movement, Region


@dataclass(frozen=True, slots=True)
class Closure:
    """Movements, or everything that loads or stretches a place."""

    movements: frozenset[Movement]
    region: Region | None = None
    until: date | None = None
    """The first day it is allowed again; None: until the person says so."""
    who: str = ""
    """As the person called them: "physio"."""
    number: int = 0
    """Which of theirs, in the order they were told."""
