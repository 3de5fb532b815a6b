"""Disable the garbage collector during start-up, then freeze what was loaded; how large we are."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def lasting() -> Iterator[None]:
    """Disable the garbage collector while loading, and keep what was loaded out of its way.

    Enabled again without freezing, it would search all of it at once: a tenth of the start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def settle() -> None:
    """Freeze what was loaded, so that the garbage collector never searches it while people wait."""
    gc.freeze()


def resident_mb() -> int:
    """Return the megabytes of memory that this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20
