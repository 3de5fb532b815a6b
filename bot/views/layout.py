"""How many buttons stand in a row."""

from collections.abc import Sequence

from bot.views.screen import Button

_WIDTHS = ((4, 6), (7, 4), (11, 3), (20, 2))
"""(longest words in code points, buttons in a row) that a phone of 390 px shows in one line,
measured on the chat page in Chromium: `tests/views/phone.py`."""
TICK = "✓ "
"""Snapshot the words of what is chosen."""


def grid(buttons: Sequence[Button], longest: int | None = None) -> tuple[tuple[Button, ...], ...]:
    """Rows as full as words with so many letters allow; without, as the longest of these."""
    if not buttons:
        return ()
    longest = longest or max(len(b.text) for b in buttons)
    across = next((many for width, many in _WIDTHS if longest <= width), 1)
    return tuple(tuple(buttons[n : n + across]) for n in range(0, len(buttons), across))


def choices(buttons: Sequence[Button], *, ticks: bool) -> tuple[tuple[Button, ...], ...]:
    """Answers in rows: as many as their words allow, but lists to tick at most two to a row.

    Args:
        ticks: whether any of them may be ticked, so that a tick moves nothing.
    """
    if not ticks and grid_width(buttons) > 1:
        return grid(buttons)
    room = _WIDTHS[-1][0] - (len(TICK) if ticks else 0)
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        short = len(button.text.removeprefix(TICK)) <= room
        last = rows[-1] if rows else ()
        if short and len(last) == 1 and len(last[0].text.removeprefix(TICK)) <= room:
            rows[-1] = (*last, button)
        else:
            rows.append((button,))
    return tuple(rows)


def grid_width(buttons: Sequence[Button]) -> int:
    """How many of these a row holds."""
    longest = max((len(b.text) for b in buttons), default=0)
    return next((many for width, many in _WIDTHS if longest <= width), 1)
