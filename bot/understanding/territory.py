"""Which clauses of a long message the slots of an act are read from."""

from collections.abc import Collection, Sequence

from bot.domain.acts import PLEASANTRIES, QUESTION
from bot.understanding.decide import Choice, Decision
from bot.understanding.tokens import Token

NUMBERLESS = frozenset(
    ("better", "worse", "tired", "ill", "not_today", "skipped", "stop", *QUESTION, *PLEASANTRIES)
)
"""Acts that take no number."""
TIMED = frozenset(
    ("shorter", "longer", "later", "pause", "set_time", "set_days", "set_minutes", "set_quiet")
)
"""Acts whose slots are times and lengths, which things and places around them do not hold."""
PLACED = frozenset(("place", "with", "without", "set_equipment", "never", "now", "start", "only"))
"""Acts whose slots are places and things."""


def taken_from(choice: Choice, decision: Decision) -> set[int]:
    """Return the clauses that other acts tell, so that an act does not read its slots there."""
    others = (c for c in decision.meant if c.clause != choice.clause)
    if choice.act in TIMED:
        others = (c for c in others if c.act not in NUMBERLESS and c.act not in PLACED)
    return {c.clause for c in others}


def words_around(
    words: Sequence[Token], parts: Sequence[tuple[Token, ...]], clause: int, taken: Collection[int]
) -> tuple[Token, ...]:
    """Return the words of a clause, and of those beside it up to one that is taken."""
    first = last = clause
    while first > 0 and first - 1 not in taken:
        first -= 1
    while last + 1 < len(parts) and last + 1 not in taken:
        last += 1
    start, end = parts[first][0].start, parts[last][-1].end
    return tuple(word for word in words if start <= word.start and word.end <= end)
