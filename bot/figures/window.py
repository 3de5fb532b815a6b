"""From metres in the picture plane to pixels and paths."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    bits = []
    for piece in pieces:
        pixels = window.put(piece)
        bits.append("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in pixels) + "Z")
    return "".join(bits)
