"""Features of a text for the linear classifier: word and letter n-grams, slot marks, situation."""

import itertools
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zlib import crc32

from bot.understanding.tokens import Token

BUCKETS = 1 << 18
"""Size of the hashed feature space."""
LETTERS = (2, 3, 4, 5)
"""Lengths of the letter n-grams."""
KEPT_WORDS = 1024
"""Words whose letter n-grams are kept: the frequent ones come in nearly every message."""
GROUPS = {
    "card": "card",
    "checkin": "pain",
    "morning": "pain",
    "scale": "pain",
    "safety": "form",
    "number": "form",
    "sides": "form",
    "choice": "form",
    "setup": "form",
    "time": "form",
    "zone": "form",
    "ticks": "form",
    "complaint": "form",
    "flag": "consent",
    "consent": "consent",
    "after": "after",
}
"""Situation -> the coarse group it shares features with; all others are `open`."""


def group_of(situation: str) -> str:
    """Return the coarse group of a situation."""
    return GROUPS.get(situation, "open")


def features(
    words: Iterable[Token], marks: Mapping[str, str], situation: str, whole: str = ""
) -> list[int]:
    """Return the hashed features of a text, each once, in ascending order.

    Args:
        words: tokens of the text.
        marks: word -> name of the slot it fills ("knee" -> "region").
        situation: what is on the screen.
        whole: what the text reads as taken as a whole ("number", "time", ...), if anything.
    """
    shapes = ["^", *(shape(word.text) for word in words), "$"]
    marked = [f"<{marks[word]}>" if word in marks else word for word in shapes]
    names: set[str] = set(word_grams(shapes))
    names.update(word_grams(marked))
    group = group_of(situation)
    inner = {*shapes, *marked, *(f"{a} {b}" for a, b in itertools.pairwise(marked))}
    names.update(f"{group}|{gram}" for gram in inner)
    names.update(f"{situation}||{gram}" for gram in {*shapes, *marked})
    count = len(shapes) - 2
    size = (
        "0"
        if count == 0
        else "1"
        if count == 1
        else "2"
        if count < 4
        else "3"
        if count < 8
        else "4"
    )
    names.add(f"size {size}")
    names.add(f"{group}|size {size}")
    names.add(f"in {situation}")
    if whole:
        names.add(f"whole {whole}")
        names.add(f"{situation}|whole {whole}")
    buckets = {crc32(name.encode()) % BUCKETS for name in names}
    return sorted(buckets.union(*map(letter_buckets, shapes)))


def word_grams(words: list[str]) -> Iterable[str]:
    """Return the words of a text, and each two and three in a row."""
    yield from words
    yield from (f"{a} {b}" for a, b in itertools.pairwise(words))
    yield from (f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=KEPT_WORDS)
def letter_buckets(word: str) -> tuple[int, ...]:
    """Return the hashed letter n-grams of a word."""
    if len(word) < 2 or not word[0].isalpha():
        return ()
    padded = f"_{word[:20]}_"
    return tuple(
        crc32(f"#{padded[at : at + size]}".encode()) % BUCKETS
        for size in LETTERS
        for at in range(len(padded) - size + 1)
    )


def shape(word: str) -> str:
    """Return a number as the range it lies in, and any other word as it is."""
    if not word[0].isdecimal():
        return word
    if ":" in word:
        return "<time>"
    if "." in word or "," in word:
        return "<decimal>"
    if len(word) > 4:
        return "<long>"
    value = int(word)
    return "<0>" if value == 0 else "<low>" if value <= 10 else "<mid>" if value <= 60 else "<high>"
