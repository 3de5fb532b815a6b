"""Where every point of a pose is, and how it moves with every angle.

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
_HINGE_FRAME = np.array([frame for _, frame in HINGES])
_ROWS = np.arange(len(HINGES))
_AXIS = np.array([hinge.axis for hinge, _ in HINGES])
_FIRST, _SECOND = (_AXIS + 1) % 3, (_AXIS + 2) % 3
_POINT_FRAME = np.array([FRAME[mark.frame] for mark in LANDMARKS])
_POINT_OFFSET = np.array([(*mark.offset, 1) for mark in LANDMARKS], dtype=np.float64)


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
_Numbers = NDArray[np.intp]


def _at_rest() -> Array:
    """Every frame as its parent sees it when all angles are 0: (frame, 4, 4)."""
    poses = np.tile(np.eye(4), (len(FRAMES), 1, 1))
    poses[:, :3, 3] = [frame.offset for frame in FRAMES]
    return poses


def _nth_hinges() -> list[tuple[_Numbers, _Numbers]]:
    """The frames that have an nth hinge, and which one that is, for n from the first."""
    own = [[n for n, frame in enumerate(_HINGE_FRAME) if frame == at] for at in range(len(FRAMES))]
    return [
        (
            np.array([at for at, hinges in enumerate(own) if len(hinges) > n]),
            np.array([hinges[n] for hinges in own if len(hinges) > n]),
        )
        for n in range(max(map(len, own)))
    ]


def _jumps() -> list[tuple[_Numbers, _Numbers]]:
    """Frames and the one to be seen from next: the parent, then 2, 4 and 8 joints further up, so
    that the longest chain takes as few steps as its length has binary digits."""
    above = [FRAME[frame.parent] if frame.parent else -1 for frame in FRAMES]
    steps = []
    while max(above) >= 0:
        frames = [n for n, at in enumerate(above) if at >= 0]
        steps.append((np.array(frames), np.array([above[n] for n in frames])))
        above = [above[at] if at >= 0 else -1 for at in above]
    return steps


_AT_REST, _NTH, _JUMPS = _at_rest(), _nth_hinges(), _jumps()
_HINGE_PARENT = np.array(
    [FRAME[FRAMES[at].parent] if FRAMES[at].parent else 0 for at in _HINGE_FRAME]
)
_OF_ROOT = _HINGE_FRAME == 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A batch of poses in the world: frames, hinge axes and landmarks."""

    rotation: Array  # (batch, frame, 3, 3)
    origin: Array  # (batch, frame, 3)
    axis: Array  # (batch, hinge, 3)
    points: Array  # (batch, landmark, 3)

    def jacobian(self, marks: NDArray[np.intp]) -> Array:
        """How some landmarks move with root position and angles: (batch, mark, 3, 3 + angles)."""
        at = self.origin[:, _HINGE_FRAME]
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
    turns = _turns(state[:, 3:] @ SHARES.T)
    # every frame as its parent sees it: shifted, then turned by one hinge after another
    pose = np.broadcast_to(_AT_REST, (batch, len(FRAMES), 4, 4)).copy()
    pose[:, 0, :3, :3], pose[:, 0, :3, 3] = base, state[:, :3]
    before = np.empty_like(turns)
    own = pose[:, :, :3, :3]
    for frames, hinges in _NTH:
        turned = own[:, frames]
        before[:, hinges] = turned
        own[:, frames] = turned @ turns[:, hinges]
    for frames, above in _JUMPS:
        pose[:, frames] = pose[:, above] @ pose[:, frames]
    rotation, origin = pose[:, :, :3, :3], pose[:, :, :3, 3]
    held = rotation[:, _HINGE_PARENT]
    held[:, _OF_ROOT] = np.eye(3)  # the base is in the root's own turns
    along = before[:, _ROWS, :, _AXIS].transpose(1, 0, 2) * _SIGNS[:, None]
    axes = (held @ along[..., None])[..., 0]
    points = pose[:, _POINT_FRAME, :3] @ _POINT_OFFSET[:, :, None]
    return Placed(rotation, origin, axes, points[..., 0])


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
