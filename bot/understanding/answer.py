"""A typed answer to the question being asked."""

from collections.abc import Mapping
from datetime import date

from bot.domain.errors import NotADate, NotANumber, NotATime
from bot.domain.lexicon import Lexicon
from bot.domain.ruler import Lengths
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Value
from bot.domain.talk.question import Kind, Question
from bot.understanding.clock import Clock
from bot.understanding.day import Day
from bot.understanding.numbers import minus
from bot.understanding.option_words import chosen
from bot.understanding.overlook import only
from bot.understanding.quantity import TELLS_CM, quantity
from bot.understanding.reading import Reading
from bot.understanding.sides import OneSide, sides
from bot.understanding.slots import reading_of
from bot.understanding.words import split

__all__ = ["OneSide", "read_answer"]


def read_answer(
    question: Question,
    text: str,
    lexicon: Lexicon,
    today: date | None = None,
    options: Mapping[str, str] = {},
    lengths: Lengths = TELLS_CM,
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
        lengths: what the person measures with, where the question asks in centimetres.

    Raises:
        NotANumber, NotATime, NotADate: clearly meant as an answer, and none.
        HandUnknown: told in hand spans, and the person's is not known.
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
    if question.kind is Kind.TEXT and (named := named_option(text, options)) is not None:
        return named
    match question.kind:
        case Kind.SCALE:
            return _scale(question, reading)
        case Kind.NUMBER:
            return _number(question, reading, lengths)
        case Kind.SIDES:
            return sides(question, reading, lengths)
        case Kind.TIME:
            return _time(reading)
        case Kind.DATE:
            return _date(reading, today)
        case Kind.TEXT | Kind.ZONE:
            return text.strip() or None
        case _:
            return None


def named_option(text: str, options: Mapping[str, str]) -> str | None:
    """The option whose very words were typed, or its place: own words may share some of them."""
    said = [word.text for word in split(text)]
    labels = [[word.text for word in split(label)] for label in options.values()]
    found = [id for id, label in zip(options, labels, strict=True) if label == said]
    places = {str(place): id for place, id in enumerate(options, 1)}
    return found[0] if found else places.get(text.strip())


def _instead(question: Question, reading: Reading) -> str | None:
    """Not sure, or skipped, where the question offers it and nothing else is said."""
    for i in range(len(reading.words)):
        said = reading.slot("said", i)
        if said is None:
            continue
        offered = {NOT_SURE: question.not_sure, SKIPPED: question.skip}.get(str(said[0]), False)
        if offered and only(reading, i, said[1]):
            return str(said[0])
    return None


def _scale(question: Question, reading: Reading) -> float | None:
    for i in range(len(reading.words)):
        said = reading.slot("said", i)
        if said is not None and said[0] == "none" and only(reading, i, said[1]):
            return 0.0
        share = reading.slot("share", i)
        if share is None:
            continue
        (value, of), end = share[0], share[1]
        if of is not None and of != question.high:
            if only(reading, i, end):
                raise NotANumber(question=question.id)
            return None
        between = reading.reading("range", end)
        if between is not None and isinstance(between.values[0], float):
            value, end = max(value, between.values[0]), between.end
        if minus(reading, i) or (i > 0 and reading.at(i - 1) == "-"):
            value = -value
        return value if only(reading, i, end) else None
    for i in range(len(reading.words)):
        level = reading.slot("levels", i)
        if level is not None and only(reading, i, level[1]):
            return float(str(level[0]))
    return None


def _number(question: Question, reading: Reading, lengths: Lengths) -> float | None:
    for i in range(len(reading.words)):
        found = quantity(reading, i, question.unit, lengths)
        if found is not None:
            value, end = found
            share = reading.reading("share", end)
            if share is not None and share.values[0] == question.high:
                end = share.end
            return value if only(reading, i, end) else None
        said = reading.slot("said", i)
        if said is not None and said[0] == "none" and only(reading, i, said[1]):
            return 0.0
    return None


def _time(reading: Reading) -> str | None:
    for i in range(len(reading.words)):
        found = reading.slot("clock", i)
        if found is None or not isinstance(found[0], Clock):
            continue
        if not only(reading, i, found[1]):
            return None
        if found[0].time is None:
            raise NotATime
        return found[0].time.strftime("%H:%M")
    for i in range(len(reading.words)):
        part = reading.slot("dayparts", i)
        if part is not None and only(reading, i, part[1]):
            return str(part[0])
    return None


def _date(reading: Reading, today: date | None) -> str | None:
    for i in range(len(reading.words)):
        found = reading.slot("day", i)
        if found is None or not isinstance(found[0], Day):
            continue
        told = found[0]
        if not only(reading, i, found[1]):
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
