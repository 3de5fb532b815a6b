"""Cut a text into clauses, so that one message can mean several things."""

from collections.abc import Sequence

from bot.understanding.tokens import Token

CUTS = frozenset((".", ",", ";", "!", "?", "\n", ":", "\u2014", "\u2013", "(", ")", "\u2026"))
CONJUNCTIONS = frozenset(
    (
        "and",
        "but",
        "so",
        "also",
        "then",
        "because",
        "cause",
        "cuz",
        "coz",
        "bc",
        "plus",
        "though",
        "&",
        "while",
        "btw",
        "ps",
        "since",
        "though",
    )
)
"""Words that begin a clause of their own."""
SHORTEST = 4
"""Tokens from which a text is cut."""
MOST = 10
"""Clauses looked at; a longer text is a story."""


def clauses(words: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the clauses of a text; one that is not cut is returned whole."""
    if len(words) < SHORTEST:
        return [tuple(words)]
    found: list[tuple[Token, ...]] = []
    current: list[Token] = []
    for token in words:
        if token.text in CUTS or token.text in CONJUNCTIONS:
            if token.text == "?" and current:
                current.append(token)
            if _says_something(current):
                found.append(tuple(current))
                current = []
            elif token.text in CUTS and current:
                current = [*current, token]
            if token.text in CONJUNCTIONS and token.text in ("but", "because"):
                current = [*current, token]
            continue
        current.append(token)
    if current:
        if _says_something(current) or not found:
            found.append(tuple(current))
        else:
            found[-1] = (*found[-1], *current)
    return found[:MOST]


def _says_something(words: Sequence[Token]) -> bool:
    return any(token.text not in CUTS and token.text not in CONJUNCTIONS for token in words)
