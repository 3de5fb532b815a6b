"""Pictures drawn from data: pose, body map or chart in, PNG or GIF out; pure and synchronous."""

import os

# The matrices have forty rows: more threads only wait for each other, and hold the processors
# that replies need. It is read when numpy is loaded, which nobody else does before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from bot.figures.body_map import body_map
from bot.figures.card import motion_svgs, still_svg
from bot.figures.pose import Figure, Side
from bot.figures.raster import gif, png

__all__ = ["Figure", "Side", "body_map", "motion", "still"]

_FRAME, _HOLD = 70, 800  # milliseconds


def still(figure: Figure, side: Side) -> bytes:
    """Start and end side by side, a PNG of 1,008 pixels width; mirrored for the other side."""
    return png(still_svg(figure, side))


def motion(figure: Figure, side: Side) -> bytes:
    """The movement there and back as a looping GIF of 12 to 20 frames."""
    pictures, keys = motion_svgs(figure, side)
    there = list(range(len(pictures)))
    sequence = there + there[-2:0:-1]
    times = [_HOLD if number in keys else _FRAME for number in sequence]
    return gif(pictures, times, sequence)
