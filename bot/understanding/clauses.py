"""Where a text is cut into clauses, so that one message can mean several things."""

from collections.abc import Collection, Sequence

from bot.understanding.tokens import Token

CUTS = frozenset((".", ",", ";", "!", "?", "\n", ":", "\u2014", "\u2013", "(", ")", "\u2026"))
CONJUNCTIONS = frozenset(
    (
        *("and", "but", "so", "also", "then", "because", "cause", "cuz", "coz", "bc", "plus", "&"),
        *("though", "while", "btw", "ps"),
    )
)
"""Words that begin a clause of their own."""
DEGREES = frozenset(("is", "are", "was", "be", "im", "its", "feel", "feels", "felt", "been", "not"))
"""Words after which "so" says how much: "is so sore"."""
MUCH = frozenset(("much", "many", "far", "long", "sore", "bad", "good", "called"))
"""Words before which "so" says how much."""
WITHIN = frozenset(("in", "on", "at", "for", "with", "to", "a", "the", "do", "want", "have"))
"""Words before which "also" and "while" belong to the clause they stand in."""
OWN = frozenset(("my", "the", "a", "her", "this", "monthly", "your", "last", "next", "on"))
"""Words before a "period" that is no dictated full stop."""
SHORTEST = 4
"""Tokens from which a text is cut."""
ARTICLES = frozenset(("a", "an", "the", "my", "some", "two", "2", "one", "1", "three", "3"))
"""Words before an item of a list."""
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
    parts: list[tuple[Token, ...]] = []
    current: list[Token] = []
    for at, token in enumerate(words):
        if token.text in LISTING and _joins(words, at, items):
            current.append(token)
            continue
        if _belongs(words, at):
            current.append(token)
            continue
        if token.text in CUTS or token.text in CONJUNCTIONS or _dictated(words, at):
            if token.text in ("?", "mark") and current:
                current.append(token)
            if _says_something(current):
                parts.append(tuple(current))
                current = []
            elif token.text in CUTS and current:
                current = [*current, token]
            if token.text in CONJUNCTIONS and token.text in ("but", "because"):
                current = [*current, token]
            continue
        current.append(token)
    if current:
        if _says_something(current) or not parts:
            parts.append(tuple(current))
        else:
            parts[-1] = (*parts[-1], *current)
    return parts[:MOST]


def _belongs(words: Sequence[Token], at: int) -> bool:
    """Whether a conjunction belongs to its clause: "so much", "is so sore", "also on Sunday"."""
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    match words[at].text:
        case "so":
            return before in DEGREES or after in MUCH
        case "also":
            return bool(before) and before not in CUTS and after in WITHIN
        case "while":
            return after.endswith("ing") or after in WITHIN
    return False


def _dictated(words: Sequence[Token], at: int) -> bool:
    """Whether a sign was spoken by somebody who dictates: "period", "question mark"."""
    before = words[at - 1].text if at else ""
    match words[at].text:
        case "period" | "comma":
            return bool(before) and before not in OWN and at + 1 < len(words)
        case "mark":
            return before == "question"
    return False


def _joins(words: Sequence[Token], at: int, items: Collection[str]) -> bool:
    """Whether a word joins two items of a list, or the two ends of a span."""
    before = [word.text for word in words[max(0, at - BETWEEN) : at]]
    if words[at].text != "," and "between" in before:
        return True
    after = [word.text for word in words[at + 1 : at + 4]]
    if words[at].text != "," and _is_number(before[-1:]) and _is_number(after[:1]):
        return True  # "1 and 3 done"
    if after[:1] == ["and"]:
        after = after[1:]
    after = after[:2]
    if not (before and after) or before[-1] not in items:
        return False
    return after[0] in items or (after[0] in ARTICLES and after[-1] in items)


def _is_number(texts: Sequence[str]) -> bool:
    return bool(texts) and texts[0].isdecimal()


def _says_something(words: Sequence[Token]) -> bool:
    return any(token.text not in CUTS and token.text not in CONJUNCTIONS for token in words)
