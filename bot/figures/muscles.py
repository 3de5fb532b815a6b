"""Which way each muscle's skin faces, and its blobs under the skin."""

from dataclasses import dataclass

from bot.figures.atlas import ATLAS
from bot.figures.outline import Blob, ball
from bot.figures.skeleton import SIDES, Vec

_Spot = tuple[str, float, float, float, float]  # frame, forward, outward, up, radius


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle of one side; deep ones are shown through the body from everywhere."""

    name: str
    side: str
    lies_on: frozenset[str]  # the drawn parts it is painted over
    blobs: tuple[Blob, ...]
    frame: str
    facing: Vec
    deep: bool = False


_MIDDLE_FRAMES = frozenset({"pelvis", "l5", "l2", "t12", "t8", "t4", "c7", "head"})


@dataclass(frozen=True, slots=True)
class _Row:
    part: str
    deep: bool
    facing: Vec
    spots: tuple[_Spot, ...]


def _rows() -> dict[str, _Row]:
    lines = ATLAS.strip().splitlines()
    rows: dict[str, _Row] = {}
    for title, spots in zip(lines[::2], lines[1::2], strict=True):
        name, part, depth, *facing = title.split()
        ahead, out, up = map(float, facing)
        blobs = []
        for spot in spots.split("|"):
            frame, *numbers = spot.split()
            x, y, z, radius = map(float, numbers)
            blobs.append((frame, x, y, z, radius))
        rows[name] = _Row(part, depth == "deep", (ahead, out, up), tuple(blobs))
    return rows


_ROWS = _rows()


def _muscle(name: str, side: str) -> Muscle:
    row = _ROWS[name]
    facing, spots = row.facing, row.spots
    s = 1.0 if side == "left" else -1.0

    def full(frame: str) -> str:
        return frame if frame in _MIDDLE_FRAMES else f"{side}_{frame}"

    blobs = tuple(
        ball(full(frame), (ahead, out * s, up), radius) for frame, ahead, out, up, radius in spots
    )
    own = row.part if row.part in ("trunk", "neck", "head") else f"{side}_{row.part}"
    from_pelvis = row.part == "thigh" and any(frame == "pelvis" for frame, *_ in spots)
    inner = len(spots) // 2
    return Muscle(
        name,
        side,
        frozenset({own, "trunk"} if from_pelvis else {own}),
        blobs,
        full(spots[inner][0]),
        (facing[0], facing[1] * s, facing[2]),
        row.deep,
    )


MUSCLES = {f"{side}_{name}": _muscle(name, side) for name in _ROWS for side in SIDES}
