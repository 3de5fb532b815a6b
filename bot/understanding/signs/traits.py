"""Features of a window of a text for the model of warning signs."""

import itertools
from dataclasses import dataclass
from zlib import crc32

from bot.understanding.features import BUCKETS, letter_buckets, shape, word_grams
from bot.understanding.signs.concepts import Concepts, Spotted
from bot.understanding.signs.scopes import Piece, Scope, pieces, scopes
from bot.understanding.tokens import Token

REACH = 9
"""Words between two concepts that are seen together."""
ANSWERED = frozenset(("safety", "flag", "consent", "locked", "ticks"))
"""Situations in which words of alarm may be an answer."""


@dataclass(frozen=True)
class Heard:
    """A text as the ear takes it: its words, concepts, clauses, and how each word is meant."""

    words: tuple[Token, ...]
    spots: tuple[Spotted, ...]
    cut: tuple[Piece, ...]
    meant: tuple[Scope, ...]
    situation: str

    @classmethod
    def of(cls, words: tuple[Token, ...], concepts: Concepts, situation: str) -> "Heard":
        """Take in the words of a text."""
        spots = tuple(concepts.spots([word.text for word in words]))
        cut = tuple(pieces(words, spots))
        return cls(words, spots, cut, tuple(scopes(words, spots, cut)), situation)

    @property
    def windows(self) -> list[Piece]:
        """The whole text, each clause, and each two neighbours."""
        whole = Piece(0, len(self.words))
        if len(self.cut) < 2:
            return [whole]
        pairs = [Piece(a.start, b.end) for a, b in itertools.pairwise(self.cut)]
        return list(dict.fromkeys((whole, *self.cut, *pairs)))


def traits(heard: Heard, window: Piece) -> list[int]:
    """Return the hashed features of a window, each once, in ascending order."""
    shapes = [shape(word.text) for word in heard.words[window.start : window.end]]
    names: set[str] = set(word_grams(["^", *shapes, "$"]))
    if heard.situation in ANSWERED:
        names.add(f"in {heard.situation}")
    inside = [s for s in heard.spots if window.start <= s.start and s.end <= window.end]
    for spot in inside:
        names.add(f"@{spot.name}")
        names.add(f"@{spot.name} {heard.meant[spot.start]}")
    for at, one in enumerate(inside):
        for other in inside[at + 1 :]:
            if other.start - one.end >= REACH:
                break
            if one.name != other.name and (one.start, one.end) != (other.start, other.end):
                names.update(_together(heard, one, other))
    buckets = {crc32(name.encode()) % BUCKETS for name in names}
    return sorted(buckets.union(*map(letter_buckets, shapes)))


def _together(heard: Heard, one: Spotted, other: Spotted) -> tuple[str, ...]:
    names = f"{one.name}+{other.name}" if one.name < other.name else f"{other.name}+{one.name}"
    first, second = heard.meant[one.start], heard.meant[other.start]
    meant = first if first is not Scope.PLAIN else second
    if other.start - one.end <= 1:
        return (f"@{names} {meant}", f"@{one.name}>{other.name}")
    return (f"@{names} {meant}",)
