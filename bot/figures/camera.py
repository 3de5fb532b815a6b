"""From where a figure is seen: a fixed camera, world to picture plane."""

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.pose import View

# Degrees: where the viewer stands around the figure (0 in front, -90 at its right), and how high.
_VIEWS: dict[View, tuple[float, float]] = {
    "side": (-90, 7),
    "front": (0, 7),
    "back": (180, 7),
    "three_quarter": (-42, 14),
    "three_quarter_back": (-138, 14),
    "above": (-90, 66),
    "lying_front": (-66, 20),
    "high": (-62, 42),
}


@dataclass(frozen=True, slots=True)
class Camera:
    """`flat` maps a point to picture axes (right, up) in metres, `toward` gives its nearness."""

    flat: Array  # (2, 3)
    toward: Array  # (3,)


def camera(view: View, mirrored: bool) -> Camera:
    """The camera of a view; mirrored, left and right change places in the picture."""
    around, height = (radians(value) for value in _VIEWS[view])
    toward = np.array([cos(around) * cos(height), sin(around) * cos(height), sin(height)])
    right = np.array([-sin(around), cos(around), 0.0])
    up = np.cross(toward, right)
    return Camera(np.array([-right if mirrored else right, up]), toward)
