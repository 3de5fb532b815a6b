"""Read numbers and amounts of time, repetitions, load and length."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.tokens import Token, number
from bot.understanding.vocabulary import Vocabulary

ONE_AFTER = frozenset(
    (
        *("", "about", "maybe", "like", "is", "its", "was", "pain", "level", "say", "around", "of"),
        *("to", "and", "or", "left", "right", ",", ".", "at", "only", "just", "did", "done", "!"),
        *("than", "hurts", "minus", "plus", "for", "in", "roughly", "call", "it", "skipped", "but"),
        *("got", "past", "half", "until", "till"),
    )
)
"""Words after which "one" counts; after any other it stands for a thing ("a quick one")."""
SOON = 3
"""Words between "left one" and its number: "left one was about twelve"."""
ARTICLES = frozenset(("a", "an"))
SECONDS = {"s": 1, "min": 60, "h": 3600}
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
COUPLE = {"couple": 2.0, "few": 3.0}
HALF = frozenset(("half", "0.5"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with or without its unit, and the tokens it covers."""

    value: float
    unit: str
    start: int
    end: int

    @property
    def seconds(self) -> float | None:
        """Its length in seconds, if it is one of minutes or hours."""
        return self.value * SECONDS[self.unit] if self.unit in SECONDS else None

    @property
    def minutes(self) -> int | None:
        """Its length in whole minutes, if it is one of minutes or hours."""
        length = self.seconds
        return None if length is None or self.unit == "s" else round(length / 60)

    @property
    def days(self) -> int | None:
        """Its length in days, if it is one of days or longer."""
        return round(self.value * DAYS[self.unit]) if self.unit in DAYS else None


def amounts(words: Sequence[Token], vocabulary: Vocabulary) -> list[Amount]:
    """Return the numbers of a text in the order they stand, with their units."""
    numbers: list[Amount] = []
    at = 0
    while at < len(words):
        read = amount_at(words, at, vocabulary)
        if read is None:
            at += 1
            continue
        numbers.append(read)
        at = read.end
    return numbers


def amount_at(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> Amount | None:
    """Return the number at a token with its unit, "half an hour" included."""
    if not 0 <= at < len(words):
        return None
    text = words[at].text
    special = _special(words, at, vocabulary)
    if special is not None:
        return special
    read = spoken(words, at, vocabulary)
    if read is None:
        return None
    value, end = read
    if (more := _half_more(words, end)) is not None:
        value, end = value + 0.5, more
    if _text(words, end) == "-" and text.isdecimal():
        end += 1 if vocabulary.at("units", words, end + 1) else 0  # "30-sec"
    unit = vocabulary.at("units", words, end)
    if unit is not None and unit_fits(words, unit.start, unit.value):
        end = unit.end
        if unit.value == "h" and (half := _half_more(words, end)):
            return Amount(value + 0.5, "h", at, half)
        if unit.value == "h" and (rest := _minutes_more(words, end, vocabulary)):
            return Amount(value + rest[0] / 60, "h", at, rest[1])
        return Amount(value, unit.value, at, end)
    return Amount(value, "", at, end)


def spoken(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[float, int] | None:
    """Return a number in digits or words at a token, and the token after it."""
    if not 0 <= at < len(words):
        return None
    value = number(words[at].text)
    if value is not None:
        return value, at + 1
    spot = vocabulary.at("numbers", words, at)
    if spot is None:
        return None
    if words[at].text == "one" and not _counts(words, at, vocabulary):
        return None
    value, end = float(spot.value), spot.end
    if value >= 20 and value < 100 and value % 10 == 0:
        after = end + 1 if _text(words, end) == "-" else end
        unit = vocabulary.at("numbers", words, after)
        if unit is not None and 0 < float(unit.value) < 10:
            return value + float(unit.value), unit.end
    return value, end


def _counts(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Whether "one" is a number: with a unit behind it, or after a word that goes with numbers."""
    if _text(words, at + 1) in ("of", "out", "/"):
        return True
    unit = vocabulary.at("units", words, at + 1)
    if unit is not None and unit_fits(words, unit.start, unit.value):
        return True
    if _text(words, at - 1) in ("left", "right") and (
        _text(words, at - 2) in ("the", "my")
        or _number_follows(words, at + 1, vocabulary)
        or (_text(words, at - 2) == "," and not _number_before(words, at - 2, vocabulary))
    ):
        return False  # "right one 31", "left one was twelve", "my wrist, the left one"
    if _text(words, at - 1) == "in" and _text(words, at + 1) in ("go", "piece", "sitting"):
        return False
    return _text(words, at - 1) in ONE_AFTER


def _number_before(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a number stands before a token: the two of "left two, right one"."""
    return any(spoken(words, n, vocabulary) is not None for n in range(at))


def _number_follows(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a number comes within a few words, before the other side is named."""
    for n in range(at, min(at + SOON, len(words))):
        if words[n].text in ("left", "right", ",", "."):
            return False
        if spoken(words, n, vocabulary) is not None:
            return True
    return False


def _special(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> Amount | None:
    """Read "half an hour", "an hour", "a couple of weeks", "a few days", "fortnight"."""
    text = words[at].text
    start = at
    if text == "fortnight":
        return Amount(2, "week", at, at + 1)
    if text == "quarter" or (text in ARTICLES and _text(words, at + 1) == "quarter"):
        end = at + (1 if text == "quarter" else 2)
        if [_text(words, end + n) for n in range(3)] in (["of", "an", "hour"], ["of", "a", "hour"]):
            return Amount(15, "min", at, end + 3)
        return Amount(15, "min", at, end + 1) if _text(words, end) == "hour" else None
    if text in HALF:
        after = at + 2 if _text(words, at + 1) in ARTICLES else at + 1
        unit = vocabulary.at("units", words, after)
        if unit is not None and unit.value in ("h", "min", "day") and words[after].text != "m":
            return Amount(0.5, unit.value, at, unit.end)
        return None
    if text in ARTICLES:
        at += 1
        if _text(words, at) == "half":
            return None
    count = COUPLE.get(_text(words, at))
    if count is not None:
        at += 1
        if _text(words, at) == "of":
            at += 1
    elif text not in ARTICLES:
        return None
    unit = vocabulary.at("units", words, at)
    if unit is None or (
        count is None and unit.value not in ("h", "min", "day", "week", "month", "year")
    ):
        return None
    if count is None and len(words[at].text) == 1:
        return None  # "a d", "a m"
    if count is None and _text(words, start - 1) in ("times", "days", "minutes", "mins", "x"):
        return None
    if count is None and unit.value == "day" and _text(words, start - 1) not in ("for", "in"):
        return None  # "minutes a day", "what a day"
    if count is None and unit.value == "h" and (half := _half_more(words, unit.end)):
        return Amount(1.5, "h", start, half)
    return Amount(count or 1.0, unit.value, start, unit.end)


def _half_more(words: Sequence[Token], at: int) -> int | None:
    if _text(words, at) != "and":
        return None
    at += 2 if _text(words, at + 1) in ARTICLES else 1
    return at + 1 if _text(words, at) in HALF else None


def _minutes_more(
    words: Sequence[Token], at: int, vocabulary: Vocabulary
) -> tuple[float, int] | None:
    at += 1 if _text(words, at) == "and" else 0
    read = spoken(words, at, vocabulary)
    if read is None:
        return None
    unit = vocabulary.at("units", words, read[1])
    return (read[0], unit.end) if unit and unit.value == "min" else None


def unit_fits(words: Sequence[Token], at: int, unit: str) -> bool:
    """Whether a word after a number is really its unit: not the "in" of "7 in my knee"."""
    text = words[at].text
    if text == "in":
        return at + 1 == len(words)
    if text == "x":
        return at + 1 == len(words) or words[at + 1].number is None
    return not (text == "d" and unit == "day" and at + 1 < len(words))


def _text(words: Sequence[Token], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""
