"""Muscles lit on the body: working ones dotted, stretched ones striped, far ones faint."""

from collections.abc import Iterator

import numpy as np

from bot.figures.camera import Camera
from bot.figures.kinematics import FRAME, Placed
from bot.figures.muscles import MUSCLES, Muscle
from bot.figures.outline import shape
from bot.figures.palette import SIGNALS
from bot.figures.pose import Figure
from bot.figures.window import Window, path

_SEEN = -0.12


def lit(figure: Figure) -> Iterator[tuple[str, Muscle]]:
    """Signal and muscle of everything lit on a figure."""
    for signal, names in (("work", figure.work), ("stretch", figure.stretch)):
        for name in names:
            yield signal, MUSCLES[name]


def muscle_svg(
    muscle: Muscle, signal: str, placed: Placed, row: int, seen: Camera, window: Window
) -> str:
    """A muscle in its signal's pattern; turned away from the viewer, faint and dashed."""
    facing = placed.rotation[row, FRAME[muscle.frame]] @ np.array(muscle.facing)
    toward = float(facing @ seen.toward) / float(np.linalg.norm(muscle.facing))
    drawn = path(shape(muscle.blobs, placed, seen, row).pieces, window)
    width = window.scale * 0.008
    edge = f'stroke="{SIGNALS[signal]}" stroke-width="{width:.1f}" stroke-linejoin="round"'
    if toward > _SEEN or muscle.deep:
        return f'<path d="{drawn}" fill="url(#{signal})" paint-order="stroke" {edge}/>'
    # turned away from the viewer: faint, with a dashed edge, as if seen through
    return (
        f'<path d="{drawn}" fill="url(#{signal})" fill-opacity="0.35" paint-order="stroke" '
        f'{edge} stroke-dasharray="5 4"/>'
    )
