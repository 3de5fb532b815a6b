"""Whether a short reply says yes or no to the open question: "nope", "not that I know of"."""

from dataclasses import dataclass

from bot.understanding.scope import Scope
from bot.understanding.vocabulary import Spot

TURNS = frozenset(("but", "though", "although", "however", "yet"))
"""Words after which the opposite may follow."""
BEFORE_IT = 3
"""Small words that may stand before it: "well, luckily no"."""


@dataclass(frozen=True, slots=True)
class Assent:
    """Yes or no, as somebody says it."""

    id: str
    """`yes` or `no`."""
    whole: bool
    """Nothing else is said."""


def assent(scope: Scope) -> Assent | None:
    """Return whether a text says yes or no; None if unsure, both, or one with an exception."""
    spots = scope.spots("assent")
    values = {spot.value for spot in spots}
    if len(values) != 1 or values == {"unsure"} or _turns(scope):
        return None
    if spots[0].start > BEFORE_IT or not _small(scope, [], spots[0].start):
        return None
    return Assent(spots[0].value, whole=_small(scope, spots, len(scope.words)))


def _turns(scope: Scope) -> bool:
    """Whether an exception may follow: "no, except at night", "no but my calf is hot"."""
    texts = {word.text for word in scope.words}
    return bool(texts & TURNS) or scope.has("exceptions") or bool(texts & {"unless", "only"})


def _small(scope: Scope, spots: list[Spot], end: int) -> bool:
    """Whether the words before `end` that are in no spot are small ones."""
    small = scope.vocabulary.lists["hedges"][""]
    return all(
        not word.is_word or word.text in small or any(s.start <= at < s.end for s in spots)
        for at, word in enumerate(scope.words[:end])
    )
