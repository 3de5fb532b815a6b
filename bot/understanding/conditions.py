"""Find the conditions that a text names as the writer's own: "none apart from asthma"."""

from collections.abc import Iterable, Mapping, Sequence

from bot.understanding.language import Language
from bot.understanding.scope import Scope
from bot.understanding.signs.concepts import Concepts, Spotted
from bot.understanding.signs.scopes import Scope as Meant
from bot.understanding.signs.scopes import pieces, scopes
from bot.understanding.tokens import Token

TURNS = ("exceptions", "restrictions")
"""Lists of words that end a denial: what follows "none apart from" is not denied."""


def conditions_named(
    language: Language, words: Sequence[Token], ways: Mapping[str, Iterable[str]]
) -> frozenset[str]:
    """Return what a text names, without what it denies, tells of others, of the past, or asks.

    Args:
        ways: id of a condition -> ways to say it; `*` ends a beginning of a word.
    """
    texts = [word.text for word in words]
    named = Concepts.of(ways).spots(texts)
    if not named:
        return frozenset()
    turns = [
        Spotted("turn", spot.start, spot.end)
        for name in TURNS
        for spot in language.vocabulary.spots(name, words)
    ]
    spots = [*language.concepts.spots(texts), *turns]
    last = [Spotted("condition", spot.start, spot.end) for spot in named]
    meant = scopes(words, [*spots, *last], pieces(words, spots))
    return frozenset(spot.name for spot in named if meant[spot.start] is Meant.PLAIN)


def makes_exception(scope: Scope) -> bool:
    """Whether something is excepted from "none", whatever it is: "no to all except the last"."""
    if not scope.has("exceptions"):
        return False
    spots = [spot for name in (*TURNS, "none_words") for spot in scope.spots(name)]
    small = scope.vocabulary.lists["hedges"][""]
    return any(
        word.is_word
        and word.text not in small
        and not any(spot.start <= at < spot.end for spot in spots)
        for at, word in enumerate(scope.words)
    )
