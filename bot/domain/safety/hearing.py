"""The small words of one language that turn what is said around: no, my mother, years ago."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hearing:
    """Words without apostrophes and in lower case; several words stand in one entry."""

    negations: frozenset[str] = frozenset()
    """"no", "never", "dont": what follows is not so."""
    not_negating: frozenset[str] = frozenset()
    """After a negation these take it back: "not sure", "not kidding"."""
    ends: frozenset[str] = frozenset()
    """Where a negation ends: "but", "now"."""
    lists: frozenset[str] = frozenset()
    """With one of these a negation reaches over commas: "no pain, numbness or weakness"."""
    answers: frozenset[str] = frozenset()
    """After a question mark or a colon they say that it is not so: "no", "none"."""
    others: frozenset[str] = frozenset()
    """Somebody else: "mother", "friend"."""
    tellers: frozenset[str] = frozenset()
    """What somebody else does who speaks about the writer: "my wife says my face hangs"."""
    writer: frozenset[str] = frozenset()
    """The writer: "I", "my"."""
    past: frozenset[str] = frozenset()
    """Long ago, or only supposed: "years ago", "what if"."""


NO_WORDS = Hearing()
