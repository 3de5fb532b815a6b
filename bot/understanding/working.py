"""What somebody types at an open exercise: numbers by side, and what it was done with."""

from dataclasses import dataclass, field, replace

from bot.domain.ids import Side
from bot.domain.lexicon import Lexicon
from bot.domain.training.workout import Work
from bot.understanding.quantity import WEIGHTS
from bot.understanding.reading import Reading
from bot.understanding.slots import reading_of

MOST = 10
"""Numbers in one message: no exercise has more sets and sides."""


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    told: list[Work] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    side: Side | None = None
    """Named, and its number is still to come."""


def read_work(text: str, lexicon: Lexicon, *, timed: bool) -> tuple[Work, ...]:
    """What was really done: "12 and 9", "left 8", "5 kg", "20 sec each side, red band".

    Args:
        text: as typed.
        lexicon: the person's language.
        timed: a number by itself is seconds of a hold.

    Returns:
        In the order told; empty when the text says anything else besides.
    """
    reading = reading_of(text, lexicon)
    found = _Found()
    i = 0
    while i < len(reading.words):
        after = _step(reading, i, found, timed=timed)
        if after is None or len(found.told) > MOST:
            return ()
        i = after
    if found.side is not None or reading.question:
        return ()
    if len(found.told) == 1 and reading.at(1) in _names(lexicon, Side.LEFT):
        return ()  # "2 left" is what is left to do
    return _loaded(found)


def _step(reading: Reading, i: int, found: _Found, *, timed: bool) -> int | None:
    """The word after what stands at a word; None where it is nothing of these."""
    band = reading.slot("bands", i)
    if band is not None:
        found.loads.append(" ".join(word.text for word in reading.words[i : band[1]]))
        return band[1]
    number = reading.slot("n", i)
    if number is not None and isinstance(number[0], float):
        return _number(reading, number[0], number[1], found, timed=timed)
    side = reading.slot("sides", i)
    if side is not None:
        if found.side is not None:
            return None
        found.side = Side(str(side[0]))
        return side[1]
    beside = reading.slot("working", i)
    if beside is not None:
        return beside[1]
    return i + 1 if reading.at(i) in reading.grammar.lexicon.joiners else None


def _number(reading: Reading, value: float, end: int, found: _Found, *, timed: bool) -> int | None:
    unit = reading.slot("units", end)
    name = None if unit is None else str(unit[0])
    after = end if unit is None else unit[1]
    if name in WEIGHTS:
        found.loads.append(f"{value:g} {name}")
        return after
    if name not in (None, "s" if timed else "rep") or value != int(value):
        return None
    side_told = found.side or Side.BOTH
    work = Work(side_told, seconds=int(value)) if timed else Work(side_told, reps=int(value))
    found.side = None
    beside = reading.slot("working", after)
    side = reading.slot("sides", after) or (beside and reading.slot("sides", beside[1]))
    if work.side is Side.BOTH and side is not None:
        following = reading.slot("n", side[1])
        if following is None or side[0] == Side.BOTH or reading.slot("sides", following[1]):
            work, after = replace(work, side=Side(str(side[0]))), side[1]
    found.told.append(work)
    return after


def _loaded(found: _Found) -> tuple[Work, ...]:
    told, loads = found.told, found.loads
    if not loads:
        return tuple(told)
    if not told:
        return (Work(Side.BOTH, load=loads[0]),) if len(loads) == 1 else ()
    if len(loads) == 1:
        loads = loads * len(told)
    if len(loads) != len(told):
        return ()
    return tuple(replace(work, load=load) for work, load in zip(told, loads, strict=True))


def _names(lexicon: Lexicon, side: Side) -> tuple[str, ...]:
    return lexicon.names["sides"][side]
