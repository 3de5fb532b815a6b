"""Sheets on Telegram: a page to print, and the same as plain words."""

import asyncio
import logging
from collections.abc import Callable

from bot.domain.sheet import Sheet
from bot.views.paper import as_text

log = logging.getLogger(__name__)

NAME = "counterpose-summary"

Prints = Callable[[Sheet], bytes]
"""A sheet as PDF; blocks until it is there: for a thread."""


async def documents(sheet: Sheet, prints: Prints | None) -> tuple[tuple[str, bytes], ...]:
    """(file name, content) of each; the words alone where it cannot be printed."""
    words = (f"{NAME}.txt", as_text(sheet).encode())
    if prints is None:
        return (words,)
    try:
        page = await asyncio.to_thread(prints, sheet)
    except Exception as error:  # the words say the same
        log.warning("not printed", extra={"error": type(error).__name__})
        return (words,)
    return ((f"{NAME}.pdf", page), words)
