"""Tell whether something is excepted from "none", as in "no to all except the last"."""

from bot.understanding.scope import Scope

OF_NONE = ("exceptions", "restrictions", "none_words")
"""Lists of words that deny or except, and name nothing themselves."""


def makes_exception(scope: Scope) -> bool:
    """Whether something is excepted from "none", whatever it is: "no to all except the last"."""
    if not scope.has("exceptions"):
        return False
    spots = [spot for name in OF_NONE for spot in scope.spots(name)]
    small = scope.vocabulary.lists["hedges"][""]
    return any(
        word.is_word
        and word.text not in small
        and not any(spot.start <= at < spot.end for spot in spots)
        for at, word in enumerate(scope.words)
    )
