"""Read a measured answer: a quantity, one for each side, or a date."""

from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotANumber
from bot.domain.ids import Side
from bot.domain.ruler import Lengths
from bot.domain.talk.answers import Sides
from bot.domain.talk.question import Kind, Question
from bot.understanding.full_dates import read_date
from bot.understanding.lengths import QuantityReader
from bot.understanding.tokens import number, tokens
from bot.understanding.vocabulary import Vocabulary

MOST_LEFT = 2
"""Words beside the answer that are overlooked; more of them make it something else."""
LETTERS = {"l": Side.LEFT, "lt": Side.LEFT, "r": Side.RIGHT, "rt": Side.RIGHT, "each": Side.BOTH}
JOINERS = frozenset((",", ";", ".", "and", "&", "+", "/"))
TELLS_CM = Lengths()
"""Whoever has a ruler and reads centimetres."""


@dataclass(frozen=True, slots=True)
class OneSide:
    """The number of one side, the other still to be told."""

    side: Side
    number: float


Measure = float | Sides | OneSide | str


@dataclass(frozen=True, slots=True)
class Measured:
    """What a text measures."""

    value: Measure
    whole: bool
    """Whether nothing else is said."""


def read_measured(
    question: Question,
    text: str,
    vocabulary: Vocabulary,
    today: date,
    lengths: Lengths = TELLS_CM,
) -> Measured | None:
    """Return the number, the sides or the day that a text tells; None when it tells none.

    The value is not yet held against the question's range: `question.check` does that.

    Raises:
        NotANumber: it is unclear which number is whose.
        NotADate: there is no such day, or day and month could be either.
        HandUnknown: told in hand spans, and the person's is not known.
    """
    words = tokens(text)
    reader = QuantityReader(words, vocabulary, question.unit, lengths)
    match question.kind:
        case Kind.DATE:
            day = read_date(words, vocabulary, today)
            return None if day is None else Measured(day.isoformat(), whole=True)
        case Kind.SIDES:
            return _sides(question, reader)
        case _:
            return _number(question, reader)


def _number(question: Question, reader: QuantityReader) -> Measured | None:
    for at in range(len(reader.words)):
        match = reader.read(at)
        if match is None:
            continue
        value, end = match
        of = end + 1 if reader.text(end) == "/" else end + 2
        if reader.text(end) in ("/", "out") and reader.text(of) == f"{question.high:g}":
            end = of + 1
        return _measured(value, reader, [n for n in range(len(reader.words)) if not at <= n < end])
    none = reader.vocabulary.spots("words_for_none", reader.words)
    alone = none and len(reader.words) <= MOST_LEFT and question.low <= 0
    return Measured(0.0, whole=True) if alone else None


def _sides(question: Question, reader: QuantityReader) -> Measured | None:
    numbers: list[tuple[Side | None, float]] = []
    rest: list[int] = []
    waiting: Side | None = None
    at = 0
    while at < len(reader.words):
        side = _side(reader, at)
        match = reader.read(at, ranged=False) if side is None else None
        if side is not None:
            if waiting is None and numbers and numbers[-1][0] is None and _joins(reader, at):
                numbers[-1] = (side[0], numbers[-1][1])
            else:
                waiting = side[0]
            at = side[1]
        elif match is not None:
            numbers.append((waiting, match[0]))
            waiting, at = None, match[1]
        elif numbers and reader.text(at) == "of":  # "3 of 5" are no two sides
            return None
        else:
            rest.append(at)
            at += 1
    if not numbers or _more(reader, rest) is None:
        return None
    return _measured(_as_sides(question, numbers), reader, rest)


def _side(reader: QuantityReader, at: int) -> tuple[Side, int] | None:
    spot = reader.vocabulary.at("sides", reader.words, at)
    if spot is not None:
        return Side(spot.value), spot.end
    letter = LETTERS.get(reader.text(at))
    return None if letter is None else (letter, at + 1)


def _joins(reader: QuantityReader, at: int) -> bool:
    """Whether no joiner parts the side at a token from the number before it ("19 left, 41")."""
    return reader.text(at - 1) not in JOINERS


def _as_sides(question: Question, numbers: list[tuple[Side | None, float]]) -> Sides | OneSide:
    by_side = {side: number for side, number in numbers if side is not None}
    loose = [number for side, number in numbers if side is None]
    both = by_side.get(Side.BOTH)
    match len(numbers), len(loose):
        case 1, 0 if both is not None:
            return Sides(both, both)
        case 1, 0:
            [(side, number)] = by_side.items()
            return OneSide(side, number)
        case 2, 2:
            return Sides(loose[0], loose[1])
        case 2, 0 if len(by_side) == 2 and both is None:
            return Sides(by_side[Side.LEFT], by_side[Side.RIGHT])
        case 2, 1 if both is None:
            [(side, number)] = by_side.items()
            left = side is Side.LEFT
            return Sides(number, loose[0]) if left else Sides(loose[0], number)
    raise NotANumber(question=question.id)


def _measured(value: Measure, reader: QuantityReader, rest: list[int]) -> Measured | None:
    """Return what was read, unless too much else is said beside it."""
    more = _more(reader, rest)
    return None if more is None else Measured(value, whole=not more)


def _more(reader: QuantityReader, rest: list[int]) -> list[str] | None:
    """Return the words beside an answer that tell something; None when they are too many."""
    hedges = reader.vocabulary.lists["hedges"][""]
    left = [reader.text(at) for at in rest if reader.text(at) not in hedges]
    more = [word for word in left if word.isalnum()]
    too_many = len(more) > MOST_LEFT or any(number(word) is not None for word in more)
    return None if too_many else more
