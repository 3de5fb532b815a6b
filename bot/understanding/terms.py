"""Find the thing that a question names: an exercise, a muscle, a term of the glossary."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")

ALIKE = 86
"""How alike, of 100, a name and what was typed have to be."""
SHORTEST = 5
"""Letters from which a name may be misspelt."""
_WORD = re.compile(r"[\w']+")
_LEADS = frozenset(("a", "an", "the", "this", "that", "your", "my", "is", "what", "whats", "are"))


def find_term(text: str, names: Mapping[Key, Sequence[str]]) -> Key | None:
    """Return the thing that a text names, None where it names none.

    The longest name that stands in the text comes first, then the shortest name that holds the
    whole text, then one that is nearly spelt like it. Of equal ones the first is taken.

    Args:
        names: thing -> what it is called.
    """
    from rapidfuzz import fuzz

    asked = _words(text)
    while asked and asked[0] in _LEADS:
        asked.pop(0)
    if not asked:
        return None
    known = [(key, _words(name)) for key, several in names.items() for name in several]
    joined = f" {' '.join(asked)} "
    inside = [(key, name) for key, name in known if name and f" {' '.join(name)} " in joined]
    if inside:
        return max(inside, key=lambda one: len(" ".join(one[1])))[0]
    within = [(key, name) for key, name in known if f" {' '.join(asked)} " in f" {' '.join(name)} "]
    if within and len(joined.strip()) >= SHORTEST:
        return min(within, key=lambda one: len(" ".join(one[1])))[0]
    scored = [
        (fuzz.ratio(" ".join(name), joined.strip()), key)
        for key, name in known
        if len(" ".join(name)) >= SHORTEST
    ]
    best = max(scored, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def _words(text: str) -> list[str]:
    """Return the words of a text, in the singular as far as a final s tells."""
    words = _WORD.findall(text.casefold().replace("-", " "))
    return [word[:-1] if len(word) > 3 and word.endswith("s") else word for word in words]
