"""Draw numbered places on the standing figure for pointing at what hurts."""

from collections.abc import Iterable, Mapping
from html import escape

from bot.domain.body_places import NumberedPlace, Point, Spot
from bot.figures.body_map import HEIGHT, WINDOW, panel
from bot.figures.card import GAP, MARGIN, WIDTH, document
from bot.figures.fonts import FAMILY, font_files
from bot.figures.palette import EDGE, WORK
from bot.figures.raster import png

BADGE = 37
"""Pixels of a number's radius: 29 px across on a phone 390 px wide."""
_DIGIT = 50
_PAPER = "#fffdf8"
_VIEWS = ("front", "back")


def body_places_svg(places: Iterable[NumberedPlace], labels: Mapping[str, str]) -> str:
    """The figure from both sides as SVG. `labels`: the words for front and back."""
    numbered = tuple(places)
    second = MARGIN + WIDTH + GAP
    empty = dict.fromkeys(("front", "back", "left", "right"), "")
    panels = "".join(
        panel(view, x, empty, _places(numbered, view) + _below(labels[view]))
        for view, x in zip(_VIEWS, (MARGIN, second), strict=True)
    )
    return document(panels, second + WIDTH + MARGIN, HEIGHT + 2 * MARGIN)


def body_places(places: Iterable[NumberedPlace], labels: Mapping[str, str]) -> bytes:
    """The figure from both sides as PNG, with a ring around each place and its number beside it."""
    return png(body_places_svg(places, labels), font_files())


def _places(places: Iterable[NumberedPlace], view: str) -> str:
    seen = [(place.number, spot) for place in places for spot in place.spots if spot.view == view]
    rings = "".join(_ring(spot) for _, spot in seen)
    lines = "".join(_line(spot) for _, spot in seen)
    return rings + lines + "".join(_number(number, spot) for number, spot in seen)


def _below(words: str) -> str:
    return (
        f'<text x="{WIDTH / 2:.0f}" y="{HEIGHT - 12}" font-family="{FAMILY}" font-size="34" '
        f'text-anchor="middle" fill="{EDGE}">{escape(words)}</text>'
    )


def _put(point: Point) -> Point:
    return (WINDOW.left + point[0] * WINDOW.scale, WINDOW.down - point[1] * WINDOW.scale)


def _ring(spot: Spot) -> str:
    """Dark on light, so that it is seen on skin, cloth and paper, and by every eye."""
    across, up = spot.ring[0] * WINDOW.scale, spot.ring[1] * WINDOW.scale
    middles = [spot.at] + [(-spot.at[0], spot.at[1])] * spot.both
    drawn = ""
    for middle in middles:
        x, y = _put(middle)
        form = f'cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{up:.1f}"'
        drawn += (
            f'<ellipse {form} fill="{WORK}" fill-opacity="0.45" stroke="{_PAPER}" '
            f'stroke-width="9"/><ellipse {form} fill="none" stroke="{EDGE}" stroke-width="4"/>'
        )
    return drawn


def _line(spot: Spot) -> str:
    """From the number to the edge of the ring that is nearer."""
    x, y = _put(spot.number)
    u, v = _put(spot.at)
    across, up = spot.ring[0] * WINDOW.scale, spot.ring[1] * WINDOW.scale
    away = (((x - u) / across) ** 2 + ((y - v) / up) ** 2) ** 0.5
    u, v = u + (x - u) / away, v + (y - v) / away
    way = f'd="M{x:.1f},{y:.1f}L{u:.1f},{v:.1f}" fill="none" stroke-linecap="round"'
    return (
        f'<path {way} stroke="{_PAPER}" stroke-width="11"/>'
        f'<path {way} stroke="{EDGE}" stroke-width="4"/>'
    )


def _number(number: int, spot: Spot) -> str:
    x, y = _put(spot.number)
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{BADGE}" fill="{EDGE}" stroke="{_PAPER}" '
        f'stroke-width="4"/><text x="{x:.1f}" y="{y + _DIGIT * 0.36:.1f}" font-family="{FAMILY}" '
        f'font-size="{_DIGIT}" font-weight="bold" text-anchor="middle" fill="{_PAPER}">{number}'
        "</text>"
    )
