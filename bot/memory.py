"""Disable the garbage collector during start-up, then freeze what was loaded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """No garbage is looked for in the block: of imports and content there is none, and looking
    took a sixth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def settle() -> None:
    """What there is by now is not looked through any more: that would hold up everybody."""
    gc.freeze()
