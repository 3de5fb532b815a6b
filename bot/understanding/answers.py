"""Read the answer to the open question out of a text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.understanding import body, timing
from bot.understanding.age import age_answered
from bot.understanding.assent import assent, only_well
from bot.understanding.context import Shape, TextContext
from bot.understanding.exceptions import makes_exception
from bot.understanding.geography import place_told
from bot.understanding.levels import usual_level
from bot.understanding.options import option_named
from bot.understanding.quantities import Amount, amounts
from bot.understanding.scope import Scope
from bot.understanding.ticks import none_of, options_ticked

NUMBERS = frozenset((Shape.LEVEL, Shape.NUMBER, Shape.SIDES, Shape.MINUTES))
"""Shapes that take numbers, and no time of the day."""
CM = {"cm": 1.0, "mm": 0.1, "inch": 2.54, "": 1.0}
BOTH = {"each": "both", "same": "both", "both": "both"}
LETTERED = {"l": "left", "r": "right", "lt": "left", "rt": "right", **BOTH}
"""Letters and words beside numbers, and the side they stand for."""
NO = frozenset(("no", "nope", "nah"))
_RANGE = frozenset(("-", "to", "or", "and", "\u2013"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text answers."""

    value: Any = None
    whole: bool = False
    """Nothing else is said."""
    asks_back: str | None = None
    """What is missing; then there is no value."""
    exact: bool = False
    """In the very words that were offered, so that nothing else can be meant."""


def answer(scope: Scope, context: TextContext) -> Answer | None:
    """Return what a text answers to the open question; None when it is no answer.

    The value is a number, an option's id, a list of ids, `none` or `some`, left and right, a time
    or a place, by the shape of the question.
    """
    reader = _READERS.get(context.shape)
    if context.shape in NUMBERS:
        scope = replace(scope, timeless=True)
    return reader(scope, context) if reader is not None else None


def _level(scope: Scope, context: TextContext) -> Answer | None:
    if context.situation == "scale" and (usual := usual_level(scope)) is not None:
        return Answer(usual) if context.low <= usual <= context.high else None
    level = body.pains(scope, loose=True)[0].get("level") if not _two_numbers(scope) else None
    if level is None:
        plain = [a for a in scope.amounts if a.unit == "" and a.value != int(a.value)]
        first = next((a for a in scope.amounts if a.unit == ""), None)
        if plain and plain[0] is first and first.value <= context.high:
            level = int(first.value + 0.5)
    if level is None and _two_numbers(scope):
        spans = [(a.start, a.end) for a in scope.amounts]
        return (
            Answer(asks_back="which") if _nothing_else(scope, spans) else _last_of(scope, context)
        )
    if level is None and body.tells_none(scope) and not _only_no(scope, context):
        level = 0
    if level is None or not context.low <= level <= context.high:
        return None
    return Answer(level, _nothing_else(scope, [(a.start, a.end) for a in scope.amounts]))


def _only_no(scope: Scope, context: TextContext) -> bool:
    """Whether a bare no is said to "how bad is it?": that denies something else, and is no 0."""
    words = {word.text for word in scope.words if word.is_word}
    return context.situation == "scale" and words <= NO


def _last_of(scope: Scope, context: TextContext) -> Answer | None:
    fitting = [a for a in scope.amounts if a.unit == "" and context.low <= a.value <= context.high]
    return Answer(int(fitting[0].value)) if fitting else None


def _two_numbers(scope: Scope) -> bool:
    numbers = [a for a in scope.amounts if a.unit == "" and a.value <= 10]
    if len(numbers) != 2 or (
        numbers[1].value == 10 and scope.text(numbers[1].start - 1) in ("of", "/", "from")
    ):
        return False
    between = {scope.text(n) for n in range(numbers[0].end, numbers[1].start)}
    return bool(between) and between <= {"and", ",", "&", "/"}


def _number(scope: Scope, context: TextContext) -> Answer | None:
    if context.unit == "years":
        age = age_answered(scope.words, scope.vocabulary)
        return None if age is None else Answer(age, len(scope.words) <= 2)
    lengths = [a for a in scope.amounts if a.unit in CM]
    spans = [(a.start, a.end) for a in scope.amounts]
    if not lengths:
        none = scope.has("words_for_none") and len(scope.words) <= 2 and context.low <= 0
        return Answer(0, whole=True) if none else None
    clear = [a for a in lengths if a.unit] or lengths
    values = {_cm(a) for a in clear}
    if len(values) > 1 and len(clear) == 2 and _nothing_else(scope, spans):
        joined = {scope.text(n) for n in range(clear[0].end, clear[1].start)}
        if joined & _RANGE - {"and"}:
            middle = sum(_cm(a) for a in clear) / 2
            return Answer(_plain(middle), whole=True)
        return Answer(asks_back="which", whole=True)
    length = clear[0] if not _corrected(scope, clear) else clear[-1]
    decimal = _point(scope, length)
    if decimal is not None:
        return Answer(decimal, whole=True)
    return Answer(_plain(_cm(length)), _nothing_else(scope, spans))


def _corrected(scope: Scope, lengths: list[Amount]) -> bool:
    return len(lengths) > 1 and any(
        scope.text(lengths[-1].start - n)
        in ("no", "sorry", "say", "mean", "make", "actually", "rather")
        for n in (1, 2, 3)
    )


def _point(scope: Scope, whole: Amount) -> float | None:
    """Read "eight point five"."""
    if scope.text(whole.end) != "point":
        return None
    after = next((a for a in scope.amounts if a.start == whole.end + 1), None)
    return whole.value + after.value / 10 if after and after.value < 10 else None


def _cm(amount: Amount) -> float:
    return amount.value * CM.get(amount.unit, 1.0)


def _plain(value: float) -> int | float:
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _sides(scope: Scope, context: TextContext) -> Answer | None:
    every = amounts(scope.words, scope.vocabulary)  # "at 9" is no time where seconds are asked
    numbers = [a for a in every if a.unit in ("", "s", "min", "rep", *CM)]
    if not numbers and scope.text(0) in ("full", "whole") and scope.text(1) == "minute":
        numbers = [Amount(1, "min", 0, 2)]
    if not numbers:
        return None
    spans = [(a.start, a.end) for a in numbers]
    whole = _nothing_else(scope, spans)
    sides = _lettered_sides(scope)
    if len(numbers) == 1:
        if any(side == "both" for side, _ in sides):
            return Answer(
                {"left": _value(numbers[0], context), "right": _value(numbers[0], context)}, whole
            )
        return Answer(asks_back="side", whole=whole)
    first, second = numbers[0], numbers[1]
    named = [(side, at) for side, at in sides if side != "both"]
    values = (_value(first, context), _value(second, context))
    if named and _side_of(first, second, named) == "right":
        return Answer({"left": values[1], "right": values[0]}, whole)
    return Answer({"left": values[0], "right": values[1]}, whole)


def _lettered_sides(scope: Scope) -> list[tuple[str, int]]:
    sides = [(spot.value, spot.start) for spot in scope.spots("sides")]
    sides += [(LETTERED[w.text], n) for n, w in enumerate(scope.words) if w.text in LETTERED]
    return sorted(sides, key=lambda pair: pair[1])


def _side_of(first: Amount, second: Amount, named: list[tuple[str, int]]) -> str:
    """Return the side of the first number: sides stand before their numbers or after them."""
    side, at = named[0]
    if at < first.start:
        return side
    if at < second.start and len(named) > 1:
        return side if named[1][1] > second.start else _other(named[1][0])
    return side if at < second.start else _other(side)


def _other(side: str) -> str:
    return "right" if side == "left" else "left"


def _value(amount: Amount, context: TextContext) -> int | float:
    value = amount.seconds if amount.unit in ("s", "min") and amount.seconds else amount.value
    if amount.unit in ("mm", "inch", "cm"):
        value = _cm(amount)
    return _plain(value)


def _minutes(scope: Scope, context: TextContext) -> Answer | None:
    minutes = timing.minutes_a_day(scope)
    if minutes is None:
        return None
    plain = [a for a in scope.amounts if a.unit in ("", "min", "h", "s")]
    spans = [(a.start, a.end) for a in scope.amounts]
    whole = _nothing_else(scope, spans)
    if len({a.value for a in plain}) == 2 and whole:
        between = {scope.text(n) for n in range(plain[0].end, plain[1].start)}
        if between & (_RANGE - {"and"}) and len(between) == 1:
            return Answer(asks_back="which", whole=True)
    return Answer(minutes, whole)


def _option(scope: Scope, context: TextContext) -> Answer | None:
    named = option_named(scope, context.options)
    if named is None:
        return None
    return Answer(named.id, named.whole, exact=named.exact)


def _ticks(scope: Scope, context: TextContext) -> Answer | None:
    reply = assent(scope)
    if reply is not None and reply.id == "no" and reply.whole:
        return Answer(none_of(context.options), exact=True)
    ticked = options_ticked(scope, context.options)
    return Answer(ticked) if ticked else None


def _time(scope: Scope, context: TextContext) -> Answer | None:
    time = timing.daily_time(scope).get("time")
    if time is None:
        return Answer(asks_back="time") if scope.has("dayparts") else None
    return Answer(time, _nothing_else(scope, [(c.start, c.end) for c in scope.clocks]))


def _place(scope: Scope, context: TextContext) -> Answer | None:
    place = place_told(scope)
    return Answer(place, len(scope.words) <= 3) if place else None


def _body(scope: Scope, context: TextContext) -> Answer | None:
    place = body.place_of_body(scope)
    if not place:
        return None
    return Answer(place, len(scope.words) <= 4)


def _none_some(scope: Scope, context: TextContext) -> Answer | None:
    reply = assent(scope)
    if reply is not None:
        value = "none" if reply.id == "no" else "some"
        return Answer(value, reply.whole or len(scope.words) <= 2, exact=reply.whole)
    none = scope.spots("none_words")
    some = scope.spots("some_words")
    if none and only_well(scope):
        return None
    if not none and not some:
        return Answer("some") if scope.words else None
    if none and makes_exception(scope):
        return Answer("some")
    first = scope.words[0].text if scope.words else ""
    if first in ("yes", "yeah", "yep", "yup", "some", "ja", "si", "y"):
        return Answer("some", len(scope.words) <= 2)
    return Answer("none" if none else "some", len(scope.words) <= 2)


def _words(scope: Scope, context: TextContext) -> Answer | None:
    return Answer(scope.phrase(scope.words)) if scope.words else None


def _day(scope: Scope, context: TextContext) -> Answer | None:
    return Answer(scope.days[0].on.isoformat()) if scope.days else None


def _nothing_else(scope: Scope, spans: list[tuple[int, int]]) -> bool:
    """Whether only small words stand beside what was read."""
    small = scope.vocabulary.lists["hedges"][""]
    units = {way for ways in scope.vocabulary.lists["units"].values() for way in ways}
    return all(
        word.text in small
        or word.text in units
        or any(start <= n < end for start, end in spans)
        or word.text in ("left", "right", "l", "r", "half", "hour")
        for n, word in enumerate(scope.words)
    )


_READERS: Mapping[Shape, Callable[[Scope, TextContext], Answer | None]] = {
    Shape.LEVEL: _level,
    Shape.NUMBER: _number,
    Shape.SIDES: _sides,
    Shape.MINUTES: _minutes,
    Shape.OPTION: _option,
    Shape.TICKS: _ticks,
    Shape.TIME: _time,
    Shape.PLACE: _place,
    Shape.BODY: _body,
    Shape.NONE_SOME: _none_some,
    Shape.WORDS: _words,
    Shape.DAY: _day,
}
