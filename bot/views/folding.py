"""How high a message may be on a phone, and what is folded or shortened first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from textwrap import wrap

from bot.views.texts import Html

WIDTH = 38
"""Letters in a line of a message on a phone 390 px wide, as measured on the chat page."""
MOST_LINES = 12
MOST_ROWS = 4
"""Rows of buttons below as many lines; a list of answers may have more, below fewer lines."""
LINES_OF_A_ROW = 2
"""So many lines are as high as a row of buttons."""
FOLDED = 3
"""Lines of an expandable quote that are seen before it is unfolded."""
_QUOTE = re.compile(r"\n?<blockquote expandable>(.*?)</blockquote>\n?", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, and how readily it gives way where there is too much."""

    words: Html
    yields: int = 0
    """The higher, the sooner it is folded; 0 never."""
    folded: bool = False
    brief: Html | None = None
    """The same in fewer lines, taken before anything is folded."""
    tight: bool = False
    """Follows what stands before it without an empty line."""
    step: bool = False
    """One of several steps: they are folded from the last one on, and read in their order."""


def page(parts: Sequence[Part], rows: int = MOST_ROWS) -> Html:
    """The parts as one text: shortened, then folded, then moved together until it fits.

    All that is folded stands in one expandable quote, where its first part stood, but below the
    steps that stay open, which the other steps follow at once.

    Args:
        rows: rows of buttons below it.
    """
    most = MOST_LINES - LINES_OF_A_ROW * max(0, rows - MOST_ROWS)
    return _laid_out(tuple(part for part in parts if part.words), most)


@lru_cache(maxsize=512)
def _laid_out(parts: tuple[Part, ...], most: int) -> Html:
    """The page of these parts; many people are told the same."""
    left = list(parts)
    while lines(_joined(left)) > most:
        if (less := _less(left)) is None:
            break
        left = less
    return _joined(_filled(left, most))


def lines(text: str) -> int:
    """How high a text is on a phone, with its empty lines and what is seen of a quote."""
    total = 0
    for n, block in enumerate(_QUOTE.split(text)):
        if block.strip():
            high = sum(_height(line) for line in _plain(block).split("\n"))
            total += min(high, FOLDED) if n % 2 else high
    return total


@lru_cache(maxsize=8192)
def _height(line: str) -> int:
    """How many lines of a phone one line takes; the same ones are asked for again and again."""
    return 1 if len(line) <= WIDTH and "\t" not in line else len(wrap(line, WIDTH)) or 1


def _less(parts: list[Part]) -> list[Part] | None:
    """The same parts a little lower; None when nothing gives way any more."""
    for n, part in enumerate(parts):
        if part.brief is not None and not part.folded:
            return [*parts[:n], replace(part, words=part.brief, brief=None), *parts[n + 1 :]]
    open_ = [n for n, part in enumerate(parts) if part.yields and not part.folded]
    last = max((n for n in open_ if parts[n].step), default=None)
    open_ = [n for n in open_ if not parts[n].step or n == last]
    if open_:
        n = max(open_, key=lambda n: (parts[n].yields, n))
        return [*parts[:n], replace(parts[n], folded=True), *parts[n + 1 :]]
    if all(part.tight for part in parts):
        return None
    return [replace(part, tight=True) for part in parts]


def _filled(parts: list[Part], most: int) -> list[Part]:
    """What gave way comes back, the most wanted first, as far as there is room after all.

    Of those that yield alike none comes back before the one above it: a list loses its end. Nor
    does a step before an earlier one.
    """
    gone = [n for n, part in enumerate(parts) if part.yields and part.folded]
    full: set[int] = set()
    for n in sorted(gone, key=lambda n: (parts[n].yields, n)):
        more = [*parts[:n], replace(parts[n], folded=False), *parts[n + 1 :]]
        later = parts[n].step and any(one.step and one.folded for one in parts[:n])
        if later or parts[n].yields in full or lines(_joined(more)) > most:
            full.add(parts[n].yields)
        else:
            parts = more
    return parts


def _joined(parts: Sequence[Part]) -> Html:
    quote = [part for part in parts if part.folded]
    if any(part.step and not part.folded for part in parts):  # nothing stands between two steps
        quote.sort(key=lambda part: not part.step)
    place = _place_of_quote(parts)
    text = ""
    after_quote = True  # nothing stands before the first part
    for n, part in enumerate(parts):
        if not part.folded:
            gap = "" if not text else "\n" if part.tight or after_quote else "\n\n"
            text, after_quote = f"{text}{gap}{part.words}", False
        if n == place:
            inside = "".join(_inside(n, one) for n, one in enumerate(quote))
            gap = "\n" if text else ""
            text = f"{text}{gap}<blockquote expandable>{inside}</blockquote>"
            after_quote = True
    return Html(text)


def _place_of_quote(parts: Sequence[Part]) -> int:
    """The part that the quote follows or takes the place of; -1 where nothing is folded."""
    folded = [n for n, part in enumerate(parts) if part.folded]
    steps = [n for n, part in enumerate(parts) if part.step and not part.folded]
    return max([folded[0], *steps[-1:]]) if folded else -1


def _inside(place: int, part: Part) -> str:
    gap = "" if place == 0 else "\n" if part.tight else "\n\n"
    return f"{gap}{part.words}"


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))
