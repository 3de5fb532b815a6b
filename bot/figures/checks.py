"""When a figure is physically wrong: limits, contacts, walls, balance, in every frame."""

from collections.abc import Iterator

import numpy as np

from bot.figures.kinematics import Array, Placed, place
from bot.figures.landmarks import INDEX, LANDMARKS, MASS
from bot.figures.pose import Figure
from bot.figures.rules import Touch, common, contact_rows, stands_free, touches
from bot.figures.skeleton import DOFS, RANGES, base_name
from bot.figures.states import BASES, all_states, angles, eased, steps_of
from bot.figures.surfaces import barriers, surfaces

_TOUCH, _THROUGH, _EDGE, _TIP = 0.014, 0.012, 0.04, 0.03  # metres of tolerance
_FURNITURE = {"chair", "bench", "step", "counter", "bed", "books"}


def faults(figure: Figure) -> list[str]:
    """One line for each thing that is wrong in a frame; empty when the figure may be shown."""
    faults = list(_typed(figure))
    states, steps = all_states(figure), steps_of(figure)
    placed = place(states, BASES[figure.base])
    for number, key in enumerate(figure.keys):
        row, where = number * steps, f"key {number}"
        touching = touches(key.contacts)
        faults += _frame(figure, placed.points[row], touching, {}, where)
        faults += _limits(states[row], where)
        faults += _on_furniture(figure, placed, row, touching)
    for number in range(len(figure.keys) - 1):
        kept = common(figure, number, number + 1)
        start = number * steps
        pinned = {touch: placed.points[start, touch.landmark] for touch in kept}
        for step, share in enumerate(eased(steps), 1):
            where = f"{share:.0%} of the way from key {number}"
            faults += _frame(figure, placed.points[start + step], kept, pinned, where)
            faults += _limits(states[start + step], where)
    return faults


def _typed(figure: Figure) -> Iterator[str]:
    for number, key in enumerate(figure.keys):
        for dof, degrees in key.angles.items():
            low, high, _ = RANGES[base_name(dof)]
            if not low <= degrees <= high:
                yield f"key {number}: {dof} {degrees:g} is outside {low:g} to {high:g}"


def _limits(state: Array, where: str) -> Iterator[str]:
    for dof, degrees in angles(state, DOFS).items():
        low, high, _ = RANGES[base_name(dof)]
        if not low - 0.1 <= degrees <= high + 0.1:
            yield f"{where}: {dof} bends to {degrees:.0f}"


def _frame(
    figure: Figure,
    points: Array,
    touching: tuple[Touch, ...],
    pinned: dict[Touch, Array],
    where: str,
) -> Iterator[str]:
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
                where = f"key {row // steps_of(figure)}"
                yield f"{where}: {name} is {beyond * 100:.0f} cm beside the {prop.kind}"
