"""A typed answer to the question being asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.errors import NotADate, NotANumber, NotATime
from bot.domain.ids import Side
from bot.domain.lexicon import Lexicon
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Sides, Value
from bot.domain.talk.question import Kind, Question
from bot.understanding.options import chosen
from bot.understanding.quantity import quantity
from bot.understanding.reading import Reading
from bot.understanding.slots import reading_of
from bot.understanding.times import Clock, Day

MOST_LEFT = 2
"""Words beside the answer that are overlooked; more of them make it something else."""

REQUESTS = frozenset(
    [
        "later",
        "later_at",
        "not_today",
        "pause",
        "pause_until",
        "pause_for",
        "resume",
        "tired",
        "sick",
        "travelling",
        "without",
        "change_time",
        "change_days",
        "drop_days",
        "stop_all",
        "help",
        "something_else",
        "never_again",
        "physio",
    ]
)
"""Meanings that make a text a request rather than an answer."""

_SIGNS = frozenset(".!~():=?-/")


@dataclass(frozen=True, slots=True)
class OneSide:
    """The number of one side, the other still to be told."""

    side: Side
    number: float


def read_answer(
    question: Question,
    text: str,
    lexicon: Lexicon,
    today: date | None = None,
    options: Mapping[str, str] = {},
) -> Value | OneSide | None:
    """What a typed text answers to a question; None when it is no answer to it.

    The value is not yet held against the question's range: `question.check` does that.

    Args:
        question: the one being asked.
        text: as typed.
        lexicon: the person's language.
        today: the person's local day; without it days such as "tomorrow" are no answer.
        options: option id -> its words in the person's language, in the order shown; the
            English ones if empty.

    Raises:
        NotANumber, NotATime, NotADate: clearly meant as an answer, and none.
    """
    reading = reading_of(text, lexicon)
    if not reading.words:
        return None
    if question.kind in (Kind.CHOICE, Kind.SEVERAL):
        words = options or {option.id: option.text.english for option in question.options}
        picked = chosen(question, reading, text, words)
        if picked is not None:
            return picked
    if (instead := _instead(question, reading)) is not None:
        return instead
    match question.kind:
        case Kind.SCALE:
            return _scale(question, reading)
        case Kind.NUMBER:
            return _number(question, reading)
        case Kind.SIDES:
            return _sides(question, reading)
        case Kind.TIME:
            return _time(reading)
        case Kind.DATE:
            return _date(reading, today)
        case Kind.TEXT | Kind.ZONE:
            return text.strip() or None
        case _:
            return None


def _instead(question: Question, reading: Reading) -> str | None:
    """Not sure, or skipped, where the question offers it and nothing else is said."""
    for i in range(len(reading.words)):
        said = reading.slot("said", i)
        if said is None:
            continue
        offered = {NOT_SURE: question.not_sure, SKIPPED: question.skip}.get(str(said[0]), False)
        if offered and _only(reading, i, said[1]):
            return str(said[0])
    return None


def _only(reading: Reading, start: int, end: int) -> bool:
    """Whether little is said but what stands from `start` to `end`, and nothing is asked for."""
    rest = [n for n in range(len(reading.words)) if not start <= n < end]
    return _overlooked(reading, rest)


def _overlooked(reading: Reading, rest: list[int]) -> bool:
    lexicon = reading.grammar.lexicon
    over = lexicon.hedges | lexicon.joiners | _SIGNS
    told = [n for n in rest if reading.at(n) not in over]
    if len(told) > MOST_LEFT:
        return False
    if any(_requests(reading, n) for n in told):
        return False
    return not any(_reports(reading, n) for n in rest)


def _requests(reading: Reading, i: int) -> bool:
    found = reading.intent(i)
    return found is not None and found.name in REQUESTS


def _reports(reading: Reading, i: int) -> bool:
    """Whether it is told there what was done of a routine."""
    found = reading.intent(i)
    return found is not None and found.name.startswith("done_") and found.name != "done_none"


def _scale(question: Question, reading: Reading) -> float | None:
    for i in range(len(reading.words)):
        said = reading.slot("said", i)
        if said is not None and said[0] == "none" and _only(reading, i, said[1]):
            return 0.0
        share = reading.slot("share", i)
        if share is None:
            continue
        (value, of), end = share[0], share[1]
        if of is not None and of != question.high:
            if _only(reading, i, end):
                raise NotANumber(question=question.id)
            return None
        between = reading.reading("range", end)
        if between is not None and isinstance(between.values[0], float):
            value, end = max(value, between.values[0]), between.end
        if i > 0 and reading.at(i - 1) == "-":
            value = -value
        return value if _only(reading, i, end) else None
    for i in range(len(reading.words)):
        level = reading.slot("levels", i)
        if level is not None and _only(reading, i, level[1]):
            return float(str(level[0]))
    return None


def _number(question: Question, reading: Reading) -> float | None:
    for i in range(len(reading.words)):
        found = quantity(reading, i, question.unit)
        if found is not None:
            value, end = found
            share = reading.reading("share", end)
            if share is not None and share.values[0] == question.high:
                end = share.end
            return value if _only(reading, i, end) else None
        said = reading.slot("said", i)
        if said is not None and said[0] == "none" and _only(reading, i, said[1]):
            return 0.0
    return None


def _sides(question: Question, reading: Reading) -> Sides | OneSide | None:
    told: list[tuple[Side | None, float]] = []
    rest: list[int] = []
    waiting: Side | None = None
    i = 0
    while i < len(reading.words):
        side = reading.slot("sides", i)
        found = quantity(reading, i, question.unit, ranged=False)
        if side is not None:
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
    return _as_sides(question, told) if told and _overlooked(reading, rest) else None


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
    if len(told) == 2 and len(by_side) == 1 and Side.BOTH not in by_side:
        [(side, number)] = by_side.items()
        return Sides(number, loose[0]) if side is Side.LEFT else Sides(loose[0], number)
    if len(told) == 1 and by_side:
        [(side, number)] = by_side.items()
        return OneSide(side, number)
    raise NotANumber(question=question.id)


def _time(reading: Reading) -> str | None:
    for i in range(len(reading.words)):
        found = reading.slot("clock", i)
        if found is None or not isinstance(found[0], Clock):
            continue
        if not _only(reading, i, found[1]):
            return None
        if found[0].time is None:
            raise NotATime
        return found[0].time.strftime("%H:%M")
    for i in range(len(reading.words)):
        part = reading.slot("dayparts", i)
        if part is not None and _only(reading, i, part[1]):
            return str(part[0])
    return None


def _date(reading: Reading, today: date | None) -> str | None:
    for i in range(len(reading.words)):
        found = reading.slot("day", i)
        if found is None or not isinstance(found[0], Day):
            continue
        told = found[0]
        if not _only(reading, i, found[1]):
            return None
        if told.order_unknown:
            raise NotADate(reason="order")
        if today is None and told.year is None:
            return None
        on = told.on(today or date.min)
        if on is None:
            raise NotADate
        return on.isoformat()
    return None
