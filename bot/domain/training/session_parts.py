"""Which phases a session has, in which order of need, by minutes and block."""

from enum import Enum

from bot.domain.training.periodization import DayKind
from bot.domain.training.routine import Block

FULL_MINUTES, LONG_MINUTES = 20, 30
"""With so many minutes the dose of the articles has room. Source: the project's design."""
MOST, MOST_AT_FIRST = 7, 4
"""Exercises in a session, and in the first week. Source: Henry 1999; clinical model."""
_ROWS: dict[Block, dict[int, str]] = {
    Block.CALM: {5: "LAA", 10: "LALAR", 20: "LALARA", 30: "LALALAR"},
    Block.BUILD: {5: "LAA", 10: "LAIOR", 20: "LALAIOR", 30: "LALAIOL"},
    Block.INTEGRATE: {5: "LAA", 10: "LAIOA", 20: "LAILAOI", 30: "LAILAOI"},
    Block.KEEP: {5: "LAA", 10: "LAIOA", 20: "LAIOIA", 30: "LAIOIAA"},
}
"""Each stretch is followed by the activation of its partner. Source: clinical model, programme."""
_LIGHT = {5: "LML", 10: "LMLRM", 20: "LMLRLMR", 30: "LMLRLMLR"}
_LIGHT_KEEPING = "LM"
LEAD = 2
"""The first stretch with its partner; what follows takes turns where only some of it fits."""
WHOLE_EVERY = 3
"""Two of so many strength sessions hold a whole movement, so that with the light days between
them every third routine does."""


class Part(Enum):
    """A place in the session."""

    LENGTHEN = "L"
    ACTIVATE = "A"
    INTEGRATE = "I"
    OUTSIDE = "O"
    """Strength outside the main region."""
    RELEASE = "R"
    MOBILITY = "M"
    MEASURED = "W"
    """Strength for what measured weak beside the leading patterns."""
    BALANCE = "B"
    """Balance, for whoever needs it."""


def session_parts(
    minutes: int,
    block: Block,
    kind: DayKind,
    *,
    turn: int,
    beside: frozenset[Part] = frozenset(),
) -> tuple[Part, ...]:
    """Return the parts of a session to fill, most needed first.

    Args:
        turn: strength sessions done so far; by it parts take turns that do not all fit.
        beside: `MEASURED` where something measured weak beside the leading patterns, `BALANCE`
            where balance has its place: in every strength session, or every other short one.
    """
    rows = _LIGHT if kind is DayKind.LIGHT else _ROWS[block]
    row = rows[max((m for m in rows if m <= minutes), default=min(rows))]
    if kind is DayKind.LIGHT:
        return tuple(Part(letter) for letter in (_LIGHT_KEEPING if block is Block.KEEP else row))
    lead, rest = row[:LEAD], row[LEAD:]
    if minutes >= FULL_MINUTES:
        by = turn % len(rest)
        rest = _in_front("O", rest[by:] + rest[:by])
    if block is not Block.CALM and turn % WHOLE_EVERY > 0:
        rest = _in_front("I", rest if "I" in rest else "I" + rest[:-1])
    if Part.BALANCE in beside and (minutes >= FULL_MINUTES or turn % 2 == 0):
        rest = rest.replace("O", "", 1) if "O" in rest else rest[:-1]
        lead = lead[:1] + "B" + lead[1:]
    if Part.MEASURED in beside:
        lead = lead[:1] + "W" + lead[1:]
    return tuple(Part(letter) for letter in lead + rest)


def strength_parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the parts of a session with strength in the place of stretching and moving."""
    moving = (Part.LENGTHEN, Part.RELEASE, Part.MOBILITY)
    return tuple(Part.ACTIVATE if part in moving else part for part in parts)


def _in_front(letter: str, row: str) -> str:
    """Return the row with one of its parts first, if it has that part."""
    return letter + row.replace(letter, "", 1) if letter in row else row


def patterns_at_once(minutes: int) -> int:
    """Return how many patterns a session of so many minutes has room for."""
    return 1 if minutes < 20 else 2 if minutes < 30 else 3
