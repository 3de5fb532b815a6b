"""Whether a short reply says yes or no to the open question: "nope", "not that I know of"."""

from dataclasses import dataclass
from itertools import pairwise

from bot.understanding.scope import Scope
from bot.understanding.vocabulary import Spot

TURNS = frozenset(("but", "though", "although", "however", "yet"))
"""Words after which the opposite may follow."""
WELL = frozenset(("fine", "free", "clear", "healthy", "well", "good", "great", "negative"))
"""Words for none that are said of much else."""
DENIES = frozenset(("not", "isnt", "arent", "wasnt", "never", "no", "dont", "doesnt", "hardly"))
"""Words by which one of those is no none."""
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
    if len(values) != 1 or values == {"unsure"} or _turns(scope) or _not_well(scope):
        return None
    if spots[0].start > BEFORE_IT or not _small(scope, [], spots[0].start):
        return None
    return Assent(spots[0].value, whole=_small(scope, spots, len(scope.words)))


def only_well(scope: Scope) -> bool:
    """Whether nothing but a word such as "fine" says none of a list, and its sentence does not.

    It is denied ("not fine"), or something is said against it ("a bit hard but fine").
    """
    nones = {scope.text(spot.start) for spot in scope.spots("none_words")}
    turns = any(word.text in TURNS for word in scope.words)
    return _not_well(scope) or (nones <= WELL and turns)


def _not_well(scope: Scope) -> bool:
    """Whether somebody says that they are not fine."""
    texts = [word.text for word in scope.words]
    return any(one in WELL and before in DENIES for before, one in pairwise(texts))


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
