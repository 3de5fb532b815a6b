"""How much a session may hold at most: after pain and after a break no more than the one before."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.training.dosage import Item
from bot.domain.training.exercise import Phase
from bot.domain.training.routine import Prescription, Routine
from bot.domain.training.selection import Choice
from bot.domain.training.time_limit import fewer_sets, within
from bot.domain.training.trainee import SHORTEST, Trainee

FEWEST = 3
"""Exercises that a session may have, however few the one before had."""
_ORDER = tuple(Phase)


@dataclass(frozen=True, slots=True)
class Size:
    """How many exercises a session has, and how long it takes."""

    exercises: int
    seconds: int

    def at_most(self, other: "Size") -> "Size":
        """Return the smaller of both numbers."""
        return Size(min(self.exercises, other.exercises), min(self.seconds, other.seconds))


def size_of(items: Sequence[Item] | Sequence[Prescription], seconds: int) -> Size:
    """Return the size of a session; the shortest one counts as three exercises in five minutes."""
    return Size(max(len(items), FEWEST), max(seconds, SHORTEST * 60))


def last_routine(trainee: Trainee) -> Routine | None:
    """Return the last routine that a person began; the first exercise of all is none."""
    routines = (w.routine for w in reversed(trainee.history) if w.begun)
    return next((r for r in routines if r.items and not r.introduction), None)


def cut(
    items: Sequence[Item], seconds: int, most: Size, needed: Sequence[Choice]
) -> tuple[list[Item], int]:
    """Return the items of a session that is no longer than allowed, and their seconds.

    Args:
        needed: the choices, most needed first.
    """
    if seconds <= most.seconds:
        return [*items], seconds
    by_need = sorted(items, key=lambda item: needed.index(item.choice))
    kept, shorter = within(fewer_sets(by_need, most.seconds), most.seconds)
    return sorted(kept, key=lambda item: _ORDER.index(item.phase)), shorter
