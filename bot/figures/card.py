"""Still and motion: panels with floor, figure, arrows and side marks, on a light card."""

from dataclasses import dataclass

import numpy as np

from bot.figures.arrows import arrow
from bot.figures.camera import Camera, camera
from bot.figures.kinematics import Array, Placed, place
from bot.figures.landmarks import INDEX
from bot.figures.outline import shape
from bot.figures.paint import Window, body, figure_svg
from bot.figures.palette import CARD, FLOOR, FLOOR_EDGE, PANEL, PATTERNS
from bot.figures.pose import Figure, Side
from bot.figures.solve import BASES, between, key_states
from bot.figures.things import things

WIDTH, GAP, MARGIN = 528, 8, 12
_TALLEST, _SHORTEST, _CLOSEST, _NEAR = 640, 340, 340.0, 900.0
_STEPS = 7
_FLOOR_DEPTH = 0.42
_LETTERS = {"L": "M-3,-6V6H4", "R": "M-3.5,6V-6H0.5A3.2,3.2 0 0 1 0.5,0.6H-3.5M0.2,0.6L4,6"}


@dataclass(frozen=True, slots=True)
class Scene:
    """All there is to draw of a figure: its states along the movement, seen one way."""

    figure: Figure
    states: Array
    placed: Placed
    keys: tuple[int, ...]  # which key's contacts and props each state has
    seen: Camera
    flipped: bool

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, right, low and high of all states in the picture plane, in metres."""
        if self.figure.focus:
            name, span = self.figure.focus
            x, y = self.placed.points[:, INDEX[name]].mean(axis=0) @ self.seen.flat.T
            return x - span / 2, x + span / 2, y - span * 0.4, y + span * 0.4
        points: list[Array] = []
        for row in range(len(self.states)):
            for part in body(self.placed, row, self.seen, frozenset()):
                for layer in part.layers:
                    points.extend(shape(layer.blobs, self.placed, self.seen, row).pieces)
            key = self.figure.keys[self.keys[row]]
            points.extend(
                piece
                for thing in things(self.figure, key, self.placed, row, self.seen)
                if thing.cloth != "wall"
                for piece in thing.shape.pieces
            )
        walls = [(*prop.at[:2], 1.0) for prop in self.figure.props if "wall" in prop.kind]
        points.extend(np.array([wall]) @ self.seen.flat.T for wall in walls)
        every = np.concatenate(points)
        (left, low), (right, high) = every.min(axis=0), every.max(axis=0)
        ground = -abs(float(self.seen.flat[1, 1]) + abs(float(self.seen.flat[1, 0]))) * 0.2
        return float(left), float(right), min(float(low), ground), float(high)


def scene(figure: Figure, side: Side, steps: int = 0) -> Scene:
    """The scene of a figure: its start and end, or `steps` states from each key to the next."""
    flipped = figure.side is not None and side != figure.side
    seen = camera(figure.view, flipped)
    solved = key_states(figure)
    if steps:
        states, keys = [solved[:1]], [0]
        for number in range(len(figure.keys) - 1):
            shares = tuple(_ease(n / steps) for n in range(1, steps))
            states += [between(figure, number, number + 1, shares), solved[[number + 1]]]
            keys += [number if n < steps / 2 else number + 1 for n in range(1, steps)] + [
                number + 1
            ]
        every, chosen = np.concatenate(states), tuple(keys)
    else:
        chosen = (figure.start, figure.end)
        every = solved[list(chosen)]
    return Scene(figure, every, place(every, BASES[figure.base]), chosen, seen, flipped)


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)


def _window(scene: Scene) -> tuple[Window, int]:
    """The common window of all panels, and the panel height it needs."""
    left, right, low, high = scene.bounds()
    pad = 26
    closest = _CLOSEST if scene.figure.focus is None else _NEAR
    scale = min((WIDTH - 2 * pad) / (right - left), (_TALLEST - 2 * pad) / (high - low), closest)
    height = max(_SHORTEST, round((high - low) * scale) + 2 * pad)
    across = WIDTH / 2 - (left + right) / 2 * scale
    # a low figure stands in the lower part of its panel
    spare = height - 2 * pad - (high - low) * scale
    return Window(scale, across, height - pad - spare * 0.3 + low * scale), height


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
            shift = (26 - abs(x - u)) / 2 * (1 if x >= u else -1)
            spots = [(x + shift, y, one), (u - shift, v, two)]
    return "".join(
        f'<g transform="translate({x:.1f},{y:.1f})"><circle r="12" fill="#fffdf8" '
        'stroke="#39424e" stroke-width="2"/>'
        f'<path d="{_LETTERS[letter]}" fill="none" stroke="#39424e" stroke-width="2.6" '
        'stroke-linecap="round" stroke-linejoin="round"/></g>'
        for x, y, letter in spots
    )


def _panel(scene: Scene, row: int, window: Window, height: int, x: int, extra: str = "") -> str:
    key = scene.figure.keys[scene.keys[row]]
    inside = figure_svg(scene.figure, key, scene.placed, row, scene.seen, window)
    return (
        f'<g transform="translate({x},{MARGIN})">'
        f'<rect width="{WIDTH}" height="{height}" fill="{PANEL}"/>'
        f"{_ground(scene, window)}{inside}{extra}{_marks(scene, row, window)}</g>"
    )


def _document(panels: str, width: int, height: int, over: str = "") -> str:
    """The card: what stands out of a panel is covered by the frame, which is cheaper than clips."""
    inner, tall = height - 2 * MARGIN, height
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


def _trails(scene: Scene, window: Window, height: int) -> str:
    """An arrow along the way each named point takes from start to end."""
    figure = scene.figure
    if not figure.arrows:
        return ""
    first, last = figure.start, figure.end
    solved = key_states(figure)
    share = np.linspace(0, 1, 9)[:, None]
    points = place(solved[first] * (1 - share) + solved[last] * share, BASES[figure.base]).points
    middle = window.put(scene.placed.points[1].mean(axis=0) @ scene.seen.flat.T)
    return "".join(
        arrow(window.put(points[:, INDEX[name]] @ scene.seen.flat.T), middle, (WIDTH, height))
        for name in figure.arrows
    )


def still_svg(figure: Figure, side: Side) -> str:
    """Start and end side by side."""
    drawn = scene(figure, side)
    window, height = _window(drawn)
    second = MARGIN + WIDTH + GAP
    panels = _panel(drawn, 0, window, height, MARGIN) + _panel(
        drawn, 1, window, height, second, _trails(drawn, window, height)
    )
    middle = MARGIN + height / 2
    chevron = (
        f'<circle cx="{second - GAP / 2}" cy="{middle}" r="19" fill="{CARD}"/>'
        f'<path d="M{second - GAP / 2 - 5},{middle - 9}l10,9l-10,9" fill="none" stroke="#39424e" '
        'stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    )
    return _document(panels, second + WIDTH + MARGIN, height + 2 * MARGIN, chevron)


def motion_svgs(figure: Figure, side: Side) -> tuple[list[str], list[int]]:
    """Every drawn picture of the movement, and which of them are key poses."""
    drawn = scene(figure, side, steps_of(figure))
    window, height = _window(drawn)
    pictures = [
        _document(
            _panel(drawn, row, window, height, MARGIN), WIDTH + 2 * MARGIN, height + 2 * MARGIN
        )
        for row in range(len(drawn.states))
    ]
    return pictures, list(range(0, len(pictures), steps_of(figure)))


def steps_of(figure: Figure) -> int:
    """States from one key to the next, so that all figures play 12 to 20 frames."""
    return {2: _STEPS, 3: 4}.get(len(figure.keys), 3)
