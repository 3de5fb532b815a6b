"""Planes that a body can rest on: floor, walls, seats, and what lies on them."""

from dataclasses import dataclass

from bot.figures.pose import Figure, Prop
from bot.figures.skeleton import Vec

_WALLS: dict[str, Vec] = {
    "wall_behind": (1, 0, 0),
    "wall_front": (-1, 0, 0),
    "wall_left": (0, -1, 0),
}
_TOPS = ("chair", "bench", "step", "counter", "bed")
_LYING = ("roller", "ball", "towel", "pillow", "books")


@dataclass(frozen=True, slots=True)
class Plane:
    """All points p with normal . p = offset; bodies stay on the side the normal points to."""

    normal: Vec
    offset: float


FLOOR = Plane((0, 0, 1), 0)


def surfaces(figure: Figure) -> dict[str, Plane]:
    """The named planes of a figure's floor and props."""
    planes = {"floor": FLOOR}
    for prop in figure.props:
        if prop.kind in _WALLS:
            normal = _WALLS[prop.kind]
            planes[prop.kind] = Plane(
                normal, sum(n * at for n, at in zip(normal, prop.at, strict=True))
            )
        elif prop.kind in _TOPS:
            planes[prop.kind] = Plane((0, 0, 1), prop.at[2] + prop.size[2])
        elif prop.kind == "post":
            planes["post"] = Plane((-1, 0, 0), -(prop.at[0] - prop.size[0] / 2))
    for prop in figure.props:
        if prop.kind in _LYING:
            under = planes[lies_on(prop)]
            planes[prop.kind] = Plane(under.normal, under.offset + prop.size[2])
    return planes


def lies_on(prop: Prop) -> str:
    """The surface a roller, ball or towel lies on or is pressed against."""
    return prop.ends[0] if prop.ends else "floor"


def barriers(figure: Figure) -> tuple[Plane, ...]:
    """What no part of the body may pass: the floor and the walls."""
    planes = surfaces(figure)
    return tuple(plane for name, plane in planes.items() if name == "floor" or name in _WALLS)
