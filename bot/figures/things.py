"""The shapes of props: chairs, bands, dumbbells, walls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.figures.camera import Camera
from bot.figures.kinematics import FRAME, Array, Placed
from bot.figures.landmarks import INDEX, LANDMARKS, PARTS
from bot.figures.outline import _AROUND, Shape, chain
from bot.figures.pose import Figure, Key, Prop
from bot.figures.surfaces import lies_on, surfaces


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to paint: sorted among the limbs, or (backdrop) before them all."""

    shape: Shape
    cloth: str
    backdrop: bool = False
    line: bool = False  # a band or cable: stroked, not filled


def beads(points: Sequence[Sequence[float] | Array], radii: Sequence[float], seen: Camera) -> Shape:
    """A chain of round beads at world points."""
    at, reach = np.array(points, dtype=np.float64), np.array(radii, dtype=np.float64)
    middle = at @ seen.flat.T
    edge = middle[:, :, None] + reach[:, None, None] * _AROUND[None]
    support = middle @ _AROUND + reach[:, None]
    return chain(edge.transpose(0, 2, 1), support, middle, at @ seen.toward, reach)


def _box(low: Sequence[float], high: Sequence[float], seen: Camera) -> Shape:
    corners = np.array(
        [
            [(low, high)[a][0], (low, high)[b][1], (low, high)[c][2]]
            for a in (0, 1)
            for b in (0, 1)
            for c in (0, 1)
        ],
        dtype=np.float64,
    )
    flat = corners @ seen.flat.T
    hull = flat[_convex(flat)]
    middle = flat.mean(axis=0, keepdims=True)
    out = hull - middle
    out /= np.hypot(out[:, :1], out[:, 1:])
    nearness = (corners @ seen.toward).mean(keepdims=True)
    return Shape((hull,), (hull,), (out,), middle, nearness, np.array([0.05]))


def _convex(points: Array) -> list[int]:
    """Indices of the convex hull, counter-clockwise (Andrew's monotone chain)."""
    points = points.round(6)  # corners one above the other must not be sorted by their last digits
    order = sorted(range(len(points)), key=lambda n: (points[n][0], points[n][1]))

    def half(way: Sequence[int]) -> list[int]:
        chain: list[int] = []
        for n in way:
            while len(chain) > 1:
                (ax, ay), (bx, by) = (
                    points[chain[-1]] - points[chain[-2]],
                    points[n] - points[chain[-2]],
                )
                if ax * by - ay * bx > 1e-12:
                    break
                chain.pop()
            chain.append(n)
        return chain[:-1]

    return half(order) + half(order[::-1])


def _spot(name: str, placed: Placed, row: int) -> Array:
    if name.startswith("at "):
        return np.array([float(value) for value in name.split()[1:]])
    where: Array = placed.points[row, INDEX[name]]
    return where


def _under(prop: Prop, figure: Figure, key: Key, placed: Placed, row: int) -> Array:
    """The middle of a roller or ball: below what rests on it."""
    plane = surfaces(figure)[prop.kind]
    normal = np.array(plane.normal)
    resting = [point for c in key.contacts if c.on == prop.kind for point in PARTS[c.part]]
    if resting:
        at = placed.points[row, [INDEX[name] for name in resting]].mean(axis=0)
        skin = float(np.mean([LANDMARKS[INDEX[name]].radius for name in resting]))
        middle: Array = at - normal * (skin + prop.size[2] / 2)
        return middle
    low = surfaces(figure)[lies_on(prop)]
    return np.array(prop.at) + normal * (low.offset + prop.size[2] / 2)


def _furniture(prop: Prop) -> Iterator[tuple[Sequence[float], Sequence[float], str]]:
    (x, y, z), (deep, wide, high) = prop.at, prop.size
    a, b = abs(deep) / 2, wide / 2
    top = z + high
    if prop.kind in ("chair", "counter", "bench", "bed"):
        for i in (-1, 1):
            for j in (-1, 1):
                lx, ly = x + i * (a - 0.025), y + j * (b - 0.025)
                yield (lx - 0.02, ly - 0.02, z), (lx + 0.02, ly + 0.02, top - 0.03), "prop_dark"
    if prop.kind == "chair":
        back = x - a if deep > 0 else x + a
        yield (back - 0.018, y - b, top), (back + 0.018, y + b, top + 0.44), "prop"
    if prop.kind in ("step", "books"):
        yield (x - a, y - b, z), (x + a, y + b, top), "prop"
    else:
        thick = 0.16 if prop.kind == "bed" else 0.05
        yield (x - a, y - b, top - thick), (x + a, y + b, top), "prop"


def _dumbbell(prop: Prop, placed: Placed, row: int, seen: Camera) -> Iterator[Thing]:
    grip = _spot(prop.ends[0], placed, row)
    side = prop.ends[0].split("_", 1)[0]
    axis = placed.rotation[row, FRAME[f"{side}_hand"]][:, 0]
    yield Thing(beads([grip - axis * 0.08, grip + axis * 0.08], [0.014] * 2, seen), "metal")
    for near, far in ((-0.1, -0.055), (0.055, 0.1)):
        yield Thing(beads([grip + axis * near, grip + axis * far], [0.042] * 2, seen), "metal")


def _stick(prop: Prop, placed: Placed, row: int, seen: Camera) -> Iterator[Thing]:
    one, two = (_spot(end, placed, row) for end in prop.ends)
    past, nearer = (two - one) * 0.15, seen.toward * 0.01  # the grip is around the bar
    yield Thing(beads([one - past, two + past], [0.012] * 2, seen), "metal")
    inner = [one + past * 1.5 + nearer, two - past * 1.5 + nearer]
    yield Thing(beads(inner, [0.024] * 2, seen), "rubber")


def _ruler(prop: Prop, seen: Camera) -> Iterator[Thing]:
    """A flat ruler that stands upright, its face and its marks to the viewer."""
    foot, wide = seen.flat @ np.array(prop.at), prop.size[1]
    up = seen.flat @ np.array((0.0, 0.0, prop.size[2]))
    bars = [(-0.5, 0.5, 0.0, 1.0, "ruler")]
    count = round(prop.size[2] / 0.05)
    bars += [(-0.5, 0.0, n / count - 0.01, n / count + 0.01, "eye") for n in range(1, count)]
    for left, right, low, high, cloth in bars:
        corners = np.array(
            [
                foot + (side * wide, 0) + up * share
                for side, share in ((left, low), (right, low), (right, high), (left, high))
            ]
        )
        yield Thing(_flat(corners, float(np.array(prop.at) @ seen.toward)), cloth)


_SOLE = (
    *((0.0, 0.028), (0.03, 0.036), (0.06, 0.028), (0.1, 0.03), (0.15, 0.04), (0.19, 0.04)),
    *((0.235, 0.02), (0.24, -0.01), (0.225, -0.035), (0.18, -0.045), (0.14, -0.036)),
    *((0.1, 0.0), (0.06, -0.008), (0.03, -0.03), (0.0, -0.03), (-0.025, -0.015), (-0.025, 0.015)),
)
"""The outline of a right foot's print, forward from the heel and to the person's right: metres."""


def _print(prop: Prop, seen: Camera) -> Iterator[Thing]:
    """A sheet of paper with the print of a wet right foot, whose ankle stood at `at`."""
    x, y, _ = prop.at
    sheet = [(x - 0.12, y - 0.12), (x + 0.26, y - 0.12), (x + 0.26, y + 0.12), (x - 0.12, y + 0.12)]
    sole = [(x - 0.04 + forward, y - out) for forward, out in _SOLE]
    for outline, cloth in ((sheet, "paper"), (sole, "print")):
        corners = np.array([(*point, 0.002) for point in outline])
        yield Thing(_flat(corners @ seen.flat.T, 0.0), cloth, True)


def _flat(corners: Array, depth: float) -> Shape:
    """An area in the picture plane."""
    middle = corners.mean(axis=0, keepdims=True)
    return Shape(
        (corners,), (corners,), (corners - middle,), middle, np.array([depth]), np.array([0.05])
    )


def things(figure: Figure, key: Key, placed: Placed, row: int, seen: Camera) -> Iterator[Thing]:
    """Yield everything around the body in one pose."""
    for prop in figure.props:
        x, y, z = prop.at
        deep, wide, high = prop.size
        match prop.kind:
            case "wall_behind" | "wall_front":
                thick = -0.07 if prop.kind == "wall_behind" else 0.07
                low, far = min(x, x + thick), max(x, x + thick)
                yield Thing(_box((low, -wide, 0), (far, wide, high), seen), "wall", True)
            case "wall_left":
                yield Thing(_box((x - wide, y, 0), (x + wide, y + 0.07, high), seen), "wall", True)
            case "chair" | "counter" | "bench" | "bed" | "step" | "books":
                for lower, upper, cloth in _furniture(prop):
                    yield Thing(_box(lower, upper, seen), cloth, True)
            case "mat":
                corner = (x - deep / 2, y - wide / 2, -0.012)
                yield Thing(_box(corner, (x + deep / 2, y + wide / 2, 0), seen), "mat", True)
            case "post":
                yield Thing(
                    _box((x - 0.04, y - 0.04, 0), (x + 0.04, y + 0.04, high), seen),
                    "prop_dark",
                    True,
                )
            case "bar":
                ends = [(x, y - wide / 2, z), (x, y + wide / 2, z)]
                yield Thing(beads(ends, [0.018, 0.018], seen), "metal", True)
            case "roller" | "ball" | "towel" | "pillow":
                middle = _under(prop, figure, key, placed, row)
                half = wide / 2 if prop.kind != "ball" else 0.0
                along = np.array((0, half, 0))
                if prop.kind == "towel":
                    along = np.array((deep / 2, half, 0))
                both: list[Sequence[float] | Array] = (
                    [middle - along, middle + along] if along.any() else [middle]
                )
                cloth = {"towel": "towel", "pillow": "wall"}.get(prop.kind, "rubber")
                yield Thing(beads(both, [high / 2] * len(both), seen), cloth, prop.kind != "ball")
            case "band":
                line = [_spot(end, placed, row) for end in prop.ends]
                yield Thing(beads(line, [0.012] * len(line), seen), "band", False, True)
            case "dumbbell":
                yield from _dumbbell(prop, placed, row, seen)
            case "stick":
                yield from _stick(prop, placed, row, seen)
            case "held_ball":
                middle = np.mean([_spot(end, placed, row) for end in prop.ends], axis=0)
                if any(prop.at):  # thrown there in the last part of the way
                    share = row / (len(placed.points) - 1)
                    middle = middle + (np.array(prop.at) - middle) * max(0.0, share * 2 - 1)
                yield Thing(beads([middle], [high / 2], seen), "rubber")
            case "ruler":
                yield from _ruler(prop, seen)
            case "level":
                ends = [(x, y - wide / 2, z), (x, y + wide / 2, z)]
                yield Thing(beads(ends, [0.01, 0.01], seen), "ruler", True, True)
            case "print":
                yield from _print(prop, seen)
            case _:
                raise KeyError(prop.kind)
