"""What each rule-read slot of a pattern stands for."""

from bot.domain.lexicon import Lexicon
from bot.understanding import clock, day, numbers, span
from bot.understanding.reading import Reader, Reading, read

READERS: dict[str, Reader] = {
    "n": numbers.number,
    "count": numbers.count,
    "counts": numbers.counts,
    "share": numbers.share,
    "hm": clock.hour_minute,
    "clock": clock.clock,
    "oclock": clock.told_clock,
    "day": day.day,
    "dayset": day.weekdays,
    "span": span.span,
}


def reading_of(text: str, lexicon: Lexicon) -> Reading:
    """A text ready to be read with all slots."""
    return read(text, lexicon, READERS)
