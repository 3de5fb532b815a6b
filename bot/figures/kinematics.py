"""Where every point of a batch of poses is, and how it moves with every angle.

A batch is one array row per pose, so that all frames of a movement are solved at once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.figures.landmarks import LANDMARKS
from bot.figures.skeleton import DOFS, FRAMES

Array = NDArray[np.float64]

_DOF = {name: number for number, name in enumerate(DOFS)}
FRAME = {frame.name: number for number, frame in enumerate(FRAMES)}
HINGES = tuple((hinge, FRAME[frame.name]) for frame in FRAMES for hinge in frame.hinges)
SHARES: Array = np.zeros((len(HINGES), len(DOFS)))
for _row, (_hinge, _) in enumerate(HINGES):
    SHARES[_row, _DOF[_hinge.dof]] = _hinge.share

_SIGNS: Array = np.array([hinge.sign for hinge, _ in HINGES])
_OFFSETS = [np.array(frame.offset, dtype=np.float64) for frame in FRAMES]
_ROWS = np.arange(len(HINGES))
_AXIS = np.array([hinge.axis for hinge, _ in HINGES])
_FIRST, _SECOND = (_AXIS + 1) % 3, (_AXIS + 2) % 3
_POINT_FRAME = np.array([FRAME[mark.frame] for mark in LANDMARKS])
_POINT_OFFSET = np.array([mark.offset for mark in LANDMARKS], dtype=np.float64)


def _moved_by() -> Array:
    """1 where a hinge (row) moves a landmark (column)."""
    above: list[set[int]] = []
    for number, frame in enumerate(FRAMES):
        above.append({number} | (above[FRAME[frame.parent]] if frame.parent else set()))
    return np.array(
        [[float(at in above[frame]) for frame in _POINT_FRAME] for _, at in HINGES],
        dtype=np.float64,
    )


_MOVED = _moved_by()


@dataclass(frozen=True, slots=True)
class Placed:
    """A batch of poses in the world: frames, hinge axes and landmarks."""

    rotation: Array  # (batch, frame, 3, 3)
    origin: Array  # (batch, frame, 3)
    axis: Array  # (batch, hinge, 3)
    points: Array  # (batch, landmark, 3)

    def jacobian(self, marks: NDArray[np.intp]) -> Array:
        """How some landmarks move with root position and angles: (batch, mark, 3, 3 + angles)."""
        at = self.origin[:, [frame for _, frame in HINGES]]
        arm = self.points[:, None, marks] - at[:, :, None]
        axis = self.axis[:, :, None]
        turn = np.stack(
            (
                axis[..., 1] * arm[..., 2] - axis[..., 2] * arm[..., 1],
                axis[..., 2] * arm[..., 0] - axis[..., 0] * arm[..., 2],
                axis[..., 0] * arm[..., 1] - axis[..., 1] * arm[..., 0],
            ),
            axis=-1,
        )
        turn *= _MOVED[None][:, :, marks, None]
        batch, hinges, count, _ = turn.shape
        flat = turn.transpose(0, 2, 3, 1).reshape(batch * count * 3, hinges) @ SHARES
        result = np.empty((batch, count, 3, 3 + len(DOFS)))
        result[..., :3] = np.eye(3)
        result[..., 3:] = flat.reshape(batch, count, 3, len(DOFS))
        return result


def place(state: Array, base: Array) -> Placed:
    """Forward kinematics.

    Args:
        state: (batch, 3 + angles): root position in metres, then the angles in radians.
        base: the root's orientation before its own angles, a rotation matrix.
    """
    batch = len(state)
    rotation = np.empty((batch, len(FRAMES), 3, 3))
    origin = np.empty((batch, len(FRAMES), 3))
    before = np.empty((batch, len(HINGES), 3, 3))
    turns = _turns(state[:, 3:] @ SHARES.T)
    row = 0
    for number, frame in enumerate(FRAMES):
        if frame.parent:
            parent = FRAME[frame.parent]
            now = rotation[:, parent]
            origin[:, number] = origin[:, parent] + now @ _OFFSETS[number]
        else:
            now = np.broadcast_to(base, (batch, 3, 3))
            origin[:, number] = state[:, :3]
        for _ in frame.hinges:
            before[:, row] = now
            now = now @ turns[:, row]
            row += 1
        rotation[:, number] = now
    axes = before[:, _ROWS, :, _AXIS].transpose(1, 0, 2) * _SIGNS[:, None]
    local = (rotation[:, _POINT_FRAME] @ _POINT_OFFSET[None, :, :, None])[..., 0]
    return Placed(rotation, origin, axes, origin[:, _POINT_FRAME] + local)


def _turns(angle: Array) -> Array:
    """The rotation matrix of every hinge: (batch, hinge, 3, 3)."""
    cosine, sine = np.cos(angle), np.sin(angle) * _SIGNS
    result = np.zeros((*angle.shape, 3, 3))
    result[:, _ROWS, _AXIS, _AXIS] = 1
    result[:, _ROWS, _FIRST, _FIRST] = cosine
    result[:, _ROWS, _SECOND, _SECOND] = cosine
    result[:, _ROWS, _SECOND, _FIRST] = sine
    result[:, _ROWS, _FIRST, _SECOND] = -sine
    return result
