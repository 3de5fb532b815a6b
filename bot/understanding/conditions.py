"""Find the conditions that a text names as the writer's own: "none apart from asthma"."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from bot.domain.safety.news import NewsRule
from bot.understanding.clauses import clauses
from bot.understanding.load import FOLDER, USUAL
from bot.understanding.signs.concepts import FILE, Concepts, Spotted
from bot.understanding.signs.examples import FOLDER as SIGNS
from bot.understanding.signs.scopes import Piece, Scope, pieces, scopes
from bot.understanding.tokens import tokens
from bot.understanding.vocabulary import Vocabulary

TURNS = ("exceptions", "restrictions")
"""Lists of words that end a denial: what follows "none apart from" is not denied."""


def conditions_named(
    text: str,
    ways: Mapping[str, Iterable[str]],
    vocabulary: Vocabulary,
    concepts: Concepts,
    lasting: Collection[str] = (),
) -> frozenset[str]:
    """Return what a text names, without what it denies, tells of others, of the past, or asks.

    Args:
        ways: id of a condition -> ways to say it; `*` ends a beginning of a word.
        lasting: the ids of those that count however long ago they were.
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
    cut = pieces(words, spots)
    meant = scopes(words, [*spots, *last], cut)
    never = {at for piece in cut for at in _after_denial(piece, spots)}
    plain = {spot for spot in named if meant[spot.start] is Scope.PLAIN}
    past = {s for s in named if s.name in lasting and meant[s.start] is Scope.PAST}
    denied = {s for s in named if s.name in lasting and s.start in never}
    return frozenset(spot.name for spot in (plain | past) - denied)


def _after_denial(piece: Piece, spots: Iterable[Spotted]) -> range:
    """Return the places of a clause behind its last denial, also one in a phrase ("never had"), up
    to what ends it."""
    inside = [spot for spot in spots if piece.start <= spot.start < piece.end]
    denied = max((s.start for s in inside if s.name == "deny"), default=piece.end)
    ends = (s.start for s in inside if s.name == "turn" and s.start > denied)
    return range(denied, min(ends, default=piece.end))


def may_name_lasting(text: str, rules: Sequence[NewsRule]) -> bool:
    """Whether the words of a condition that counts however long ago it was stand in a text."""
    ways = [way for rule in rules if rule.lasting for way in rule.words]
    return bool(Concepts.of({"lasting": ways}).spots([word.text for word in tokens(text)]))


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
