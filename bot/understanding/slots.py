"""What each rule-read slot of a pattern stands for."""

from bot.domain.lexicon import Lexicon
from bot.understanding import numbers, times
from bot.understanding.reading import Reader, Reading, read

READERS: dict[str, Reader] = {
    "n": numbers.number,
    "count": numbers.count,
    "counts": numbers.counts,
    "share": numbers.share,
    "hm": times.hour_minute,
    "clock": times.clock,
    "oclock": times.told_clock,
    "day": times.day,
    "dayset": times.weekdays,
    "span": times.span,
}


def reading_of(text: str, lexicon: Lexicon) -> Reading:
    """A text ready to be read with all slots."""
    return read(text, lexicon, READERS)
