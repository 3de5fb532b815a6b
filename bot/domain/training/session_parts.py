"""Choose the parts of a session: which phases, in which order of need, by minutes and block."""

from enum import Enum

from bot.domain.training.periodization import DayKind
from bot.domain.training.routine import Block

MOST, MOST_AT_FIRST = 7, 4
"""Exercises in a session, and in the first week. Source: Henry 1999; clinical model."""
_ROWS: dict[Block, dict[int, str]] = {
    Block.CALM: {5: "LAA", 10: "LALAR", 20: "LALARA", 30: "LALALAR"},
    Block.BUILD: {5: "LAA", 10: "LAIOR", 20: "LALAIOR", 30: "LALAIOL"},
    Block.INTEGRATE: {5: "LAA", 10: "LAIOA", 20: "LAILAOI", 30: "LAILAOI"},
    Block.KEEP: {5: "LAA", 10: "LAIOA", 20: "LAIOIA", 30: "LAIOIAA"},
}
"""Each stretch is followed by the activation of its partner. Source: clinical model, programme."""
_LIGHT = {5: "LML", 10: "LMLRM", 20: "LMLRLM", 30: "LMLRLML"}
_LIGHT_KEEPING = "LM"


class Part(Enum):
    """A place in the session."""

    LENGTHEN = "L"
    ACTIVATE = "A"
    INTEGRATE = "I"
    OUTSIDE = "O"
    """Strength outside the main region."""
    RELEASE = "R"
    MOBILITY = "M"


def session_parts(
    minutes: int, block: Block, kind: DayKind, *, first_week: bool
) -> tuple[Part, ...]:
    """Return the parts of a session to fill, most needed first."""
    rows = _LIGHT if kind is DayKind.LIGHT else _ROWS[block]
    least = max((m for m in rows if m <= minutes), default=min(rows))
    row = rows[least]
    if kind is DayKind.LIGHT and block is Block.KEEP:
        row = _LIGHT_KEEPING
    return tuple(Part(letter) for letter in row[: MOST_AT_FIRST if first_week else MOST])


def patterns_at_once(minutes: int) -> int:
    """Return how many patterns a session of so many minutes has room for."""
    return 1 if minutes < 20 else 2 if minutes < 30 else 3
