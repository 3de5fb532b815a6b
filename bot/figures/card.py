"""Lay out a still and a moving picture: panels, floor, arrows, side marks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.figures.arrows import Arrow, arrow, ring, without_twins
from bot.figures.kinematics import place
from bot.figures.landmarks import INDEX
from bot.figures.marks import marks
from bot.figures.paint import pose_svg
from bot.figures.palette import CARD, FLOOR, FLOOR_EDGE, PANEL, PATTERNS
from bot.figures.pose import Figure, Side
from bot.figures.scene import Scene, scene
from bot.figures.states import BASES, key_states
from bot.figures.window import Shot, Window

WIDTH, GAP, MARGIN = 488, 8, 12
_TALLEST, _SHORTEST, _CLOSEST, _NEAR = 640, 340, 340.0, 900.0
_TALLEST_OF_TWO = 440
_TALLEST_MOVING = 460  # one panel fills the width of a chat, and must be seen whole on a phone
_FLOOR_DEPTH, _GHOST = 0.42, 0.3
_WIDE = 2 * (MARGIN + WIDTH) + GAP


@dataclass(frozen=True, slots=True)
class _Panes:
    """What all panels of a picture share: the window, and the height in pixels."""

    window: Window
    height: int


def _panes(scene: Scene, tallest: int) -> _Panes:
    """The common window of all panels, and the panel height it needs."""
    left, right, low, high = scene.bounds()
    pad = 26
    closest = _CLOSEST if scene.figure.focus is None else _NEAR
    scale = min((WIDTH - 2 * pad) / (right - left), (tallest - 2 * pad) / (high - low), closest)
    height = max(_SHORTEST, round((high - low) * scale) + 2 * pad)
    across = WIDTH / 2 - (left + right) / 2 * scale
    # a low figure stands in the lower part of its panel
    spare = height - 2 * pad - (high - low) * scale
    return _Panes(Window(scale, across, height - pad - spare * 0.3 + low * scale), height)


def _ground(scene: Scene, window: Window) -> str:
    depth = _FLOOR_DEPTH * float(np.hypot(*scene.seen.flat[1, :2])) * window.scale
    top, high = window.down - depth, 2 * depth
    return (
        f'<rect x="0" y="{top:.1f}" width="{WIDTH}" height="{max(high, 10):.1f}" fill="{FLOOR}"/>'
        f'<path d="M0,{top:.1f}H{WIDTH}M0,{top + max(high, 10):.1f}H{WIDTH}" '
        f'stroke="{FLOOR_EDGE}" stroke-width="1.5"/>'
    )


def _panel(scene: Scene, row: int, panes: _Panes, x: int, arrows: Sequence[Arrow] = ()) -> str:
    window, height = panes.window, panes.height
    key = scene.figure.keys[scene.keys[row]]
    inside = _ground(scene, window)
    if scene.figure.ghost and row == 1 and not scene.moving:
        inside += _ghost(scene, window)
    inside += pose_svg(scene.figure, key, Shot(scene.placed, row, scene.seen, window))
    if scene.figure.focus or any("wall" in prop.kind for prop in scene.figure.props):
        # what a close-up leaves out, or the rest of a wall, would stand in the other panel
        inside = (
            f'<clipPath id="close{height}"><rect width="{WIDTH}" height="{height}"/></clipPath>'
            f'<g clip-path="url(#close{height})">{inside}</g>'
        )
    drawn = "".join(one.svg for one in arrows)
    covered = np.array([point for one in arrows for point in one.along]).reshape(-1, 2)
    return (
        f'<g transform="translate({x},{MARGIN})">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PANEL}"/>'
        f"{inside}{marks(scene, row, window, covered)}{drawn}</g>"
    )


def _ghost(scene: Scene, window: Window) -> str:
    """The body at its start, faintly."""
    bare = replace(scene.figure, props=(), work=(), stretch=())
    key = scene.figure.keys[scene.figure.start]
    body = pose_svg(bare, key, Shot(scene.placed, 0, scene.seen, window))
    return f'<g opacity="{_GHOST}">{body}</g>'


def document(panels: str, width: int, height: int, over: str = "", below: int = 0) -> str:
    """The card: what stands out of a panel is covered by the frame, which is cheaper than clips."""
    inner, tall = height - 2 * MARGIN, height + below
    holes = "".join(
        f"M{x + 14},{MARGIN}h{WIDTH - 28}a14,14 0 0 1 14,14v{inner - 28}a14,14 0 0 1 -14,14"
        f"h{28 - WIDTH}a14,14 0 0 1 -14,-14v{28 - inner}a14,14 0 0 1 14,-14Z"
        for x in range(MARGIN, width - MARGIN, WIDTH + GAP)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="0 0 {width} {tall}"><defs>{PATTERNS}</defs>{panels}'
        f'<path fill-rule="evenodd" fill="{CARD}" d="M0,0H{width}V{tall}H0Z{holes}"/>{over}</svg>'
    )


def _trails(scene: Scene, panes: _Panes, *, first: bool = False, ways: bool = True) -> list[Arrow]:
    """An arrow along the way each named point takes from start to end.

    A point with a way in metres after it (`sole 0 0 0.1`) is an effort that moves too little to be
    seen: its arrow goes that way through where the point is at the end, with `both` there and back;
    with `round` it circles. Without `ways`, only these. With `first`, those of the start instead.
    """
    figure, window = scene.figure, panes.window
    words = [
        word.removesuffix(" first") for word in figure.arrows if word.endswith("first") == first
    ]
    if not words:
        return []
    begin, last = figure.start, figure.start if first else figure.end
    solved = key_states(figure)
    share = np.linspace(0, 1, 9)[:, None]
    points = place(solved[begin] * (1 - share) + solved[last] * share, BASES[figure.base]).points
    middle = window.put(scene.placed.points[0 if first else 1].mean(axis=0) @ scene.seen.flat.T)
    trails = []
    for name, *way in map(str.split, words):
        trail = points[:, INDEX[name]]
        if way == ["round"]:
            trails.append(ring(window.put(trail[-1] @ scene.seen.flat.T)))
            continue
        if way:
            trail = trail[-1] + (share - 0.5) * np.array(way[:3], dtype=float)
        elif not ways:
            continue
        seen = window.put(trail @ scene.seen.flat.T)
        trails.append(arrow(seen, middle, (WIDTH, panes.height), both=way[3:] == ["both"]))
    return without_twins(trails)


_ROUND = (
    'fill="none" stroke="#39424e" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"'
)
_ONWARD, _EQUAL, _UNLIKE = "M-5,-9l10,9l-10,9", "M-9,-5h18M-9,5h18", "M-9,-5h18M-9,5h18M-5,12L5,-12"


def _sign(x: float, y: float, strokes: str, turn: int = 0) -> str:
    """A sign in a circle of the frame's colour, turned by so many degrees."""
    return (
        f'<g transform="translate({x},{y}) rotate({turn})"><circle r="19" fill="{CARD}"/>'
        f'<path d="{strokes}" {_ROUND}/></g>'
    )


def _part(figure: Figure, side: Side, tallest: int) -> tuple[str, int]:
    """Start and end of one figure side by side, and how tall that is."""
    drawn = scene(figure, side)
    panes = _panes(drawn, tallest)
    second = MARGIN + WIDTH + GAP
    start = _panel(drawn, 0, panes, MARGIN, _trails(drawn, panes, first=True))
    end = _panel(drawn, 1, panes, second, _trails(drawn, panes))
    if figure.unlike:
        top = MARGIN + 30
        over = _sign(MARGIN + 30, top, _EQUAL) + _sign(second + 30, top, _UNLIKE)
    else:
        over = _sign(second - GAP / 2, MARGIN + panes.height / 2, _ONWARD)
    height = panes.height + 2 * MARGIN
    return document(start + end, _WIDE, height, over), height


def still_svg(figure: Figure, side: Side) -> str:
    """Start and end side by side; what is done then, below."""
    if figure.then is None:
        return _part(figure, side, _TALLEST)[0]
    above, height = _part(figure, side, _TALLEST_OF_TWO)
    below, more = _part(figure.then, side, _TALLEST_OF_TWO)
    shifted = below.replace("<svg ", f'<svg y="{height - MARGIN}" ', 1)
    tall = height - MARGIN + more
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDE}" height="{tall}" '
        f'viewBox="0 0 {_WIDE} {tall}">{above}{shifted}'
        f"{_sign(_WIDE / 2, height - MARGIN / 2, _ONWARD, 90)}</svg>"
    )


def motion_svgs(figure: Figure, side: Side) -> list[str]:
    """Every drawn picture of the movement, from start to end."""
    drawn = scene(figure, side, moving=True)
    panes = _panes(drawn, _TALLEST_MOVING)
    efforts = {
        figure.start: _trails(drawn, panes, first=True),
        figure.end: _trails(drawn, panes, ways=False),
    }
    return [
        document(
            _panel(drawn, row, panes, MARGIN, efforts.get(key, [])),
            WIDTH + 2 * MARGIN,
            panes.height + 2 * MARGIN,
        )
        for row, key in enumerate(drawn.keys)
    ]
