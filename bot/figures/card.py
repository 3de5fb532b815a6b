"""Lay out a still and a moving picture: panels, floor, arrows, side marks."""

from dataclasses import dataclass, replace

import numpy as np

from bot.figures.arrows import arrow, ring
from bot.figures.kinematics import place
from bot.figures.landmarks import INDEX
from bot.figures.paint import pose_svg
from bot.figures.palette import CARD, FLOOR, FLOOR_EDGE, PANEL, PATTERNS
from bot.figures.pose import Figure, Side
from bot.figures.scene import Scene, scene
from bot.figures.states import BASES, key_states
from bot.figures.window import Shot, Window

WIDTH, GAP, MARGIN = 488, 8, 12
_TALLEST, _SHORTEST, _CLOSEST, _NEAR = 640, 340, 340.0, 900.0
_TALLEST_MOVING = 460  # one panel fills the width of a chat, and must be seen whole on a phone
_FLOOR_DEPTH, _GHOST = 0.42, 0.3
_LETTERS = {"L": "M-3,-6V6H4", "R": "M-3.5,6V-6H0.5A3.2,3.2 0 0 1 0.5,0.6H-3.5M0.2,0.6L4,6"}


@dataclass(frozen=True, slots=True)
class _Panes:
    """What all panels of a picture share: the window, and the height in pixels."""

    window: Window
    height: int


def _panes(scene: Scene) -> _Panes:
    """The common window of all panels, and the panel height it needs."""
    left, right, low, high = scene.bounds()
    pad = 26
    closest = _CLOSEST if scene.figure.focus is None else _NEAR
    tallest = _TALLEST_MOVING if scene.moving else _TALLEST
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


def _marks(scene: Scene, row: int, window: Window) -> str:
    """L and R beside the named points, pushed apart where they would cover each other."""
    spots: list[tuple[float, float, str]] = []
    for name in scene.figure.labels:
        at = window.put(scene.seen.flat @ scene.placed.points[row, INDEX[name]])
        letter = "L" if name.startswith("left") != scene.flipped else "R"
        spots.append((float(at[0]), float(at[1]), letter))
    if len(spots) == 2:
        (x, y, one), (u, v, two) = spots
        if abs(x - u) < 26 and abs(y - v) < 26:
            # one right behind the other: the last digits must not decide which goes where
            shift = (26 - abs(x - u)) / 2 * (1 if x >= u - 0.5 else -1)
            spots = [(x + shift, y, one), (u - shift, v, two)]
    return "".join(
        f'<g transform="translate({x:.1f},{y:.1f})"><rect x="-12" y="-12" width="24" height="24" '
        'rx="4" fill="#39424e" stroke="#fffdf8" stroke-width="2"/>'
        f'<path d="{_LETTERS[letter]}" fill="none" stroke="#fffdf8" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></g>'
        for x, y, letter in spots
    )


def _panel(scene: Scene, row: int, panes: _Panes, x: int, extra: str = "") -> str:
    window, height = panes.window, panes.height
    key = scene.figure.keys[scene.keys[row]]
    inside = _ground(scene, window)
    if scene.figure.ghost and row == 1 and not scene.moving:
        inside += _ghost(scene, window)
    inside += pose_svg(scene.figure, key, Shot(scene.placed, row, scene.seen, window))
    if scene.figure.focus:  # what a close-up leaves out would stand in the other panel
        inside = (
            f'<clipPath id="close"><rect width="{WIDTH}" height="{height}"/></clipPath>'
            f'<g clip-path="url(#close)">{inside}</g>'
        )
    return (
        f'<g transform="translate({x},{MARGIN})">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PANEL}"/>'
        f"{inside}{extra}{_marks(scene, row, window)}</g>"
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


def _trails(scene: Scene, panes: _Panes, *, ways: bool = True) -> str:
    """An arrow along the way each named point takes from start to end.

    A point with a way in metres after it (`sole 0 0 0.1`) is an effort that moves too little to be
    seen: its arrow goes that way through where the point is at the end, with `both` there and back;
    with `round` it circles. Without `ways`, only these.
    """
    figure, window = scene.figure, panes.window
    if not figure.arrows:
        return ""
    first, last = figure.start, figure.end
    solved = key_states(figure)
    share = np.linspace(0, 1, 9)[:, None]
    points = place(solved[first] * (1 - share) + solved[last] * share, BASES[figure.base]).points
    middle = window.put(scene.placed.points[1].mean(axis=0) @ scene.seen.flat.T)
    trails = []
    for name, *way in map(str.split, figure.arrows):
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
    return "".join(trails)


def still_svg(figure: Figure, side: Side) -> str:
    """Start and end side by side."""
    drawn = scene(figure, side)
    panes = _panes(drawn)
    second = MARGIN + WIDTH + GAP
    start = _panel(drawn, 0, panes, MARGIN)
    end = _panel(drawn, 1, panes, second, _trails(drawn, panes))
    middle = MARGIN + panes.height / 2
    chevron = (
        f'<circle cx="{second - GAP / 2}" cy="{middle}" r="19" fill="{CARD}"/>'
        f'<path d="M{second - GAP / 2 - 5},{middle - 9}l10,9l-10,9" fill="none" stroke="#39424e" '
        'stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return document(start + end, second + WIDTH + MARGIN, panes.height + 2 * MARGIN, chevron)


def motion_svgs(figure: Figure, side: Side) -> list[str]:
    """Every drawn picture of the movement, from start to end."""
    drawn = scene(figure, side, moving=True)
    panes = _panes(drawn)
    efforts = _trails(drawn, panes, ways=False)
    return [
        document(
            _panel(drawn, row, panes, MARGIN, efforts if key == figure.end else ""),
            WIDTH + 2 * MARGIN,
            panes.height + 2 * MARGIN,
        )
        for row, key in enumerate(drawn.keys)
    ]
