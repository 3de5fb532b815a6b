"""Which option of the open question a text means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.assent import assent
from bot.understanding.context import Option
from bot.understanding.quantities import Amount
from bot.understanding.scope import Scope
from bot.understanding.tokens import tokens

_UP_TO = re.compile(r"\b(?:under|less than|below|up to|fewer than|at most)\s+(\d+(?:\.\d+)?)")
_FROM = re.compile(
    r"\b(?:more than|over|above|at least)\s+(\d+(?:\.\d+)?)"
    r"|(\d+(?:\.\d+)?)\s*\w*\s+(?:or more|and more|or over)"
)
_OVER = re.compile(r"\b(\d{2,3}) over (\d{2,3})\b")
_BETWEEN = re.compile(r"(\d+(?:\.\d+)?)\s*(?:to|-|\u2013|and)\s*(\d+(?:\.\d+)?)")
HALF = 0.5
"""How much of an option's words has to be told."""
LESS = frozenset(("under", "less", "below", "fewer", "max", "maximum"))
MORE = frozenset(("more", "over", "above", "plus", "+", "least", "beyond"))
SMALL = frozenset(
    (
        *("a", "an", "the", "of", "to", "in", "on", "or", "and", "i", "my", "it", "is"),
        *(
            "that",
            "this",
            "for",
            "with",
            "do",
            "than",
            "one",
            "option",
            "answer",
            "choice",
            "at",
            "be",
            "me",
        ),
    )
)
RANGE = frozenset(("to", "or", "-", "\u2013", "and"))
"""Words between the two ends of a range."""
APPROXIMATELY = frozenset(("maybe", "perhaps", "sometimes", "even", "up", "about", "like"))
"""Words that may stand beside them."""
YES_AND_NO = frozenset(("yes", "no"))
LIKE_ENOUGH = 88
"""Likeness in percent from which a typed word is taken for an option's."""


@dataclass(frozen=True, slots=True)
class Named:
    """The option a text names."""

    id: str
    whole: bool
    """Nothing else is said."""
    exact: bool = False
    """In the very words of the option."""


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers an option stands for."""

    low: float
    high: float


def option_named(scope: Scope, options: Sequence[Option]) -> Named | None:
    """Return the one option a text names: by its words, its examples, its place or its numbers."""
    phrase = scope.phrase(scope.words)
    for option in options:
        ways = [_plain(option.text), *(_plain(example) for example in option.examples)]
        if phrase.strip(" .!") in ways:
            return Named(option.id, whole=True, exact=True)
    if {option.id for option in options} >= YES_AND_NO:
        return _by_assent(scope, options)
    if (pressure := _by_pressure(scope, options)) is not None:
        return pressure
    readers = (_by_number, _by_place, _by_words)
    if _begins_with_place(scope):
        readers = (_by_place, _by_number, _by_words)
    return next((named for read in readers if (named := read(scope, options))), None)


def _by_assent(scope: Scope, options: Sequence[Option]) -> Named | None:
    """Read yes or no, or another option in its own words: "cannot tell"."""
    reply = assent(scope)
    if reply is not None:
        return Named(reply.id, reply.whole, exact=reply.whole)
    others = [option for option in options if option.id not in YES_AND_NO]
    return _by_words(scope, others) if others else None


def _by_pressure(scope: Scope, options: Sequence[Option]) -> Named | None:
    """Read a blood pressure, of whose two numbers the higher one decides: "150 over 95"."""
    bounds = [_OVER.search(_plain(option.text)) for option in options]
    if not all(bounds):
        return None
    numbers = [a.value for a in scope.amounts if a.unit in ("", "mm")][:2]
    if not numbers or not 60 <= numbers[0] <= 280 or any(not 30 <= n <= 280 for n in numbers):
        return None
    lower = next((o for o in options if _UP_TO.search(_plain(o.text))), None)
    reached = [
        (int(bound[1]), option)
        for bound, option in zip(bounds, options, strict=True)
        if bound is not None
        and option is not lower
        and (numbers[0] >= int(bound[1]) or numbers[1:] >= [int(bound[2])])
    ]
    highest = max(reached, default=None, key=lambda one: one[0])
    option = highest[1] if highest is not None else lower
    return None if option is None else Named(option.id, whole=len(scope.words) <= 8)


def _by_number(scope: Scope, options: Sequence[Option]) -> Named | None:
    spans = [_span(option.text) for option in options]
    if not any(spans):
        return None
    amounts = [
        a for a in scope.amounts if a.unit in ("", "h", "min", "cm", "kg", "day", "week", "year")
    ]
    if not amounts:
        return None
    hourly = any("hour" in option.text for option in options)
    read = _range(scope, amounts)
    values = [a.value / 60 if hourly and a.unit == "min" else a.value for a in read]
    texts = {word.text for word in scope.words}
    value = sum(values) / len(values)
    if len(values) == 1 and texts & MORE:
        value += 0.01
    if len(values) == 1 and texts & LESS:
        value -= 0.01
    for option, span in zip(options, spans, strict=True):
        if span is not None and span.low <= value <= span.high:
            return Named(option.id, whole=len(scope.words) <= 8)
    return None


def _range(scope: Scope, amounts: Sequence[Amount]) -> Sequence[Amount]:
    """Return the two ends of a range; else the amount in hours, or the first."""
    between = (
        {scope.text(n) for n in range(amounts[0].end, amounts[1].start)} if amounts[1:] else set()
    )
    if between and between <= RANGE | APPROXIMATELY:
        return amounts[:2]
    hours = [amount for amount in amounts if amount.unit == "h"]
    return (hours or amounts)[:1]


def _span(text: str) -> Span | None:
    plain = _plain(text)
    if match := _UP_TO.search(plain):
        return Span(0, float(match[1]) - 0.001)
    if match := _FROM.search(plain):
        return Span(float(match[1] or match[2]), float("inf"))
    if match := _BETWEEN.search(plain):
        return Span(float(match[1]), float(match[2]))
    return None


def _begins_with_place(scope: Scope) -> bool:
    """Whether a text begins with the place of an option: "the middle one, I work half days"."""
    at = 1 if scope.text(0) == "the" else 0
    named = scope.text(at) == "middle" or any(s.start == at for s in scope.spots("ordinals"))
    return named and scope.text(at + 1) in ("one", "option", "answer", "choice")


def _by_place(scope: Scope, options: Sequence[Option]) -> Named | None:
    """Read "the second one", "last option", "option b", "2"."""
    places = [int(s.value) for s in scope.spots("ordinals")]
    texts = [word.text for word in scope.words]
    if len(texts) <= 3:
        letters = [ord(word) - 96 for word in texts if len(word) == 1 and "a" <= word <= "f"]
        if letters and (len(texts) == 1 or "option" in texts or "answer" in texts):
            places += letters
    if "middle" in texts and len(options) == 3:
        places.append(2)
    numbers = [a for a in scope.amounts if a.unit == "" and a.value == int(a.value)]
    if (
        not places
        and len(numbers) == 1
        and ({"option", "number", "answer"} & set(texts) or len(texts) == 1)
    ):
        places.append(int(numbers[0].value))
    if len(places) != 1:
        return None
    place = places[0] if places[0] > 0 else len(options)
    if not 1 <= place <= len(options):
        return None
    return Named(options[place - 1].id, whole=len(texts) <= 3)


def _by_words(scope: Scope, options: Sequence[Option]) -> Named | None:
    stems = {stem(word.text) for word in scope.words if word.text not in SMALL}
    if not stems:
        return None
    counts: dict[str, int] = {}
    for option in options:
        ways = [option.text, *option.examples]
        for way in ways:
            for word in {stem(w.text) for w in tokens(way) if w.text not in SMALL and w.is_word}:
                counts[word] = counts.get(word, 0) + 1
    best: list[tuple[float, str]] = []
    for option in options:
        scores = [likeness(stems, way, counts) for way in (option.text, *option.examples)]
        best.append((max(scores), option.id))
    best.sort(reverse=True)
    if best[0][0] < HALF or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return Named(best[0][1], whole=len(stems) <= 3)


def likeness(stems: set[str], way: str, counts: dict[str, int]) -> float:
    """Return how much of a way of saying something is among stems; rarer words count more."""
    telling = {stem(w.text) for w in tokens(way) if w.text not in SMALL and w.is_word}
    if not telling:
        return 0.0
    weights = {word: 1 / counts.get(word, 1) for word in telling}
    hits = sum(weight for word, weight in weights.items() if is_among(word, stems))
    return hits / sum(weights.values())


def is_among(word: str, stems: set[str]) -> bool:
    """Return whether a word is among stems, or one so like it that it is a slip."""
    if word in stems:
        return True
    if len(word) < 5:
        return False
    from rapidfuzz import fuzz

    return any(len(other) > 3 and fuzz.ratio(word, other) >= LIKE_ENOUGH for other in stems)


def _plain(text: str) -> str:
    return " ".join(token.text for token in tokens(text)).strip(" .!")


def stem(word: str) -> str:
    """Return a word without the s of many."""
    return word[:-1] if len(word) > 4 and word.endswith("s") else word
