"""The outline of soft bodies in the picture plane."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi

import numpy as np

from bot.figures.camera import Camera
from bot.figures.kinematics import FRAME, Array, Placed
from bot.figures.skeleton import Vec

_TURNS = np.arange(24) * (2 * pi / 24)
_AROUND: Array = np.stack((np.cos(_TURNS), np.sin(_TURNS)))  # (2, directions)


@dataclass(frozen=True, slots=True)
class Blob:
    """An ellipsoid in a frame's own axes."""

    frame: str
    offset: Vec
    size: Vec  # half axes in metres


def ball(frame: str, offset: Vec, radius: float) -> Blob:
    """A round blob."""
    return Blob(frame, offset, (radius, radius, radius))


@dataclass(frozen=True, slots=True)
class Shape:
    """A chain of blobs in the picture: its convex pieces, and its middle line with depth."""

    pieces: tuple[Array, ...]  # each (directions, 2), counter-clockwise
    around: tuple[Array, ...]  # the same area with fewer corners, each (corners, 2)
    outward: tuple[Array, ...]  # which way each of those corners looks, unit vectors
    centres: Array  # (blobs, 2)
    depths: Array  # (blobs,), larger is nearer
    radii: Array  # (blobs,)

    def rim(self, width: float) -> list[Array]:
        """The area with a line of so many metres around it, which costs less than a stroke."""
        return [
            corners + way * width for corners, way in zip(self.around, self.outward, strict=True)
        ]


def shape(blobs: Sequence[Blob], placed: Placed, seen: Camera, row: int) -> Shape:
    """The outline of a chain of blobs: the hulls of each neighbouring pair."""
    frames = [FRAME[blob.frame] for blob in blobs]
    turned = placed.rotation[row, frames]
    offsets = np.array([blob.offset for blob in blobs])
    centre = placed.origin[row, frames] + (turned @ offsets[:, :, None])[..., 0]
    half = turned * np.array([blob.size for blob in blobs])[:, None, :]
    flat = seen.flat @ half  # (blobs, 2, 3)
    reach = flat.transpose(0, 2, 1) @ _AROUND  # (blobs, 3, directions)
    length = np.sqrt((reach**2).sum(axis=1))
    middle = centre @ seen.flat.T
    edge = middle[:, :, None] + flat @ (reach / length[:, None, :])
    support = middle @ _AROUND + length
    return chain(
        edge.transpose(0, 2, 1), support, middle, centre @ seen.toward, length.mean(axis=1)
    )


def chain(edge: Array, support: Array, centres: Array, depths: Array, radii: Array) -> Shape:
    """Blobs strung together.

    Args:
        edge: where each blob's outline is furthest in each direction, (blobs, directions, 2).
        support: how far that is, (blobs, directions).
        centres, depths, radii: as in `Shape`.
    """
    if len(edge) == 1:
        whole = (edge[0],)
        return Shape(whole, whole, (_AROUND.T,), centres, depths, radii)
    first = support[:-1] >= support[1:]
    pieces = np.where(first[:, :, None], edge[:-1], edge[1:])
    # of the blob that a piece begins with, all but the ends lies within the piece before
    kept = ~first | ~np.roll(first, 1, axis=1) | ~np.roll(first, -1, axis=1)
    kept[0] = True
    kept |= ~kept.any(axis=1, keepdims=True)
    return Shape(
        tuple(pieces),
        tuple(piece[corners] for piece, corners in zip(pieces, kept, strict=True)),
        tuple(_AROUND.T[corners] for corners in kept),
        centres,
        depths,
        radii,
    )
