"""Read times of the day as people write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import time

from bot.understanding.quantities import spoken
from bot.understanding.tokens import Token
from bot.understanding.vocabulary import Vocabulary

_COLON = re.compile(r"(\d{1,2})[:.](\d\d)")
_COMPACT = re.compile(r"([01]?\d|2[0-3])([0-5]\d)")
OCLOCK = frozenset(("oclock", "ish", "uhr", "hrs", "hours", "h"))
"""Words after a number that make it a time, some of them only after "at"."""
BEFORE_HOUR = frozenset(
    [
        "at",
        "by",
        "around",
        "til",
        "till",
        "until",
        "from",
        "to",
        "before",
        "after",
        "about",
        "approx",
        "like",
        "maybe",
        "say",
        "roughly",
        "past",
        "to",
        "~",
        "@",
        "make",
        "its",
        "change",
    ]
)
NEAR = 4
"""Tokens within which a part of the day says which half is meant."""
NO_TIME_AFTER = frozenset(
    [
        "%",
        "/",
        "kg",
        "kgs",
        "kilo",
        "kilos",
        "lb",
        "lbs",
        "x",
        "reps",
        "rep",
        "times",
        "out",
        "of",
        "exercises",
        "exercise",
        "sets",
        "set",
        "people",
        "years",
        "pain",
    ]
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day, and the tokens it covers."""

    hour: int
    minute: int
    sure: bool
    """False: it may as well be twelve hours later."""
    clear: bool
    """False: a bare number that may be something else."""
    start: int
    end: int

    @property
    def at(self) -> time:
        """The wall time."""
        return time(self.hour, self.minute)

    def later_half(self) -> "Clock":
        """The same time in the afternoon."""
        return replace(self, hour=self.hour % 12 + 12, sure=True)

    def first_half(self) -> "Clock":
        """The same time in the morning."""
        return replace(self, hour=self.hour % 12, sure=True)


def clocks(words: Sequence[Token], vocabulary: Vocabulary) -> list[Clock]:
    """Return the times of a text in the order they stand, impossible ones left out."""
    times: list[Clock] = []
    at = 0
    while at < len(words):
        read = _clock(words, at, vocabulary)
        if read is None:
            at += 1
            continue
        before = times[-1].end if times else 0
        times.append(_halved(words, read, vocabulary, before))
        at = max(read.end, at + 1)
    return times


def _clock(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> Clock | None:
    named = vocabulary.at("clocks", words, at)
    if named is not None:
        hour, minute = named.value.split(":")
        return Clock(int(hour), int(minute), sure=True, clear=True, start=at, end=named.end)
    return _relative(words, at, vocabulary) or _plain(words, at, vocabulary)


def _relative(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> Clock | None:
    """Read "half past six", "half six", "quarter to 7", "ten past 8", "20 to 8"."""
    text = words[at].text
    if text == "half":
        after = at + 2 if _text(words, at + 1) in ("past", "after") else at + 1
        hour = _hour(words, after, vocabulary)
        if hour is None or _text(words, hour[1]) in ("hour", "hours", "of", "an"):
            return None
        return Clock(hour[0], 30, sure=hour[0] > 12, clear=True, start=at, end=hour[1])
    minutes: float | None = None
    end = at
    if text == "quarter" or (text == "a" and _text(words, at + 1) == "quarter"):
        minutes, end = 15, at + (1 if text == "quarter" else 2)
    else:
        read = spoken(words, at, vocabulary)
        if read is not None and read[0] in (5, 10, 15, 20, 25):
            minutes, end = read
            end += 1 if _text(words, end) in ("min", "mins", "minutes") else 0
    if minutes is None or _text(words, end) not in ("past", "to", "after", "before", "till", "til"):
        return None
    back = _text(words, end) in ("to", "before", "till", "til")
    hour = _hour(words, end + 1, vocabulary)
    if hour is None or (back and text != "quarter" and text != "a" and not _is_clock(words, at)):
        return None
    total = hour[0] * 60 + (-int(minutes) if back else int(minutes))
    total %= 1440
    return Clock(total // 60, total % 60, sure=hour[0] > 12, clear=True, start=at, end=hour[1])


def _is_clock(words: Sequence[Token], at: int) -> bool:
    """Whether "10 to 8" is a time rather than a range: only after "at" and the like."""
    return _text(words, at - 1) in ("at", "around", "by", "about")


def _hour(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[int, int] | None:
    read = spoken(words, at, vocabulary)
    if read is None or read[0] not in range(25):
        return None
    return int(read[0]) % 24, read[1]


def _plain(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> Clock | None:
    """Read "7", "7:30", "7.30 am", "730am", "18h30", "seven thirty"."""
    text = words[at].text
    colon = _COLON.fullmatch(text)
    half = _half(words, at + 1, vocabulary)
    if colon is not None:
        dotted = "." in text
        hour, minute = int(colon[1]), int(colon[2])
        if hour > 24 or minute > 59 or (dotted and _measured(words, at + 1, vocabulary)):
            return None
        clear = not dotted or half is not None or _text(words, at - 1) in BEFORE_HOUR
        return _as_clock(words, hour, minute, at, at + 1, clear)
    measured = _measured(words, at + 1, vocabulary)
    if text.isdecimal() and len(text) in (3, 4) and (compact := _COMPACT.fullmatch(text)):
        if (
            half is not None
            or (len(text) == 4 and text[0] in "01" and at == 0 and not measured)
            or (len(text) == 3 and len(words) == 1)
            or _text(words, at - 1) in ("at", "around", "by", "from", "until", "till")
            or _text(words, at + 1) in OCLOCK
        ):
            return _as_clock(words, int(compact[1]), int(compact[2]), at, at + 1, clear=True)
        return None
    hour_read = _hour(words, at, vocabulary)
    if hour_read is None or "." in text or "," in text:
        return None
    hour, end = hour_read
    if _text(words, end) == "h" and re.fullmatch(r"[0-5]\d", _text(words, end + 1)):
        return _as_clock(words, hour, int(words[end + 1].text), at, end + 2, clear=True)
    minutes = spoken(words, end, vocabulary)
    if minutes is not None and minutes[0] in range(10, 60) and hour <= 24:
        after = _half(words, minutes[1], vocabulary) is not None
        worded = not text.isdecimal() and minutes[0] in (10, 15, 20, 30, 40, 45, 50)
        alone = at == 0 and minutes[1] == len(words)
        if worded or after or (alone and minutes[0] in (15, 30, 45)):
            return _as_clock(words, hour, int(minutes[0]), at, minutes[1], clear=True)
    if _text(words, end) in OCLOCK and not (
        _text(words, end) in ("h", "hrs", "hours") and hour < 13 and not text.startswith("0")
    ):
        return _as_clock(words, hour, 0, at, end + 1, clear=True)
    if half is not None and 1 <= hour <= 12:
        return _as_clock(words, hour, 0, at, end, clear=True)
    if _measured(words, end, vocabulary) or _text(words, end) in NO_TIME_AFTER:
        return None
    return _as_clock(words, hour, 0, at, end, clear=_text(words, at - 1) in ("at", "by", "@"))


def _as_clock(
    words: Sequence[Token], hour: int, minute: int, start: int, end: int, clear: bool
) -> Clock:
    sure = hour > 12 or hour == 0 or words[start].text.startswith("0")
    return Clock(hour % 24, minute, sure, clear, start, end)


def _halved(words: Sequence[Token], clock: Clock, vocabulary: Vocabulary, before: int) -> Clock:
    """Settle morning or evening by a word right after the time or near it.

    Args:
        before: the token where an earlier time ended, with its own part of the day.
    """
    end = clock.end
    while _text(words, end) in ("ish", "oclock", "uhr", "sharp", "or", "so"):
        end += 1
    after = _half(words, end, vocabulary)
    if after is not None:
        clock = replace(clock, end=after[1])
        if not clock.sure or clock.hour == 12:
            return clock.later_half() if after[0] == "pm" else clock.first_half()
        return clock
    if clock.sure or clock.hour > 12:
        return clock
    for spot in vocabulary.spots("halves", words):
        earlier = clock.start - NEAR <= spot.end <= clock.start and spot.start >= before
        near = earlier or clock.end <= spot.start
        if near and spot.start - clock.end <= NEAR and _real_half(words, spot.start):
            return clock.later_half() if spot.value == "pm" else clock.first_half()
    return clock


def _half(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> tuple[str, int] | None:
    skipped = at
    while _text(words, skipped) in (".", "in", "the", "at"):
        skipped += 1
    spot = vocabulary.at("halves", words, skipped) or vocabulary.at("halves", words, at)
    if spot is None or not _real_half(words, spot.start):
        return None
    if words[spot.start].text == "am" and _text(words, spot.start - 1) == "i":
        return None
    if skipped > at and words[spot.start].text in ("a", "p", "am", "pm"):
        return None
    return spot.value, spot.end


def _real_half(words: Sequence[Token], at: int) -> bool:
    return not (words[at].text == "am" and _text(words, at - 1) == "i")


def _measured(words: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    unit = vocabulary.at("units", words, at)
    return unit is not None and words[unit.start].text not in ("in", "m", "d")


def _text(words: Sequence[Token], at: int) -> str:
    return words[at].text if 0 <= at < len(words) else ""
