"""Far to near: a drawing order from where outlines overlap and which of them is closer there."""

from collections.abc import Sequence

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.outline import Shape


def _samples(shape: Shape) -> tuple[Array, Array, Array]:
    """Points, depths and radii along a chain, joints and middles."""
    if len(shape.radii) == 1:
        return shape.centres, shape.depths, shape.radii

    def halves(values: Array) -> Array:
        return np.concatenate((values, (values[1:] + values[:-1]) / 2))

    return halves(shape.centres), halves(shape.depths), halves(shape.radii)


def nearer(first: Shape, second: Shape) -> float:
    """Positive where the first covers the second, 0 where they do not overlap."""
    points, depths, radii = _samples(first)
    others, other_depths, other_radii = _samples(second)
    gap = points[:, None] - others[None]
    overlap = radii[:, None] + other_radii[None] - np.sqrt((gap**2).sum(axis=-1))
    weight = np.clip(overlap, 0, None) ** 2
    total = float(weight.sum())
    if total <= 0:
        return 0.0
    return float((weight * (depths[:, None] - other_depths[None])).sum()) / total


def far_to_near(shapes: Sequence[Shape], bias: Sequence[float]) -> list[int]:
    """The order to paint in; `bias` (metres) settles near ties, such as arm over trunk."""
    count = len(shapes)
    covers = np.zeros((count, count), dtype=bool)
    for one in range(count):
        for two in range(one):
            gap = nearer(shapes[one], shapes[two])
            if gap:
                gap += bias[one] - bias[two]
                covers[one, two], covers[two, one] = gap > 0, gap <= 0
    mean = [float(shape.depths.mean()) + bias[n] for n, shape in enumerate(shapes)]
    left, order = set(range(count)), []
    while left:
        free = [n for n in left if not any(covers[n, other] for other in left)]
        chosen = min(free or left, key=lambda n: (mean[n], n))
        order.append(chosen)
        left.remove(chosen)
    return order
