"""Whether words are of oneself, of others, of the past, denied, or only asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.signs.concepts import Spotted
from bot.understanding.tokens import Token

CUTS = frozenset((".", ";", "!", "?", "\n", ":", "\u2014", "\u2013", "(", ")", "\u2026"))
SOFT_CUTS = frozenset((",", "-", "/"))
SHORTEST = 3
"""Words of a piece that a comma may cut off; shorter ones are items of a list."""
MOST = 12
"""Pieces looked at one by one."""


class Scope(StrEnum):
    """How a word is meant."""

    PLAIN = "plain"
    DENIED = "denied"
    OTHERS = "others"
    PAST = "past"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause: a span of words, and how each of them is meant."""

    start: int
    end: int


def pieces(words: Sequence[Token], spots: Sequence[Spotted]) -> list[Piece]:
    """Cut a text into clauses: at stops, at commas between clauses, at words that begin one."""
    begins = {spot.start for spot in spots if spot.name == "turn"}
    clauses: list[Piece] = []
    start = 0
    for at, word in enumerate(words):
        hard = word.text in CUTS
        soft = word.text in SOFT_CUTS or at in begins
        if hard or (soft and _word_count(words[start:at]) >= SHORTEST):
            end = at + 1 if hard or word.text in SOFT_CUTS else at
            if _word_count(words[start:at]):
                clauses.append(Piece(start, end))
                start = end
    if _word_count(words[start:]) or not clauses:
        clauses.append(Piece(start, len(words)))
    return clauses[:MOST]


def _word_count(words: Sequence[Token]) -> int:
    return sum(word.is_word or word.text[0].isdecimal() for word in words)


def scopes(words: Sequence[Token], spots: Sequence[Spotted], cut: Sequence[Piece]) -> list[Scope]:
    """Return for each word how it is meant."""
    meant = [Scope.PLAIN] * len(words)
    for piece in cut:
        inside = [s for s in spots if piece.start <= s.start and s.end <= piece.end]
        denied = _denied(inside)
        others = _others(inside)
        past = any(s.name == "past" for s in inside) and all(s.name != "now" for s in inside)
        asked = words[piece.end - 1].text == "?" or any(
            s.name == "general" and s.start <= piece.start + 1 for s in inside
        )
        for at in range(piece.start, piece.end):
            if at in denied:
                meant[at] = Scope.DENIED
            elif at in others:
                meant[at] = Scope.OTHERS
            elif past:
                meant[at] = Scope.PAST
            elif asked:
                meant[at] = Scope.ASKED
    return meant


def _denied(spots: Sequence[Spotted]) -> set[int]:
    """The words behind a negation that is no part of a concept itself, up to what ends it."""
    kept = {at for s in spots if s.end - s.start > 1 and s.name != "deny" for at in _span(s)}
    ends = {s.start for s in spots if s.name == "turn"}
    denied: set[int] = set()
    last = max((s.end for s in spots), default=0)
    for spot in spots:
        if spot.name == "deny" and spot.start not in kept:
            stop = min((end for end in ends if end > spot.start), default=last)
            denied.update(range(spot.end, stop))
    return denied


def _others(spots: Sequence[Spotted]) -> set[int]:
    """The words from somebody else on, up to the writer."""
    named = [s for s in spots if s.name == "other"]
    taken = {at for s in named for at in _span(s)}
    mine = {s.start for s in spots if s.name == "me"} - taken
    last = max((s.end for s in spots), default=0)
    others: set[int] = set()
    for spot in named:
        stop = min((at for at in mine if at > spot.start), default=last)
        others.update(range(spot.start, stop))
    return others


def _span(spot: Spotted) -> range:
    return range(spot.start, spot.end)
