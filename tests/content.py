"""The real content, loaded once for all tests of a process."""

from functools import cache
from pathlib import Path

from bot.catalog.load import load
from bot.domain.catalog import Catalog

CONTENT = Path(__file__).parents[1] / "content"


@cache
def real_catalog() -> Catalog:
    """Return the whole of `content/`; it is frozen, so tests may share it."""
    return load(CONTENT)
