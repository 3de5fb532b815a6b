"""A number for each side, in whatever order the two are told."""

from dataclasses import dataclass

from bot.domain.errors import NotANumber
from bot.domain.ids import Side
from bot.domain.ruler import Lengths
from bot.domain.talk.answers import Sides
from bot.domain.talk.question import Question
from bot.understanding.overlook import overlooked
from bot.understanding.quantity import quantity
from bot.understanding.reading import Reading


@dataclass(frozen=True, slots=True)
class OneSide:
    """The number of one side, the other still to be told."""

    side: Side
    number: float


def sides(question: Question, reading: Reading, lengths: Lengths) -> Sides | OneSide | None:
    """The numbers a text tells for the sides; one of them; None when it tells none.

    Raises:
        NotANumber: it is unclear which number is whose.
        HandUnknown: told in hand spans, and the person's is not known.
    """
    told: list[tuple[Side | None, float]] = []
    rest: list[int] = []
    waiting: Side | None = None
    i = 0
    while i < len(reading.words):
        side = reading.slot("sides", i)
        found = quantity(reading, i, question.unit, lengths, ranged=False)
        if side is not None:
            number = quantity(reading, i + 1, question.unit, lengths, ranged=False)
            if number is not None and number[1] > side[1] > i + 1:
                side = (side[0], i + 1)  # the "one" of "left one and a half" is its number
            if waiting is None and told and told[-1][0] is None and _joined(reading, i):
                told[-1] = (Side(str(side[0])), told[-1][1])
            else:
                waiting = Side(str(side[0]))
            i = side[1]
        elif found is not None:
            told.append((waiting, found[0]))
            waiting = None
            i = found[1]
        else:
            rest.append(i)
            i += 1
    return _as_sides(question, told) if told and overlooked(reading, rest) else None


def _joined(reading: Reading, i: int) -> bool:
    """Whether no joiner parts the side at `i` from the number before it ("19 left, 41 right")."""
    return reading.at(i - 1) not in reading.grammar.lexicon.joiners


def _as_sides(question: Question, told: list[tuple[Side | None, float]]) -> Sides | OneSide | None:
    by_side = {side: number for side, number in told if side is not None}
    loose = [number for side, number in told if side is None]
    if Side.BOTH in by_side and len(told) == 1:
        return Sides(by_side[Side.BOTH], by_side[Side.BOTH])
    if len(told) == 2 and len(loose) == 2:
        return Sides(loose[0], loose[1])
    if len(told) == 2 and len(by_side) == 2 and Side.BOTH not in by_side:
        return Sides(by_side[Side.LEFT], by_side[Side.RIGHT])
    if len(told) == 2 and len(loose) == 1 and Side.BOTH not in by_side:
        [(side, number)] = by_side.items()
        return Sides(number, loose[0]) if side is Side.LEFT else Sides(loose[0], number)
    if len(told) == 1 and by_side:
        [(side, number)] = by_side.items()
        return OneSide(side, number)
    raise NotANumber(question=question.id)
