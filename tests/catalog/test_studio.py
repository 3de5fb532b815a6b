"""Pictures come from a process of their own, which may die at any time and outlives nobody."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.gallery import Gallery
from bot.catalog.studio import NotDrawn, Studio

FIGURES = content_folder() / "figures"
NAME = "glute_bridge"


@pytest.fixture
def studio() -> Iterator[Studio]:
    """The pictures of this release."""
    with Studio(FIGURES) as studio:
        yield studio


def pid(studio: Studio) -> int:
    found = studio.pid
    assert found is not None
    return found


def runs(number: int) -> bool:
    """There is such a process, and it is not only waiting to be counted."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def wait(until: Callable[[], bool], seconds: float = 30) -> None:
    end = monotonic() + seconds
    while not until():
        assert monotonic() < end
        sleep(0.01)


def test_its_pictures_are_the_gallery_s(studio: Studio) -> None:
    gallery = Gallery(FIGURES)
    labels = tuple((w, w) for w in ("front", "back", "left", "right", "tight", "weak"))
    assert studio.still(NAME, "left") == gallery.still(NAME, "left")
    assert studio.motion(NAME, "right") == gallery.motion(NAME, "right")
    assert studio.map((), labels) == gallery.map((), labels)
    words = {"title": "T", "done": "d", "planned": "p"}
    assert studio.chart("sessions", ["1"], [[1], [2]], words, 0).startswith(b"\x89PNG")


def test_it_starts_with_the_first_picture_and_stays_for_the_next(studio: Studio) -> None:
    assert studio.still_key(NAME, "left")
    assert studio.pid is None
    studio.still(NAME, "left")
    first = pid(studio)
    studio.still(NAME, "right")
    assert pid(studio) == first


def test_killed_between_two_pictures_nobody_notices(studio: Studio) -> None:
    studio.still(NAME, "left")
    first = pid(studio)
    os.kill(first, signal.SIGKILL)
    wait(lambda: not runs(first))
    assert studio.still(NAME, "left").startswith(b"\x89PNG")
    assert pid(studio) != first


def test_killed_in_a_picture_that_one_is_missing_and_the_next_is_drawn(studio: Studio) -> None:
    studio.still(NAME, "left")
    first, outcome = pid(studio), Background(studio)
    os.kill(first, signal.SIGSTOP)  # so that it is certainly in the middle
    wait(outcome.asked)
    os.kill(first, signal.SIGKILL)
    outcome.thread.join(30)
    assert outcome.failed
    assert studio.still(NAME, "left").startswith(b"\x89PNG")


def test_afterwards_it_is_gone_also_in_the_middle_of_a_picture() -> None:
    with Studio(FIGURES) as studio:
        studio.still(NAME, "left")
        first, outcome = pid(studio), Background(studio)
        os.kill(first, signal.SIGSTOP)
        wait(outcome.asked)
    assert not runs(first)
    outcome.thread.join(30)
    assert outcome.failed
    with pytest.raises(NotDrawn):
        studio.still(NAME, "left")


def test_a_picture_that_cannot_be_drawn_harms_no_other(studio: Studio, tmp_path: Path) -> None:
    studio.still(NAME, "left")
    first = pid(studio)
    with pytest.raises(NotDrawn, match="BrokenFile"):
        studio.still("no_such_figure", "left")
    assert studio.still(NAME, "left").startswith(b"\x89PNG")
    assert pid(studio) == first


def test_one_that_hangs_is_given_up(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    studio.still(NAME, "left")
    first = pid(studio)
    os.kill(first, signal.SIGSTOP)
    monkeypatch.setattr("bot.catalog.studio.LONGEST", 0.2)
    with pytest.raises(NotDrawn):
        studio.still(NAME, "left")
    assert not runs(first)
    monkeypatch.undo()
    assert studio.still(NAME, "left").startswith(b"\x89PNG")


BOT = f"""
import sys, time
from pathlib import Path
from bot.catalog.studio import Studio
with Studio(Path({str(FIGURES)!r})) as studio:
    studio.still({NAME!r}, "left")
    drawing = {{"numpy", "PIL", "resvg_py", "bot.figures"}} & sys.modules.keys()
    print(studio.pid, *drawing, flush=True)
    time.sleep(600)
"""


def test_a_bot_that_draws_loads_nothing_for_it_and_killed_it_leaves_no_orphan() -> None:
    secret = {**os.environ, "BOT_TOKEN": "not-for-pictures"}
    with subprocess.Popen(
        [sys.executable, "-c", BOT], stdout=subprocess.PIPE, text=True, env=secret
    ) as bot:
        assert bot.stdout is not None
        (number,) = bot.stdout.readline().split()
        assert b"not-for-pictures" not in Path(f"/proc/{number}/environ").read_bytes()
        bot.kill()
    wait(lambda: not runs(int(number)))


class Background:
    """A picture asked for in another thread."""

    def __init__(self, studio: Studio) -> None:
        self.studio, self.failed = studio, False
        self.thread = threading.Thread(target=self._draw)
        self.thread.start()

    def asked(self) -> bool:
        """It is that one's turn."""
        return self.studio._turn.locked()

    def _draw(self) -> None:
        with suppress(NotDrawn):
            self.studio.motion(NAME, "left")
            return
        self.failed = True
