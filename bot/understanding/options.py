"""Which option of the open question a text means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.context import Option
from bot.understanding.quantities import Amount
from bot.understanding.scope import Scope
from bot.understanding.tokens import Token, tokens

_UP_TO = re.compile(r"\b(?:under|less than|below|up to|fewer than|at most)\s+(\d+(?:\.\d+)?)")
_FROM = re.compile(
    r"\b(?:more than|over|above|at least)\s+(\d+(?:\.\d+)?)"
    r"|(\d+(?:\.\d+)?)\s*\w*\s+(?:or more|and more|or over)"
)
_BETWEEN = re.compile(r"(\d+(?:\.\d+)?)\s*(?:to|-|\u2013|and)\s*(\d+(?:\.\d+)?)")
_LISTED = re.compile(r",| or | and |/")
HALF = 0.5
"""How much of an option's words has to be told."""
COMMON = frozenset(("past", "work", "new", "morning", "pain", "day"))
"""Words that alone name no option of a list: "half past six in the morning"."""
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
WELL = frozenset(("fine", "ok", "okay", "good", "healthy"))
"""Words by which a place is none of those that hurt."""
OVER = frozenset(("had", "used", "was", "were", "ago", "went"))
"""Words by which a place hurt at another time."""
EVERY_ONE = frozenset(("all", "everything", "everywhere"))
NONE = frozenset(("none", "nothing", "nowhere"))
DENIED = frozenset(("not", "isnt", "arent", "never", "aint", "no"))
STOPS = frozenset((*".,;!\n", "but", "though"))
RANGE = frozenset(("to", "or", "-", "\u2013", "and"))
"""Words between the two ends of a range."""
APPROXIMATELY = frozenset(("maybe", "perhaps", "sometimes", "even", "up", "about", "like"))
"""Words that may stand beside them."""
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
    readers = (_by_number, _by_place, _by_words)
    if _begins_with_place(scope):
        readers = (_by_place, _by_number, _by_words)
    return next((named for read in readers if (named := read(scope, options))), None)


def options_ticked(scope: Scope, options: Sequence[Option]) -> list[str]:
    """Return the options a text names, of a list of which several may be ticked."""
    if _none_any_more(scope):
        return _none_of(options)
    regions = _places_meant(scope)
    ticked = [option.id for option in options if option.id in regions]
    if not ticked:
        stems = {_stem(word.text) for word in scope.words if word.is_word}
        ticked = [o.id for o in options if any(_names(stems, way) for way in _ways(o))]
    texts = {word.text for word in scope.words}
    every_one = [option.id for option in options if option.id not in ("none", "nothing")]
    if _all_but(scope):
        return [id for id in every_one if id not in ticked]
    denied = texts & {"none", "nothing", "nowhere", "no"} or scope.has("levels")
    if not ticked and scope.has("all_well"):
        return _none_of(options)
    if not ticked and texts & EVERY_ONE and not scope.has("enough"):
        return every_one
    return ticked or (_none_of(options) if denied else [])


def _none_of(options: Sequence[Option]) -> list[str]:
    return [option.id for option in options if option.id in ("none", "nothing")] or ["none"]


def _names(stems: set[str], way: str) -> bool:
    """Whether words name a thing: at least half of its own, and one that not everybody says."""
    own = {_stem(word.text) for word in tokens(way) if word.text not in SMALL} - COMMON
    return _likeness(stems, way, {}) >= HALF and any(_is_among(word, stems) for word in own)


def _ways(option: Option) -> list[str]:
    """Return the names of an option, each of what it lists by itself: "Sore joint, injury"."""
    return [way for text in (option.text, *option.examples) for way in _LISTED.split(text)]


def _all_but(scope: Scope) -> bool:
    """Whether what is named is what does not count: "all except the knee"."""
    words = [word.text for word in scope.words]
    starts = {spot.start for spot in scope.spots("exceptions")}
    starts |= {at for at, word in enumerate(words) if word == "but"}
    for at, word in enumerate(words):
        after = at + 3 if words[at + 1 : at + 2] == ["of"] else at + 1  # "all of them but"
        if word in EVERY_ONE and after in starts:
            return True
    return False


def _places_meant(scope: Scope) -> set[str]:
    """Return the places of the body named, without those said to be well: "but my knee is fine"."""
    well: set[str] = set()
    meant: set[str] = set()
    for words in _cut(scope.words):
        clause = replace(scope, words=words)
        named = {spot.value for spot in clause.regions}
        if words[0].text in DENIED and not clause.has("pain_words"):
            continue  # "not the knee"
        (well if says_well(clause) and not clause.has("pain_words") else meant).update(named)
    return meant if meant else well


def _none_any_more(scope: Scope) -> bool:
    """Whether no place is told first, and then one of the past: "none, I had a bad knee in May"."""
    first, *others = _cut(scope.words) or [()]
    if not {word.text for word in first} & NONE or replace(scope, words=first).regions:
        return False
    placed = [words for words in others if replace(scope, words=words).regions]
    return all({word.text for word in words} & OVER for words in placed)


def says_well(scope: Scope) -> bool:
    """Whether somebody says that something is well."""
    texts = {word.text for word in scope.words}
    return bool(texts & WELL) and not texts & DENIED


def _cut(words: Sequence[Token]) -> list[tuple[Token, ...]]:
    """Return the stretches of a text between stops and "but"."""
    stretches: list[list[Token]] = [[]]
    for word in words:
        if word.text in STOPS:
            stretches.append([])
        else:
            stretches[-1].append(word)
    return [tuple(part) for part in stretches if part]


def _by_number(scope: Scope, options: Sequence[Option]) -> Named | None:
    spans = [_span(option.text) for option in options]
    if not any(spans):
        return None
    amounts = [
        a for a in scope.amounts if a.unit in ("", "h", "min", "cm", "kg", "day", "week", "year")
    ]
    if not amounts:
        return None
    values = [a.value for a in _range(scope, amounts)]
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
    stems = {_stem(word.text) for word in scope.words if word.text not in SMALL}
    if not stems:
        return None
    counts: dict[str, int] = {}
    for option in options:
        ways = [option.text, *option.examples]
        for way in ways:
            for word in {_stem(w.text) for w in tokens(way) if w.text not in SMALL and w.is_word}:
                counts[word] = counts.get(word, 0) + 1
    best: list[tuple[float, str]] = []
    for option in options:
        scores = [_likeness(stems, way, counts) for way in (option.text, *option.examples)]
        best.append((max(scores), option.id))
    best.sort(reverse=True)
    if best[0][0] < HALF or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return Named(best[0][1], whole=len(stems) <= 3)


def _likeness(stems: set[str], way: str, counts: dict[str, int]) -> float:
    telling = {_stem(w.text) for w in tokens(way) if w.text not in SMALL and w.is_word}
    if not telling:
        return 0.0
    weights = {word: 1 / counts.get(word, 1) for word in telling}
    hits = sum(weight for word, weight in weights.items() if _is_among(word, stems))
    return hits / sum(weights.values())


def _is_among(word: str, stems: set[str]) -> bool:
    if word in stems:
        return True
    if len(word) < 5:
        return False
    from rapidfuzz import fuzz

    return any(len(other) > 3 and fuzz.ratio(word, other) >= LIKE_ENOUGH for other in stems)


def _plain(text: str) -> str:
    return " ".join(token.text for token in tokens(text)).strip(" .!")


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") else word
