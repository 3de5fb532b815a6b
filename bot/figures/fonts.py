"""Which typeface the few pictures with words use."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "DejaVu Sans"


@cache
def font_files() -> tuple[str, ...]:
    """The typeface's files, without importing matplotlib; empty when it is not there."""
    spec = find_spec("matplotlib")
    if spec is None or not spec.submodule_search_locations:
        return ()
    folder = Path(spec.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    names = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
    return tuple(str(folder / name) for name in names if (folder / name).is_file())
