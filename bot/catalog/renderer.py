"""Which version of a picture there is, and how it is drawn and kept.

What draws is imported with the first picture: a bot that sends file ids never needs it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.domain.body_places import NumberedPlace
from bot.domain.chart import Chart
from bot.domain.sheet import Sheet

if TYPE_CHECKING:
    from bot.figures.pose import Side

Mark = tuple[str, str, str]
Labels = tuple[tuple[str, str], ...]


DRAWN = "drawn"
"""The folder beside the pose files that holds stills drawn ahead."""


LOOK = "2"
"""To be raised when the same pose files are drawn in another way: the old pictures are kept."""


Draw = Callable[["Renderer"], bytes]
"""What draws one picture or page, such as `partial(Renderer.still, name="squat_bw", side="left")`:
something that can be sent to another process."""


class Renderer:
    """The figures of a content folder; nothing is read or drawn before it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version = lru_cache(maxsize=1024)(self._read_version)

    def run(self, draw: Draw) -> bytes:
        """Draw here and now; takes a moment, so not on an event loop."""
        return draw(self)

    def still_key(self, name: str, side: str) -> str | None:
        """Name, side and version of a still; None when there is no such figure."""
        version = self._version(name)
        return None if version is None else f"{name}:{side}:{version}"

    def still(self, name: str, side: "Side") -> bytes:
        """A figure's start and end as PNG; takes a moment, so not on an event loop.

        Raises:
            WrongFigure, BrokenFile: the pose file is not right.
        """
        from bot.catalog.figures import load_figure
        from bot.figures import still

        return still(load_figure(self._folder / f"{name}.yaml"), side)

    def drawn(self, name: str, side: str) -> bytes | None:
        """Return a still of this version that was drawn ahead; None when there is none."""
        file = self.drawn_file(name, side)
        return file.read_bytes() if file is not None and file.is_file() else None

    def drawn_file(self, name: str, side: str) -> Path | None:
        """Return where a still is kept that was drawn ahead; None when there is no such figure."""
        version = self._version(name)
        return None if version is None else self._folder / DRAWN / f"{name}.{side}.{version}.png"

    def motion_key(self, name: str, side: str) -> str | None:
        """Name, side and version of a motion; None when there is no such figure."""
        still = self.still_key(name, side)
        return None if still is None else f"motion:{still}"

    def motion(self, name: str, side: "Side") -> bytes:
        """A figure's movement as GIF; takes a second or two, so not on an event loop.

        Raises:
            WrongFigure, BrokenFile: the pose file is not right.
        """
        from bot.catalog.figures import load_figure
        from bot.figures import motion

        return motion(load_figure(self._folder / f"{name}.yaml"), side)

    def map_key(self, marks: tuple[Mark, ...], labels: Labels) -> str:
        """A name for one body map; it says nothing about whose it is."""
        return "map:" + sha256(repr((sorted(marks), labels)).encode()).hexdigest()[:40]

    def map(self, marks: tuple[Mark, ...], labels: Labels) -> bytes:
        """The body map as PNG; takes a moment, so not on an event loop."""
        from bot.figures import body_map

        return body_map(marks, dict(labels))

    def places_key(self, places: Sequence[NumberedPlace], labels: Labels) -> str:
        """A name for the numbered places of one question."""
        return "places:" + sha256(repr((tuple(places), labels)).encode()).hexdigest()[:40]

    def places(self, places: Sequence[NumberedPlace], labels: Labels) -> bytes:
        """The body with numbered places as PNG; takes a moment, so not on an event loop."""
        from bot.figures import body_places

        return body_places(places, dict(labels))

    def chart(self, drawn: Chart) -> bytes:
        """A chart as PNG; takes a moment, so not on an event loop."""
        from bot.figures.charts import chart

        return chart(drawn)

    def paper(self, sheet: Sheet) -> bytes:
        """A sheet as PDF; takes half a second, so not on an event loop.

        Raises:
            NoLetters: there is nothing to write with.
        """
        from bot.paper.pdf import pdf

        return pdf(sheet)

    def _read_version(self, name: str) -> str | None:
        typed, solved = self._folder / f"{name}.yaml", self._folder / "poses" / f"{name}.txt"
        if not typed.is_file() or not solved.is_file():
            return None
        drawn_with = f"{LOOK}{self._later_version(typed)}".encode()
        return sha256(typed.read_bytes() + solved.read_bytes() + drawn_with).hexdigest()[:16]

    def _later_version(self, typed: Path) -> str | None:
        """The version of the part that is drawn below, so that a change of it is one of both."""
        later = next(
            (line for line in typed.read_text("utf-8").splitlines() if line[:5] == "then:"), ""
        )
        return self._read_version(later[5:].strip()) if later else None
