"""Say a sheet in plain words, for a screen reader, a terminal and an e-mail."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from bot.domain.sheet import Line, Section, Sheet, Table
from bot.views.texts import Html

_TAG = re.compile(r"<[^>]+>")
_GAP = "  "


def bare(words: Html) -> str:
    """Words of a message without what makes them bold; a sheet breaks its lines anywhere."""
    return unescape(_TAG.sub("", words)).replace("\u00a0", " ")


def as_text(sheet: Sheet) -> str:
    """Everything that stands on the sheet, line by line."""
    lines = [sheet.title, sheet.subtitle]
    for section in sheet.sections:
        lines += ["", section.heading.upper(), *_section(section)]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    for line in section.lines:
        yield _line(line)
    if section.table is not None:
        yield from _table(section.table)


def _line(line: Line) -> str:
    return f"{line.lead} {line.text}" if line.lead else line.text


def _table(table: Table) -> Iterator[str]:
    rows: Sequence[tuple[str, ...]] = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(padded).rstrip()
