"""How buttons stand in rows on a phone."""

from collections.abc import Sequence

from bot.views.screen import Button

_WIDTHS = ((5, 6), (9, 4), (13, 3), (20, 2))
"""(longest words in code points, buttons in a row) that a phone shows without cutting."""


def grid(buttons: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Rows as full as the longest words allow."""
    if not buttons:
        return ()
    longest = max(len(b.text) for b in buttons)
    across = next((many for width, many in _WIDTHS if longest <= width), 1)
    return tuple(tuple(buttons[n : n + across]) for n in range(0, len(buttons), across))
