"""Soft bodies in the picture plane: ellipsoids strung on a chain, seen as one smooth outline."""

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
    centres: Array  # (blobs, 2)
    depths: Array  # (blobs,), larger is nearer
    radii: Array  # (blobs,)


def shape(
    blobs: Sequence[Blob], placed: Placed, seen: Camera, row: int, *, grow: float = 1.0
) -> Shape:
    """The outline of a chain of blobs: the hulls of each neighbouring pair."""
    frames = [FRAME[blob.frame] for blob in blobs]
    turned = placed.rotation[row, frames]
    offsets = np.array([blob.offset for blob in blobs])
    centre = placed.origin[row, frames] + (turned @ offsets[:, :, None])[..., 0]
    half = turned * (np.array([blob.size for blob in blobs]) * grow)[:, None, :]
    flat = seen.flat @ half  # (blobs, 2, 3)
    reach = flat.transpose(0, 2, 1) @ _AROUND  # (blobs, 3, directions)
    length = np.sqrt((reach**2).sum(axis=1))
    middle = centre @ seen.flat.T
    edge = middle[:, :, None] + flat @ (reach / length[:, None, :])
    support = middle @ _AROUND + length
    if len(blobs) == 1:
        pieces: tuple[Array, ...] = (edge[0].T,)
    else:
        pieces = tuple(
            np.where(support[n] >= support[n + 1], edge[n], edge[n + 1]).T
            for n in range(len(blobs) - 1)
        )
    return Shape(pieces, middle, centre @ seen.toward, length.mean(axis=1))
