"""Where L and R are written: beside the points they name, clear of each other and of arrows."""

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.landmarks import INDEX
from bot.figures.scene import Scene
from bot.figures.window import Window

_APART, _NEAR, _CLEAR = 26.0, 16.0, 27.0  # pixels
_LETTERS = {"L": "M-3,-6V6H4", "R": "M-3.5,6V-6H0.5A3.2,3.2 0 0 1 0.5,0.6H-3.5M0.2,0.6L4,6"}


def marks(scene: Scene, row: int, window: Window, arrows: Array) -> str:
    """SVG of the letters in one pose.

    Args:
        arrows: points of the arrows drawn in this pose, which stay in sight: (points, 2).
    """
    names = scene.figure.labels
    if not names:
        return ""
    rows = (0, len(scene.placed.points) - 1)
    numbers = [INDEX[name] for name in names]
    start, end = (window.put(scene.placed.points[at, numbers] @ scene.seen.flat.T) for at in rows)
    spots = _cleared(window.put(scene.placed.points[row, numbers] @ scene.seen.flat.T), arrows)
    if len(spots) == 2:
        spots = _parted(spots, float((start + end)[0, 0] - (start + end)[1, 0]))
    return "".join(
        _letter(x, y, "L" if name.startswith("left") != scene.flipped else "R")
        for (x, y), name in zip(spots.tolist(), names, strict=True)
    )


def _cleared(spots: Array, arrows: Array) -> Array:
    """Pushed away from the nearest arrow, downwards where they are on it."""
    if not len(arrows):
        return spots
    gaps = spots[:, None] - arrows
    nearest = gaps[np.arange(len(spots)), np.hypot(*gaps.T).T.argmin(axis=1)]
    far = np.hypot(*nearest.T)[:, None]
    way = np.where(far > 1, nearest / np.maximum(far, 1), (0.0, 1.0))
    moved: Array = spots + way * np.maximum(_CLEAR - far, 0)
    return moved


def _parted(spots: Array, way: float) -> Array:
    """Two letters side by side, in the same order in every pose where they nearly meet.

    Args:
        way: over the whole movement, how far the first is to the right of the second.
    """
    across, down = (spots[0] - spots[1]).tolist()
    if abs(across) >= _APART or abs(down) >= _APART:
        return spots
    right = (way if abs(across) < _NEAR else across) >= -0.5
    shift = (_APART if right else -_APART) / 2
    middle = spots.mean(axis=0)
    return np.array([(middle[0] + shift, spots[0, 1]), (middle[0] - shift, spots[1, 1])])


def _letter(x: float, y: float, letter: str) -> str:
    return (
        f'<g transform="translate({x:.1f},{y:.1f})"><rect x="-12" y="-12" width="24" height="24" '
        'rx="4" fill="#39424e" stroke="#fffdf8" stroke-width="2"/>'
        f'<path d="{_LETTERS[letter]}" fill="none" stroke="#fffdf8" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></g>'
    )
