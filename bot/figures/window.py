"""From metres in the picture plane to pixels and paths."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.figures.kinematics import Array


@dataclass(frozen=True, slots=True)
class Window:
    """From metres in the picture plane to pixels."""

    scale: float
    left: float  # pixels of the plane's origin
    down: float

    def put(self, points: Array) -> Array:
        """Pixel positions, y downward."""
        return points * (self.scale, -self.scale) + (self.left, self.down)


def path(pieces: Sequence[Array], window: Window) -> str:
    """The d attribute of closed polygons."""
    if not pieces:
        return ""
    form = "".join("M" + "L".join(["%.1f,%.1f"] * len(piece)) + "Z" for piece in pieces)
    return form % tuple(window.put(np.concatenate(pieces)).ravel().tolist())
