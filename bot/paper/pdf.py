"""Lay out a sheet as a PDF of one page: letters shrink a little before anything runs over."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from bot.domain.sheet import Line, Section, Sheet, Table
from bot.figures.fonts import font_files

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

SIZES = (9.5, 8.5, 7.5, 6.5, 6.0)
"""Points, the first that fits: below the last nobody reads, so from there a second page begins."""
_MARGIN, _GUTTER = 11.5, 6.0
"""Millimetres."""
_LEADING = 0.44
"""Millimetres of line for a point of letters."""
_GAP, _APART = 1.9, 0.5
"""Millimetres above a heading, and above a paragraph."""
_INK, _HEAD, _FAINT = (26, 26, 26), (21, 70, 52), (190, 196, 190)
_FONT, _STYLES = "page", ("", "B")
_FIRST = 0.34
"""Share of a table's width that its first column keeps, whatever the others need."""


class NoLetters(Exception):
    """The typeface is not installed."""


def pdf(sheet: Sheet) -> bytes:
    """The sheet as an A4 page.

    Raises:
        NoLetters: there is nothing to write with.
    """
    typefaces = _typefaces()
    try:
        for size in SIZES:
            page = _page(sheet, size, typefaces)
            if page.pages_count == 1:
                break
        return bytes(page.output())
    finally:
        for one in typefaces.values():
            one.ttfont.close()


def _page(sheet: Sheet, size: float, typefaces: "dict[str, TTFFont]") -> "FPDF":
    page = _blank(sheet)
    page.fonts.update(typefaces)
    page.add_page()
    page.set_text_color(*_INK)
    page.set_draw_color(*_FAINT)
    page.set_line_width(0.15)
    _title(page, sheet, size)
    for narrow, group in groupby(sheet.sections, key=lambda section: section.narrow):
        some = list(group)
        if narrow:
            for n in range(0, len(some), 2):
                _side_by_side(page, some[n : n + 2], size)
        else:
            for section in some:
                _section(page, section, _whole(page, size))
    return page


def _typefaces() -> "dict[str, TTFFont]":
    """Return the plain and bold typeface, read once for all tries.

    Raises:
        NoLetters: they are not there.
    """
    from fpdf import FPDF
    from fpdf.fonts import TTFFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells of every table it leaves
    files = font_files()
    if len(files) < len(_STYLES):
        raise NoLetters
    page = FPDF()
    for style, file in zip(_STYLES, files, strict=True):
        page.add_font(_FONT, style, file)
    return {key: font for key, font in page.fonts.items() if isinstance(font, TTFFont)}


def _blank(sheet: Sheet) -> "FPDF":
    """Return an empty page that holds no metadata but title, language and day."""
    from fpdf import FPDF

    page = FPDF(format="A4")
    page.set_creation_date(datetime.combine(sheet.created, time(), UTC))
    page.set_title(sheet.title)
    page.set_lang(sheet.language)
    page.set_margin(_MARGIN)
    page.set_auto_page_break(True, _MARGIN)
    return page


@dataclass(frozen=True, slots=True)
class _Column:
    """Where words run, in millimetres, and their size in points."""

    x: float
    width: float
    size: float


def _whole(page: "FPDF", size: float) -> _Column:
    return _Column(page.l_margin, page.epw, size)


def _title(page: "FPDF", sheet: Sheet, size: float) -> None:
    _write(page, sheet.title, _whole(page, size * 1.7), bold=True)
    _write(page, sheet.subtitle, _whole(page, size))


def _side_by_side(page: "FPDF", sections: Sequence[Section], size: float) -> None:
    """Write sections side by side; the page goes on below the longest one."""
    top, width = page.y, (page.epw - _GUTTER) / 2
    ends = []
    for n, section in enumerate(sections):
        page.y = top
        _section(page, section, _Column(page.l_margin + n * (width + _GUTTER), width, size))
        ends.append(page.y)
    page.y = max(ends)


def _section(page: "FPDF", section: Section, column: _Column) -> None:
    page.y += _GAP
    page.set_text_color(*_HEAD)
    _write(page, section.heading, replace(column, size=column.size * 1.12), bold=True)
    page.set_text_color(*_INK)
    page.line(column.x, page.y, column.x + column.width, page.y)
    page.y += 0.6
    if section.table is not None:
        _table(page, section.table, column)
    for line in section.lines:
        page.y += _APART
        if line.lead:
            _led(page, line, column)
        else:
            _write(page, line.text, column)


def _write(page: "FPDF", words: str, column: _Column, *, bold: bool = False) -> None:
    page.set_font(_FONT, "B" if bold else "", column.size)
    page.x = column.x
    page.multi_cell(
        column.width, column.size * _LEADING, words, align="L", new_x="LEFT", new_y="NEXT"
    )


def _led(page: "FPDF", line: Line, column: _Column) -> None:
    """Write a paragraph with its bold lead on the same line."""
    left, right = page.l_margin, page.r_margin
    page.set_margins(column.x, page.t_margin, page.w - column.x - column.width)
    page.x = column.x
    for style, words in (("B", f"{line.lead} "), ("", line.text)):
        page.set_font(_FONT, style, column.size)
        page.write(column.size * _LEADING, words)
    page.ln(column.size * _LEADING)
    page.set_margins(left, page.t_margin, right)


def _table(page: "FPDF", table: Table, column: _Column) -> None:
    x, width, small = column.x, column.width, column.size * 0.94
    widths = list(_widths(page, table, width, small))
    for n, row in enumerate((table.head, *table.rows)):
        page.set_font(_FONT, "" if n else "B", small)
        high = small * _LEADING
        lines = max(
            len(_wrapped(page, cell, room, high)) for cell, room in zip(row, widths, strict=True)
        )
        if page.y + lines * high > page.page_break_trigger:
            page.add_page()
        top, left = page.y, x
        for cell, room in zip(row, widths, strict=True):
            page.set_xy(left, top)
            page.multi_cell(room, high, cell, align="L", new_x="RIGHT", new_y="TOP")
            left += room
        page.y = top + lines * high
        page.line(x, page.y, x + width, page.y)


def _wrapped(page: "FPDF", words: str, width: float, high: float) -> list[str]:
    lines = page.multi_cell(width, high, words, align="L", dry_run=True, output="LINES")
    assert isinstance(lines, list)
    return lines


def _widths(page: "FPDF", table: Table, width: float, size: float) -> Iterator[float]:
    """Return the column widths: the first column gets the rest, and all shrink when needed."""
    rows = (table.head, *table.rows)
    page.set_font(_FONT, "B", size)
    pad = 2 * page.c_margin + 0.3
    needs = [
        max(page.get_string_width(cell) for cell in column) + pad
        for column in zip(*rows, strict=True)
    ]
    others = sum(needs[1:])
    shrink = min(1.0, (width - min(needs[0], width * _FIRST)) / others)
    yield width - others * shrink
    yield from (need * shrink for need in needs[1:])
