"""Which part is drawn in front of which."""

from collections.abc import Sequence

import numpy as np

from bot.figures.kinematics import Array
from bot.figures.outline import Shape


def _samples(shape: Shape) -> Array:
    """Places in the picture, depths and radii along a chain, joints and middles: (samples, 4)."""
    joints = np.column_stack((shape.centres, shape.depths, shape.radii))
    return np.concatenate((joints, (joints[1:] + joints[:-1]) / 2))


def nearer(shapes: Sequence[Shape]) -> Array:
    """Positive where one (row) covers another (column), 0 where they do not overlap."""
    samples = [_samples(shape) for shape in shapes]
    starts = np.cumsum([0, *map(len, samples[:-1])])
    x, y, depths, radii = np.concatenate(samples).T
    gap = np.hypot(x[:, None] - x, y[:, None] - y)
    weight = np.clip(radii[:, None] + radii - gap, 0, None) ** 2

    def summed(values: Array) -> Array:
        rows: Array = np.add.reduceat(values, starts, axis=0)
        both: Array = np.add.reduceat(rows, starts, axis=1)
        return both

    total = summed(weight)
    ahead = summed(weight * (depths[:, None] - depths))
    return np.divide(ahead, total, out=np.zeros_like(total), where=total > 0)


def far_to_near(covering: Array, depths: Sequence[float], bias: Sequence[float]) -> list[int]:
    """The order to paint in.

    Args:
        covering: what `nearer` says.
        depths: how near each is on the whole.
        bias: metres that settle near ties, such as arm over trunk.
    """
    own = np.array(bias)
    gap = covering + own[:, None] - own
    over = (covering != 0) & np.where(np.tri(len(own), k=-1, dtype=bool), gap > 0, gap.T <= 0)
    np.fill_diagonal(over, val=False)
    covers = [set(np.flatnonzero(row).tolist()) for row in over]
    mean = [depth + more for depth, more in zip(depths, bias, strict=True)]
    left, order = set(range(len(own))), []
    while left:
        free = [n for n in left if not covers[n] & left]
        chosen = min(free or left, key=lambda n: (mean[n], n))
        order.append(chosen)
        left.remove(chosen)
    return order
