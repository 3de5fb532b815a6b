"""Where the arrows of a movement are drawn, and how long they are."""

from dataclasses import dataclass
from math import hypot

from bot.figures.kinematics import Array
from bot.figures.palette import ARROW, PANEL

_OFF, _SHORTEST, _LONGEST, _RIM, _RING, _TWIN = 24.0, 38.0, 150.0, 18.0, 26.0, 34.0
_Point = tuple[float, float]


def _tail(points: list[_Point]) -> list[_Point]:
    """The last part of a path, no longer than an arrow should be."""
    kept, length = [points[-1]], 0.0
    for before, after in zip(points[-2::-1], points[:0:-1], strict=True):
        length += hypot(before[0] - after[0], before[1] - after[1])
        if length > _LONGEST and len(kept) > 2:
            break
        kept.append(before)
    return kept[::-1]


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow as SVG, and pixel positions along it that nothing should cover."""

    svg: str
    along: tuple[_Point, ...]


_NONE = Arrow("", ())


def arrow(trail: Array, body_middle: Array, panel: tuple[int, int], *, both: bool = False) -> Arrow:
    """An arrow along pixel positions; short ways are lengthened, still points get none.

    Args:
        both: it has a head at each end.
    """
    points = _tail([(float(x), float(y)) for x, y in trail])
    (ax, ay), (bx, by) = points[0], points[-1]
    length = hypot(bx - ax, by - ay)
    if length < 3:
        return _NONE
    if length < _SHORTEST:
        longer = _SHORTEST / length
        points = [(bx - (bx - x) * longer, by - (by - y) * longer) for x, y in points]
        (ax, ay) = points[0]
        length = _SHORTEST
    nx, ny = -(by - ay) / length, (bx - ax) / length
    mx, my = points[len(points) // 2]
    if nx * (mx - body_middle[0]) + ny * (my - body_middle[1]) < 0:
        nx, ny = -nx, -ny

    def inside(x: float, y: float) -> _Point:
        return (
            min(max(x + nx * _OFF, _RIM), panel[0] - _RIM),
            min(max(y + ny * _OFF, _RIM), panel[1] - _RIM),
        )

    a, m, b = (inside(*points[n]) for n in (0, len(points) // 2, -1))
    cx, cy = 2 * m[0] - (a[0] + b[0]) / 2, 2 * m[1] - (a[1] + b[1]) / 2
    line = f"M{a[0]:.1f},{a[1]:.1f}Q{cx:.1f},{cy:.1f} {b[0]:.1f},{b[1]:.1f}"
    head = _head((cx, cy), b) + (_head((cx, cy), a) if both else "")
    return Arrow(_painted(line, head), (a, m, b, *_between(m, b), *_between(a, m)))


def _between(one: _Point, two: _Point) -> tuple[_Point, ...]:
    return tuple(
        (one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share)
        for share in (0.25, 0.5, 0.75)
    )


def ring(middle: Array) -> Arrow:
    """An arrow around a pixel position: circles."""
    x, y = float(middle[0]), float(middle[1])
    start, end = (x + _RING * 0.5, y - _RING * 0.87), (x - _RING * 0.5, y - _RING * 0.87)
    line = f"M{start[0]:.1f},{start[1]:.1f}A{_RING},{_RING} 0 1 1 {end[0]:.1f},{end[1]:.1f}"
    around = tuple(
        (x + dx * _RING, y + dy * _RING) for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
    )
    return Arrow(_painted(line, _head((end[0] - 8, end[1] + 5), end)), around)


def without_twins(arrows: list[Arrow]) -> list[Arrow]:
    """Without those that say the same as one before, right beside it: two limbs seen as one."""
    kept: list[Arrow] = []
    for one in arrows:
        if one.along and not any(_beside(one, other) for other in kept):
            kept.append(one)
    return kept


def _beside(one: Arrow, other: Arrow) -> bool:
    return all(
        hypot(x - u, y - v) < _TWIN for (x, y), (u, v) in zip(one.along, other.along, strict=False)
    )


def _head(before: _Point, tip: _Point) -> str:
    size = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    ux, uy = (tip[0] - before[0]) / size, (tip[1] - before[1]) / size
    return (
        f"M{tip[0] + ux * 13:.1f},{tip[1] + uy * 13:.1f}"
        f"L{tip[0] - ux * 4 - uy * 10:.1f},{tip[1] - uy * 4 + ux * 10:.1f}"
        f"L{tip[0] - ux * 4 + uy * 10:.1f},{tip[1] - uy * 4 - ux * 10:.1f}Z"
    )


def _painted(line: str, head: str) -> str:
    round_ends = 'stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<path d="{line}{head}" fill="none" stroke="{PANEL}" {round_ends} stroke-width="9"/>'
        f'<path d="{line}" fill="none" stroke="{ARROW}" stroke-width="5" {round_ends}/>'
        f'<path d="{head}" fill="{ARROW}"/>'
    )
