"""A stretch of a reply between two joiners, and what speaks for pain in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.understanding.reading import Reading


@dataclass(frozen=True, slots=True)
class Clause:
    """Words from `start` up to `end`."""

    start: int
    end: int
    strange: int
    """Words the lexicon does not know."""
    painful: bool
    """It speaks of pain: by a word for it, or by a place with a number or a degree."""


def clauses(reading: Reading) -> list[Clause]:
    """All clauses of a text, in order; together with the joiners they cover it."""
    lexicon = reading.grammar.lexicon
    parting = lexicon.joiners | lexicon.turns
    found, start = [], 0
    for i in range(len(reading.words) + 1):
        if i == len(reading.words) or reading.at(i) in parting:
            if i > start:
                found.append(_clause(reading, start, i))
            start = i + 1
    return found


def _clause(reading: Reading, start: int, end: int) -> Clause:
    known = reading.grammar.known
    strange = sum(
        word.text.isalpha() and word.text not in known for word in reading.words[start:end]
    )
    kinds = set(_kinds(reading, start, end))
    painful = "pain" in kinds or ("regions" in kinds and bool(kinds & {"n", "levels", "sharp"}))
    return Clause(start, end, strange, painful)


def _kinds(reading: Reading, start: int, end: int) -> Iterator[str]:
    for i in range(start, end):
        pain = reading.slot("pain", i)
        if pain is not None and pain[0] == "word":
            yield "pain"
        if reading.named(reading.grammar.sharp, i) is not None:
            yield "sharp"
        for kind in ("regions", "n", "levels"):
            if reading.slot(kind, i) is not None:
                yield kind
