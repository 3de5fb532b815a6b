"""How buttons stand in rows on a phone."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from bot.views.page import Part
from bot.views.screen import Button
from bot.views.texts import Html

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


def choices(
    buttons: Sequence[Button], most_rows: int, *, ticks: bool
) -> tuple[tuple[Part, ...], tuple[tuple[Button, ...], ...]]:
    """What can be chosen: in rows, or as a list with numbers where there are too many of them.

    Args:
        ticks: whether any of them may be ticked, so that a tick moves nothing.

    Returns:
        The list, if there is one, and the rows.
    """
    wide = max((len(b.text.removeprefix(TICK)) for b in buttons), default=0)
    longest = len(TICK) + wide if ticks else None
    rows = grid(buttons, longest)
    if len(rows) <= most_rows:
        return (), rows
    words = [_numbered(n, b.text) for n, b in enumerate(buttons, 1)]
    listed = Part(Html("\n".join(words)), brief=Html(" · ".join(words)))
    return (listed,), grid([replace(b, text=_short(n, b)) for n, b in enumerate(buttons, 1)])


def _numbered(number: int, words: str) -> str:
    name = escape(words.removeprefix(TICK), quote=False)
    return f"<b>{number} {name}</b>" if words.startswith(TICK) else f"<b>{number}</b> {name}"


def _short(number: int, option: Button) -> str:
    """The number that stands before the option's words in the list."""
    return f"{TICK}{number}" if option.text.startswith(TICK) else str(number)
