"""How muscles are lit: working ones dotted, stretched ones striped, far ones faint and dashed."""

import numpy as np

from bot.figures.camera import Camera
from bot.figures.kinematics import FRAME, Placed
from bot.figures.muscles import MUSCLES, Muscle
from bot.figures.outline import shape
from bot.figures.palette import SIGNALS
from bot.figures.pose import Figure
from bot.figures.window import Shot, path

_SEEN = -0.3
_LINE = 0.008  # metres


def lit(figure: Figure, placed: Placed, row: int, seen: Camera) -> list[tuple[str, Muscle]]:
    """Return signal and muscle of all that is lit; a hidden one only if all are hidden.

    Through the chest, a muscle of the back would be taken for one of the chest.
    """
    named = [
        (signal, MUSCLES[name])
        for signal, names in (("work", figure.work), ("stretch", figure.stretch))
        for name in names
    ]
    return [one for one in named if in_view(one[1], placed, row, seen)] or named


def in_view(muscle: Muscle, placed: Placed, row: int, seen: Camera) -> bool:
    """Whether the skin over a muscle faces the viewer, or the muscle is deep and always shown."""
    return muscle.deep or nearness(muscle, placed, row, seen) > _SEEN


def nearness(muscle: Muscle, placed: Placed, row: int, seen: Camera) -> float:
    """1 where the skin over a muscle faces the viewer, -1 where it is turned away."""
    facing = placed.rotation[row, FRAME[muscle.frame]] @ np.array(muscle.facing)
    return float(facing @ seen.toward) / float(np.linalg.norm(facing))


def muscle_svg(muscle: Muscle, signal: str, shot: Shot) -> str:
    """A muscle in its signal's pattern; turned away from the viewer, faint and dashed."""
    window, edge = shot.window, SIGNALS[signal]
    shaped = shape(muscle.blobs, shot.placed, shot.seen, shot.row)
    if in_view(muscle, shot.placed, shot.row, shot.seen):
        return (
            f'<path d="{path(shaped.rim(_LINE / 2), window)}" fill="{edge}"/>'
            f'<path d="{path(shaped.around, window)}" fill="url(#{signal})"/>'
        )
    return (
        f'<path d="{path(shaped.pieces, window)}" fill="url(#{signal})" fill-opacity="0.35" '
        f'paint-order="stroke" stroke="{edge}" stroke-width="{window.scale * _LINE:.1f}" '
        'stroke-linejoin="round" stroke-dasharray="5 4"/>'
    )
