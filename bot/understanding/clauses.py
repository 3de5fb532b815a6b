"""Cut a text into clauses, so that one message can mean several things."""

from collections.abc import Collection, Sequence

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
LISTING = frozenset(("and", "&", ","))
"""What joins the items of a list."""
BETWEEN = 5
"""Tokens after "between" within which "and" belongs to it."""
MOST = 10
"""Clauses looked at; a longer text is a story."""


def clauses(words: Sequence[Token], items: Collection[str] = ()) -> list[tuple[Token, ...]]:
    """Return the clauses of a text; one that is not cut is returned whole.

    Args:
        items: words that are listed, such as days: between two of them nothing is cut.
    """
    if len(words) < SHORTEST:
        return [tuple(words)]
    found: list[tuple[Token, ...]] = []
    current: list[Token] = []
    for at, token in enumerate(words):
        if token.text in LISTING and _joins(words, at, items):
            current.append(token)
            continue
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


def _joins(words: Sequence[Token], at: int, items: Collection[str]) -> bool:
    """Whether a word joins two items of a list, or the two ends of a span."""
    before = [word.text for word in words[max(0, at - BETWEEN) : at]]
    if words[at].text != "," and "between" in before:
        return True
    after = [word.text for word in words[at + 1 : at + 3]]
    if after[:1] == ["and"]:
        after = after[1:]
    return bool(before and after) and before[-1] in items and after[0] in items


def _says_something(words: Sequence[Token]) -> bool:
    return any(token.text not in CUTS and token.text not in CONJUNCTIONS for token in words)
