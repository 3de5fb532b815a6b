"""What is physically wrong with a figure: limits, contacts, walls, balance, in every frame."""

from collections.abc import Iterator

import numpy as np

from bot.figures.kinematics import Array, Placed, place
from bot.figures.landmarks import INDEX, LANDMARKS, MASS
from bot.figures.pose import Figure
from bot.figures.rules import Touch, contact_rows, stands_free, touches
from bot.figures.skeleton import RANGES, base_name
from bot.figures.solve import BASES, CHECKED, angles, between, common, key_states
from bot.figures.surfaces import barriers, surfaces

_TOUCH, _THROUGH, _EDGE, _TIP = 0.012, 0.012, 0.04, 0.03  # metres of tolerance
_FURNITURE = {"chair", "bench", "step", "counter", "bed", "books"}


def faults(figure: Figure, shares: tuple[float, ...] = CHECKED) -> list[str]:
    """One line for each thing that is wrong; empty when the figure may be shown.

    Args:
        figure: what is looked at, all its key poses first.
        shares: how far from each key to the next it is looked at too, each between 0 and 1.
    """
    found = list(_typed(figure))
    states = key_states(figure)
    placed = place(states, BASES[figure.base])
    for number, key in enumerate(figure.keys):
        touching = touches(key.contacts)
        found += _frame(figure, placed, number, touching, {}, f"key {number}")
        found += _limits(states[number], f"key {number}")
        found += _on_furniture(figure, placed, number, touching)
    for number in range(len(figure.keys) - 1 if shares else 0):
        way = between(figure, number, number + 1, shares)
        kept = common(figure, number, number + 1)
        moving = place(way, BASES[figure.base])
        pinned = {touch: placed.points[number, touch.landmark] for touch in kept}
        for row, share in enumerate(shares):
            where = f"{share:.0%} of the way from key {number}"
            found += _frame(figure, moving, row, kept, pinned, where)
            found += _limits(way[row], where)
    return found


def _typed(figure: Figure) -> Iterator[str]:
    for number, key in enumerate(figure.keys):
        for dof, degrees in key.angles.items():
            low, high, _ = RANGES[base_name(dof)]
            if not low <= degrees <= high:
                yield f"key {number}: {dof} {degrees:g} is outside {low:g} to {high:g}"


def _limits(state: Array, where: str) -> Iterator[str]:
    for dof, degrees in angles(state).items():
        low, high, _ = RANGES[base_name(dof)]
        if not low - 0.1 <= degrees <= high + 0.1:
            yield f"{where}: {dof} bends to {degrees:.0f}"


def _frame(
    figure: Figure,
    placed: Placed,
    row: int,
    touching: tuple[Touch, ...],
    pinned: dict[Touch, Array],
    where: str,
) -> Iterator[str]:
    points = placed.points[row]
    rows = contact_rows(figure, touching, pinned)
    miss = np.abs(rows.matrix @ points.ravel() - rows.goal)
    if len(miss) and miss.max() > _TOUCH:
        mark = int(np.abs(rows.matrix[int(miss.argmax())]).reshape(-1, 3).sum(axis=1).argmax())
        yield f"{where}: {LANDMARKS[mark].name} misses its place by {miss.max() * 100:.1f} cm"
    for plane in barriers(figure):
        for point, landmark in zip(points, LANDMARKS, strict=True):
            depth = plane.offset + landmark.radius - float(point @ np.array(plane.normal))
            if landmark.solid and depth > _THROUGH:
                yield f"{where}: {landmark.name} is {depth * 100:.1f} cm inside floor or wall"
    if stands_free(figure, touching):
        out = overhang(points, touching)
        if out > _TIP:
            yield f"{where}: the centre of mass is {out * 100:.1f} cm outside the feet"


def overhang(points: Array, touching: tuple[Touch, ...]) -> float:
    """How far the centre of mass is outside the hull of the soles on the ground, in metres."""
    centre = sum(share * points[INDEX[name]][:2] for name, share in MASS.items())
    feet = []
    for touch in touching:
        name = LANDMARKS[touch.landmark].name
        feet.append(points[touch.landmark][:2])
        if name.endswith(("ball_inner", "ball_outer")):
            feet.append(points[INDEX[name.split("_", 1)[0] + "_toe_tip"]][:2])
    ground = np.array(feet)
    turns = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    way = np.stack((np.cos(turns), np.sin(turns)))
    return float(((centre @ way) - (ground @ way).max(axis=0)).max())


def _on_furniture(
    figure: Figure, placed: Placed, row: int, touching: tuple[Touch, ...]
) -> Iterator[str]:
    tops = {prop.kind: prop for prop in figure.props if prop.kind in _FURNITURE}
    assert tops.keys() <= surfaces(figure).keys() | {"books"}
    for touch in touching:
        prop = tops.get(touch.on)
        if prop is None:
            continue
        point = placed.points[row, touch.landmark]
        for axis in (0, 1):
            beyond = abs(float(point[axis]) - prop.at[axis]) - abs(prop.size[axis]) / 2
            if beyond > _EDGE:
                name = LANDMARKS[touch.landmark].name
                yield f"key {row}: {name} is {beyond * 100:.0f} cm beside the {prop.kind}"
