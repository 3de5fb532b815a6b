"""Draw the body map: tight and weak muscles, front and back."""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

from bot.figures.camera import Camera, camera
from bot.figures.card import GAP, MARGIN, WIDTH, document
from bot.figures.fonts import FAMILY, font_files
from bot.figures.kinematics import Placed, place
from bot.figures.lit import muscle_svg, nearness
from bot.figures.muscles import MUSCLES
from bot.figures.paint import pose_svg
from bot.figures.palette import BOTH, EDGE, PANEL, SIGNALS
from bot.figures.pose import Figure, Key
from bot.figures.raster import png
from bot.figures.skeleton import DOFS
from bot.figures.window import Shot, Window

Mark = tuple[str, str, str]  # muscle, side, "tight" or "weak"

_SIGNAL = {"tight": "stretch", "weak": "work", "both": "both"}
HEIGHT, _ASIDE = 640, 0.14
WINDOW = Window(310.0, WIDTH / 2, HEIGHT - 50)
"""Where the floor under the middle of the figure lies in its panel, in pixels a metre."""
_APART = 285  # pixels; three stay left of where a chat writes the time
_POSE = {
    "shoulder_abduction": 18.0,
    "shoulder_rotation": 40.0,
    "forearm_supination": 50.0,
    "hip_abduction": 5.0,
    "hip_rotation": 8.0,
}
_NOBODY = Figure("map", "front", "stand", (Key({}, ()), Key({}, ())))


def _standing() -> Placed:
    state = np.zeros((1, 3 + len(DOFS)))
    state[0, 2] = 0.93
    for number, dof in enumerate(DOFS):
        degrees = _POSE.get(dof.split("_", 1)[1], 0.0)
        state[0, 3 + number] = np.radians(degrees)
    return place(state, np.eye(3))


def _seen_from(marks: Iterable[Mark], placed: Placed, seen: Camera) -> list[tuple[str, str]]:
    """Signal and muscle of the marks that belong on this side of the body."""
    shown = []
    for name, side, state in marks:
        muscle = MUSCLES[f"{side}_{name}"]
        if nearness(muscle, placed, 0, seen) > _ASIDE:
            shown.append((_SIGNAL[state], f"{side}_{name}"))
    return shown


def _together(marks: Iterable[Mark]) -> list[Mark]:
    """Every muscle once: one that is tight for one reason and weak for another is both."""
    states: dict[tuple[str, str], str] = {}
    for muscle, side, state in marks:
        before = states.get((muscle, side), state)
        states[muscle, side] = state if before == state else "both"
    return [(muscle, side, state) for (muscle, side), state in states.items()]


def _text(x: float, y: float, words: str, size: int, anchor: str = "middle") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="{FAMILY}" font-size="{size}" '
        f'text-anchor="{anchor}" fill="{EDGE}">{escape(words)}</text>'
    )


def panel(view: str, x: int, labels: Mapping[str, str], over: str = "") -> str:
    """The standing figure from one side, with what is drawn over it.

    Args:
        view: front or back.
        labels: the words for the view, and for left and right as the person sees them.
    """
    shot = Shot(_standing(), 0, _camera(view), WINDOW)
    figure = pose_svg(_NOBODY, _NOBODY.keys[0], shot)
    left, right = (labels["right"], labels["left"])[:: 1 if view == "front" else -1]
    return (
        f'<g transform="translate({x},{MARGIN})"><rect width="{WIDTH}" height="{HEIGHT}" '
        f'fill="{PANEL}"/>{figure}{over}{_text(WIDTH / 2, HEIGHT - 14, labels[view], 24)}'
        f"{_text(20, 40, left, 24, 'start')}{_text(WIDTH - 20, 40, right, 24, 'end')}</g>"
    )


def _camera(view: str) -> Camera:
    return camera("front" if view == "front" else "back", False)


def _lit(view: str, marks: list[Mark]) -> str:
    shot = Shot(_standing(), 0, _camera(view), WINDOW)
    return "".join(
        muscle_svg(MUSCLES[name], signal, shot)
        for signal, name in _seen_from(marks, shot.placed, shot.seen)
    )


def body_map_svg(marks: Iterable[Mark], labels: Mapping[str, str]) -> str:
    """The map as SVG.

    Args:
        labels: the words for front, back, left, right, tight, weak and both; a map of one kind
            of mark leaves the other out.
    """
    every = _together(marks)
    shown = [state for state in ("tight", "weak") if state in labels]
    shown += ["both"] * any(state == "both" for *_, state in every)
    second = MARGIN + WIDTH + GAP
    width, height = second + WIDTH + MARGIN, HEIGHT + 2 * MARGIN
    legend = ""
    for number, state in enumerate(shown):
        x, y = MARGIN + 30 + number * _APART, height + 6
        signal = _SIGNAL[state]
        legend += (
            f'<rect x="{x}" y="{y}" width="64" height="30" rx="8" fill="url(#{signal})" '
            f'stroke="{SIGNALS[signal]}" stroke-width="3"/>'
            f"{_text(x + 80, y + 24, labels[state], 26, 'start')}"
        )
    defined = f"<defs>{BOTH}</defs>" if "both" in shown else ""
    panels = "".join(
        panel(view, x, labels, _lit(view, every))
        for view, x in (("front", MARGIN), ("back", second))
    )
    return document(defined + panels, width, height, legend, below=56)


def body_map(marks: Iterable[Mark], labels: Mapping[str, str]) -> bytes:
    """The map as PNG.

    Args:
        marks: (muscle id, "left" or "right", "tight" or "weak").
        labels: the words for front, back, left, right, tight, weak and both.

    Raises:
        KeyError: an unknown muscle, side or state, or a word is missing.
    """
    return png(body_map_svg(marks, labels), font_files())
