"""Draw charts of a person's weeks and tests, readable on a phone."""

from html import escape

from bot.domain.chart import Chart, Counts, Gains, Levels, Panel
from bot.figures.fonts import FAMILY, font_files
from bot.figures.palette import EDGE, STRETCH, WORK
from bot.figures.raster import png

# Light paper of their own, which a dark chat frames: a bot cannot know which chat it is in.
_PAPER, _FAINT, _BAND = "#fdfbf7", "#d9d2c3", "#e9e3d6"
COLOURS = (STRETCH, WORK, "#14532d")
"""Of what got better, of pain, and of what was done. The third is darker than the green of the
arrows, which is red or blue to some eyes."""
_WIDTH, _LEFT, _RIGHT = 1000, 60, 960
_TITLE, _SMALL = 40, 34
_TOP = 120
"""Pixels of a panel above its bars: the title and a line of words."""
_BARE = 84
_TALL, _BELOW = 220, 76
_MOST = 10.0
_LABELS = 7
"""So many stand side by side below the bars."""
_NUMBERS = 9
"""Bars that have room for their numbers."""
_ROW, _REACH = 128, 3.0
"""Pixels of a compared number, and the errors of measurement at either end of its line."""


def chart(drawn: Chart) -> bytes:
    """The panels below each other as PNG."""
    return png(chart_svg(drawn), font_files())


def chart_svg(drawn: Chart) -> str:
    """The panels below each other as SVG."""
    inside, down = "", 20
    for panel in drawn.panels:
        body, height = _panel(panel)
        inside += f'<g transform="translate(0,{down})">{body}</g>'
        down += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{down}" '
        f'viewBox="0 0 {_WIDTH} {down}"><rect width="{_WIDTH}" height="{down}" fill="{_PAPER}"/>'
        f"{inside}</svg>"
    )


def _panel(panel: Panel) -> tuple[str, int]:
    match panel:
        case Levels():
            return _levels(panel), _top(panel) + _TALL + _BELOW
        case Counts():
            return _counts(panel), _top(panel) + _TALL + _BELOW
        case Gains():
            return _gains(panel), _TOP + _ROW * len(panel.rows) + 20


def _top(panel: Levels | Counts) -> int:
    """Where the bars begin: below the title, and below a line of words where there is one."""
    return _TOP if isinstance(panel, Counts) or panel.before is not None else _BARE


def _levels(panel: Levels) -> str:
    top, count = _top(panel), len(panel.levels)
    floor = top + _TALL
    drawn, numbers = _title(panel.title), ""
    for level in (0, 5, 10):
        y = floor - level / _MOST * _TALL
        drawn += _line((_LEFT, y), (_RIGHT, y), _FAINT, 2)
        drawn += _text((_LEFT - 14, y + 11), str(level), 28, "end")
    for n, pain in enumerate(panel.levels):
        if pain is None:
            drawn += _text((_middle(n, count), floor - 12), "–", _SMALL, "middle")
        else:
            height = max(pain / _MOST * _TALL, 5)
            drawn += _bar((_middle(n, count), floor), height, count, f'fill="{COLOURS[1]}"')
            numbers += _number((_middle(n, count), floor - height), f"{pain:g}", count)
    if panel.before is not None:
        y = floor - panel.before / _MOST * _TALL
        drawn += _line((_LEFT, y), (_RIGHT, y), EDGE, 4, dash="16 12")
        drawn += _line((_LEFT, 84), (_LEFT + 62, 84), EDGE, 4, dash="16 12")
        drawn += _text((_LEFT + 80, 95), panel.before_words, _SMALL)
    return drawn + numbers + _below(panel.labels, floor)


def _counts(panel: Counts) -> str:
    floor, count = _top(panel) + _TALL, len(panel.done)
    most = max([1, *panel.planned, *panel.done])
    scale = (_TALL - 40) / most
    done = f'fill="{COLOURS[2]}"'
    planned = f'fill="none" stroke="{EDGE}" stroke-width="3" stroke-dasharray="9 7"'
    drawn, across = _title(panel.title), float(_LEFT)
    for words, look in zip(panel.words, (done, planned), strict=True):
        drawn += f'<rect x="{across}" y="68" width="40" height="30" {look}/>'
        drawn += _text((across + 56, 95), words, _SMALL)
        across += 130 + 20 * len(words)
    drawn += _line((_LEFT, floor), (_RIGHT, floor), _FAINT, 2)
    if count > _NUMBERS:  # their own numbers have no room, so the highest one stands for all
        drawn += _line((_LEFT, _top(panel) + 40), (_RIGHT, _top(panel) + 40), _FAINT, 2)
        drawn += _text((_LEFT, _top(panel) + 28), str(most), 28)
    for n, (some, of) in enumerate(zip(panel.done, panel.planned, strict=True)):
        foot = (_middle(n, count), floor)
        drawn += _bar(foot, of * scale, count, planned) + _bar(foot, some * scale, count, done)
        if of:
            drawn += _number((foot[0], floor - max(some, of) * scale), f"{some}/{of}", count)
    return drawn + _below(panel.labels, floor)


def _gains(panel: Gains) -> str:
    """A line for every number: in the band it may be chance, to the right it is better."""
    centre = (_LEFT + _RIGHT) / 2
    step = (_RIGHT - _LEFT) / 2 / _REACH
    down = _TOP + _ROW * len(panel.rows) - 8
    drawn = _title(panel.title)
    for words, x, anchor in zip(
        panel.words, (_LEFT, centre, _RIGHT), ("start", "middle", "end"), strict=True
    ):
        drawn += _text((x, 98), words, _SMALL, anchor)
    drawn += (
        f'<rect x="{centre - step:.0f}" y="{_TOP - 6}" width="{2 * step:.0f}" '
        f'height="{down - _TOP + 6}" rx="10" fill="{_BAND}"/>'
    )
    for n, row in enumerate(panel.rows):
        y = _TOP + _ROW * n + 88
        x = centre + max(-_REACH, min(_REACH, row.gain)) * step
        drawn += _text((_LEFT, y - 44), row.words, _SMALL)
        drawn += _line((_LEFT, y), (_RIGHT, y), _FAINT, 4)
        drawn += _line((centre, y - 16), (centre, y + 16), EDGE, 3)
        drawn += _mark((x, y), row.gain)
    return drawn


def _mark(spot: tuple[float, float], gain: float) -> str:
    """An arrowhead the way it went beyond the error, a ring within it."""
    x, y = spot
    if abs(gain) < 1:
        look = f'fill="{_PAPER}" stroke="{EDGE}" stroke-width="6"'
        return f'<circle cx="{x:.0f}" cy="{y}" r="15" {look}/>'
    way, colour = (1, COLOURS[0]) if gain > 0 else (-1, COLOURS[1])
    back, tip = x - 18 * way, x + 20 * way
    look = f'fill="{colour}" stroke="{EDGE}" stroke-width="3" stroke-linejoin="round"'
    return f'<path d="M{back:.0f},{y - 22}L{tip:.0f},{y}L{back:.0f},{y + 22}Z" {look}/>'


def _middle(n: int, count: int) -> float:
    return _LEFT + (n + 0.5) * (_RIGHT - _LEFT) / count


def _bar(foot: tuple[float, float], height: float, count: int, look: str) -> str:
    wide = min(90.0, 0.62 * (_RIGHT - _LEFT) / count)
    return (
        f'<rect x="{foot[0] - wide / 2:.1f}" y="{foot[1] - height:.1f}" width="{wide:.1f}" '
        f'height="{height:.1f}" rx="4" {look}/>'
    )


def _number(top: tuple[float, float], number: str, count: int) -> str:
    """A number above its bar, on paper of its own, where there is room."""
    if count > _NUMBERS:
        return ""
    at = (top[0], top[1] - 12)
    halo = f'paint-order="stroke" stroke="{_PAPER}" stroke-width="20" stroke-linejoin="round"'
    return _text(at, number, _SMALL, "middle", halo)


def _below(labels: tuple[str, ...], floor: float) -> str:
    """The labels, of which as many are left out evenly as have no room."""
    every = -(-len(labels) // _LABELS)
    return "".join(
        _text((_middle(n, len(labels)), floor + 44), label, 30, "middle")
        for n, label in enumerate(labels)
        if n % every == 0
    )


def _title(words: str) -> str:
    return _text((_LEFT - 30, 44), words, _TITLE, look='font-weight="bold"')


def _text(
    at: tuple[float, float], words: str, size: int, anchor: str = "start", look: str = ""
) -> str:
    return (
        f'<text x="{at[0]:.0f}" y="{at[1]:.0f}" font-family="{FAMILY}" font-size="{size}" '
        f'text-anchor="{anchor}" fill="{EDGE}" {look}>{escape(words)}</text>'
    )


def _line(
    start: tuple[float, float], end: tuple[float, float], colour: str, width: int, dash: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{start[0]:.0f},{start[1]:.0f}L{end[0]:.0f},{end[1]:.0f}" fill="none" '
        f'stroke="{colour}" stroke-width="{width}"{dashed}/>'
    )
