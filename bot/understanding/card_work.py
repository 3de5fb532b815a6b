"""Read what somebody types at an open exercise: numbers by side, and what it was done with."""

from dataclasses import dataclass, field, replace

from bot.domain.ids import Side
from bot.domain.training.workout import Work
from bot.understanding.lengths import WEIGHTS
from bot.understanding.quantities import spoken
from bot.understanding.tokens import Token, tokens
from bot.understanding.vocabulary import Vocabulary

MOST = 10
"""Numbers in one message: no exercise has more sets and sides."""
LETTERS = {"l": Side.LEFT, "r": Side.RIGHT, "each": Side.BOTH}


@dataclass(slots=True)
class _Text:
    """The words of a message, and what has been read of them so far."""

    words: tuple[Token, ...]
    vocabulary: Vocabulary
    timed: bool
    work: list[Work] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    side: Side | None = None
    """Named, and its number is still to come."""

    def named(self, name: str, at: int) -> tuple[str, int] | None:
        """Return what a list calls the words at a token, and the token after them."""
        spot = self.vocabulary.at(name, self.words, at)
        return None if spot is None else (spot.value, spot.end)

    def side_at(self, at: int) -> tuple[Side, int] | None:
        """Return the side named at a token, and the token after it."""
        named = self.named("sides", at)
        if named is not None:
            return Side(named[0]), named[1]
        letter = LETTERS.get(self.words[at].text) if at < len(self.words) else None
        return None if letter is None else (letter, at + 1)


def read_work(text: str, vocabulary: Vocabulary, *, timed: bool) -> tuple[Work, ...]:
    """Return what was really done: "12 and 9", "left 8", "5 kg", "20 sec each side, red band".

    Args:
        text: as typed.
        vocabulary: the words of the person's language.
        timed: a number by itself is seconds of a hold.

    Returns:
        In the order told, `Side.BOTH` where no side was named; empty when the text says anything
        else besides.
    """
    read = _Text(tokens(text), vocabulary, timed)
    at = 0
    while at < len(read.words):
        after = _step(read, at)
        if after is None or len(read.work) > MOST:
            return ()
        at = after
    return () if read.side is not None else _with_loads(read)


def _step(read: _Text, at: int) -> int | None:
    """Return the token after what stands at one; None where it is nothing of these."""
    band = read.named("bands", at)
    if band is not None:
        read.loads.append(" ".join(word.text for word in read.words[at : band[1]]))
        return band[1]
    number = spoken(read.words, at, read.vocabulary)
    if number is not None:
        return _number(read, *number)
    side = read.side_at(at)
    if side is not None:
        if read.side is not None:
            return None
        read.side = side[0]
        return side[1]
    beside = read.named("work_words", at)
    return None if beside is None else beside[1]


def _number(read: _Text, value: float, end: int) -> int | None:
    unit = read.named("units", end)
    name, after = (None, end) if unit is None else unit
    if name in WEIGHTS:
        read.loads.append(f"{value:g} {name}")
        return after
    if name not in (None, "s" if read.timed else "rep") or value != int(value):
        return None
    side_before = read.side or Side.BOTH
    work = (
        Work(side_before, seconds=int(value)) if read.timed else Work(side_before, reps=int(value))
    )
    read.side = None
    beside = after
    while side_before is Side.BOTH and (small := read.named("work_words", beside)) is not None:
        beside = small[1]
    side = read.side_at(beside) or read.side_at(after)
    if side_before is Side.BOTH and side is not None and _belongs(read, side):
        if len(read.words) == 2 and side[0] is Side.LEFT:
            return None  # "2 left" is what is left to do
        work, after = replace(work, side=side[0]), side[1]
    read.work.append(work)
    return after


def _belongs(read: _Text, side: tuple[Side, int]) -> bool:
    """Whether a side behind a number is that number's, and not the next one's."""
    following = spoken(read.words, side[1], read.vocabulary)
    return following is None or side[0] is Side.BOTH or read.side_at(following[1]) is not None


def _with_loads(read: _Text) -> tuple[Work, ...]:
    work, loads = read.work, read.loads
    if not loads:
        return tuple(work)
    if not work:
        return (Work(Side.BOTH, load=loads[0]),) if len(loads) == 1 else ()
    if len(loads) == 1:
        loads = loads * len(work)
    if len(loads) != len(work):
        return ()
    return tuple(replace(one, load=load) for one, load in zip(work, loads, strict=True))
