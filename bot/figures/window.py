"""From metres in the picture plane to pixels and paths."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.figures.camera import Camera
from bot.figures.kinematics import Array, Placed


@dataclass(frozen=True, slots=True)
class Window:
    """From metres in the picture plane to pixels."""

    scale: float
    left: float  # pixels of the plane's origin
    down: float

    def put(self, points: Array) -> Array:
        """Pixel positions, y downward."""
        return points * (self.scale, -self.scale) + (self.left, self.down)


@dataclass(frozen=True, slots=True)
class Shot:
    """One pose of a movement as a camera shows it in a window."""

    placed: Placed
    row: int
    """Which of the placed poses."""
    seen: Camera
    window: Window


def path(pieces: Sequence[Array], window: Window) -> str:
    """The d attribute of closed polygons."""
    if not pieces:
        return ""
    form = "".join("M" + "L".join(["%.1f,%.1f"] * len(piece)) + "Z" for piece in pieces)
    return form % tuple(window.put(np.concatenate(pieces)).ravel().tolist())
