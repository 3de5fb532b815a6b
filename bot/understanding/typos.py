"""Typos forgiven, with care: a short word is never guessed at."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from bot.understanding.grammar import Grammar
from bot.understanding.words import Word

SHORTEST = 5
"""Letters from which one slip is forgiven; "done" and "gone", "sick" and "sock" stay apart."""
LONG = 10
"""Letters from which two slips are forgiven."""
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
MOST = 60
"""Unknown words looked up in one text; a text with more of them is no reply."""


def corrected(words: list[Word], grammar: Grammar) -> list[Word]:
    """The words, with those that nearly are one the lexicon knows replaced by it."""
    found, looked_up = [], 0
    for told in words:
        word = told if told.text in grammar.known else _squeezed(told, grammar)
        spelling = grammar.spellings.get(word.text)
        if spelling is not None:
            found.append(replace(word, text=spelling))
        elif word.text in grammar.lexicon.as_written:
            found.append(word)
        elif word.text not in grammar.known and len(word.text) >= SHORTEST and looked_up < MOST:
            looked_up += 1
            nearest = nearest_word(word.text, grammar.known)
            found.append(word if nearest is None else replace(word, text=nearest))
        else:
            found.append(word)
    return found


def _squeezed(word: Word, grammar: Grammar) -> Word:
    """A drawn-out word as it is usually written ("doneee", "sooo")."""
    for times in (2, 1) if _DRAWN_OUT.search(word.text) else ():
        plain = _DRAWN_OUT.sub(r"\1" * times, word.text)
        if plain in grammar.known:
            return replace(word, text=plain)
    return word


@lru_cache(maxsize=2048)
def nearest_word(word: str, known: frozenset[str]) -> str | None:
    """The one known word nearest to it; None when none or more than one is near.

    The first letter has to be right: people rarely miss it, and it keeps "worse" from "horse".
    """
    return nearest(word, _by_first(known).get(word[0], ()))


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The one of some words that a few slips turn into `word`; a swap of letters is one slip."""
    from rapidfuzz.distance import OSA

    best, second, found = 3, 3, None
    for candidate in among:
        if abs(len(candidate) - len(word)) > 2 or min(len(candidate), len(word)) < SHORTEST - 1:
            continue
        allowed = 2 if min(len(word), len(candidate)) >= LONG else 1
        slips = OSA.distance(word, candidate, score_cutoff=allowed)
        if slips > allowed:
            continue
        if slips < best:
            best, second, found = slips, best, candidate
        elif slips < second:
            second = slips
    return found if best < second else None


@lru_cache(maxsize=32)
def _by_first(known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(known):
        if word.isalpha() and len(word) >= SHORTEST - 1:
            found.setdefault(word[0], []).append(word)
    return {first: tuple(words) for first, words in found.items()}
