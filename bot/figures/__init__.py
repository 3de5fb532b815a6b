"""Draw pictures from data: pose, body map or chart in, PNG or GIF out; pure and synchronous."""

import os

# The matrices have forty rows: more threads only wait for each other, and hold the processors
# that replies need. It is read when numpy is loaded, which nobody else does before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.figures.body_map import body_map
from bot.figures.body_places import body_places
from bot.figures.card import motion_svgs, still_svg
from bot.figures.pose import Figure, Side
from bot.figures.raster import gif, png
from bot.figures.tempo import LOWER, PAUSE, REST, tempo

_MANY = 12
"""Pictures on a way of which every second is enough where it is quick."""

__all__ = ["Figure", "Side", "body_map", "body_places", "motion", "still"]


def still(figure: Figure, side: Side) -> bytes:
    """Start and end side by side, a PNG of 1,008 pixels width; mirrored for the other side."""
    return png(still_svg(figure, side))


def motion(figure: Figure, side: Side) -> bytes:
    """The movement there and back in the tempo of the dose, a looping GIF of 12 to 24 frames."""
    pictures = motion_svgs(figure, side)
    last, ways = len(pictures) - 1, tempo(figure)
    there = _frames(last, ways.there)
    back = _frames(last, ways.back)[::-1]
    sequence = [0, *there, last, *back]
    times = [REST, *_times(there, ways.there), PAUSE, *_times(back, ways.back)]
    return gif(pictures, [round(seconds * 1000) for seconds in times], sequence)


def _frames(last: int, seconds: float) -> list[int]:
    """The pictures between start and end that are played: all where it goes slowly."""
    return list(range(1, last)) if seconds >= LOWER or last < _MANY else list(range(2, last, 2))


def _times(frames: list[int], seconds: float) -> list[float]:
    return [seconds / (len(frames) + 1)] * len(frames)
