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
    kinds: frozenset[str]
    """What stands in it: `pain`, `sharp`, `regions`, `sides`, `moments`, `levels`, `n`."""

    @property
    def painful(self) -> bool:
        """It speaks of pain: by a word for it, or by a place with a number or a degree."""
        told = bool(self.kinds & {"n", "levels", "sharp"})
        return "pain" in self.kinds or ("regions" in self.kinds and told)


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


def joined(reading: Reading, parts: list[Clause], used: set[int]) -> list[Clause]:
    """The clauses, with a number that stands alone put to the place it belongs to ("knee, a 4")."""
    found: list[Clause] = []
    number_before = place_before = False
    for clause in parts:
        rest = [i for i in range(clause.start, clause.end) if i not in used]
        kinds = {kind for i in rest for kind in kinds_at(reading, i)}
        number = kinds == {"n"} and not clause.strange
        place = bool(kinds & {"regions", "sides", "pain"}) and "n" not in kinds
        if (number and place_before) or (place and number_before):
            last = found[-1]
            found[-1] = Clause(last.start, clause.end, last.strange, last.kinds | clause.kinds)
            number_before = place_before = False
        else:
            found.append(clause)
            number_before, place_before = number, place
    return found


def _clause(reading: Reading, start: int, end: int) -> Clause:
    known = reading.grammar.known
    strange = sum(
        word.text.isalpha() and word.text not in known for word in reading.words[start:end]
    )
    return Clause(
        start, end, strange, frozenset(k for i in range(start, end) for k in kinds_at(reading, i))
    )


def kinds_at(reading: Reading, i: int) -> Iterator[str]:
    """What stands at a word, of that which speaks for pain."""
    pain = reading.slot("pain", i)
    if pain is not None and pain[0] != "eased":
        yield "pain" if pain[0] == "word" else "regions"
    if reading.named(reading.grammar.sharp, i) is not None:
        yield "sharp"
    for kind in ("regions", "sides", "moments", "levels", "n"):
        if kind == "n" and reading.at(i) in reading.grammar.lexicon.pronouns:
            continue
        if reading.slot(kind, i) is not None:
            yield kind
