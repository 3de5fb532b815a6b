"""Find the conditions that a text names as the writer's own: "none apart from asthma"."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from bot.understanding.clauses import clauses
from bot.understanding.load import FOLDER, USUAL
from bot.understanding.signs.concepts import FILE, Concepts, Spotted
from bot.understanding.signs.examples import FOLDER as SIGNS
from bot.understanding.signs.scopes import Scope, pieces, scopes
from bot.understanding.tokens import tokens
from bot.understanding.vocabulary import Vocabulary

TURNS = ("exceptions", "restrictions")
"""Lists of words that end a denial: what follows "none apart from" is not denied."""


def conditions_named(
    text: str, ways: Mapping[str, Iterable[str]], vocabulary: Vocabulary, concepts: Concepts
) -> frozenset[str]:
    """Return what a text names, without what it denies, tells of others, of the past, or asks.

    Args:
        ways: id of a condition -> ways to say it; `*` ends a beginning of a word.
    """
    words = tokens(text)
    texts = [word.text for word in words]
    named = Concepts.of(ways).spots(texts)
    if not named:
        return frozenset()
    turns = [
        Spotted("turn", spot.start, spot.end)
        for name in TURNS
        for spot in vocabulary.spots(name, words)
    ]
    spots = [*concepts.spots(texts), *turns]
    last = [Spotted("condition", spot.start, spot.end) for spot in named]
    meant = scopes(words, [*spots, *last], pieces(words, spots))
    return frozenset(spot.name for spot in named if meant[spot.start] is Scope.PLAIN)


@lru_cache(maxsize=4)
def concepts_of(content: Path) -> Concepts:
    """Return the words by which a text tells whose something is, and when; English for now.

    Raises:
        ValueError: the file is not as it should be.
    """
    return Concepts.load(content / FOLDER / USUAL / SIGNS / FILE)


def without_conditions(text: str, ways: Mapping[str, Iterable[str]]) -> str:
    """Return the clauses of a text after the first that name no condition: what is said besides."""
    named = Concepts.of(ways)
    parts = clauses(tokens(text))
    rest = [part for part in parts[1:] if not named.spots([word.text for word in part])]
    return ", ".join(" ".join(word.text for word in part) for part in rest)
