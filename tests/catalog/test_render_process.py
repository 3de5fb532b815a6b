"""Pictures come from a process of their own, which may die at any time and outlives nobody."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.render_process import NotDrawn, RenderProcess
from bot.catalog.renderer import Draw, Renderer
from bot.domain.chart import Chart, Counts
from bot.figures.pose import Side
from bot.main import RenderedPictures
from bot.views.screen import Picture

ROOT = Path(__file__).parents[2]
FIGURES = content_folder() / "figures"
NAME = "glute_bridge"


@pytest.fixture
def renderer() -> Iterator[RenderProcess]:
    """The pictures of this release."""
    with RenderProcess(FIGURES) as renderer:
        yield renderer


def pid(renderer: RenderProcess) -> int:
    process_id = renderer.pid
    assert process_id is not None
    return process_id


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


def still(name: str, side: Side) -> Draw:
    return partial(Renderer.still, name=name, side=side)


MOTION: Draw = partial(Renderer.motion, name=NAME, side="right")
LABELS = tuple((w, w) for w in ("front", "back", "left", "right", "tight", "weak"))
MAP: Draw = partial(Renderer.map, marks=(), labels=LABELS)
CHART: Draw = partial(
    Renderer.chart, drawn=Chart((Counts("T", ("1", "2"), (1, 2), (2, 3), ("done", "planned")),))
)


@pytest.mark.parametrize(
    "draw",
    [still(NAME, "left"), *(pytest.param(one, marks=pytest.mark.slow) for one in (MOTION, MAP))],
)
def test_its_pictures_are_those_of_a_renderer(draw: Draw, renderer: RenderProcess) -> None:
    assert renderer.run(draw) == Renderer(FIGURES).run(draw)


def test_it_draws_charts(renderer: RenderProcess) -> None:
    assert renderer.run(CHART).startswith(b"\x89PNG")


def test_it_starts_with_the_first_picture_and_stays_for_the_next(renderer: RenderProcess) -> None:
    assert renderer.still_key(NAME, "left")
    assert renderer.pid is None
    renderer.run(still(NAME, "left"))
    first = pid(renderer)
    renderer.run(still(NAME, "right"))
    assert pid(renderer) == first


def test_killed_between_two_pictures_nobody_notices(renderer: RenderProcess) -> None:
    renderer.run(still(NAME, "left"))
    first = pid(renderer)
    os.kill(first, signal.SIGKILL)
    wait(lambda: not runs(first))
    assert renderer.run(still(NAME, "left")).startswith(b"\x89PNG")
    assert pid(renderer) != first


def test_killed_in_a_picture_it_is_drawn_by_the_next_process(renderer: RenderProcess) -> None:
    renderer.run(still(NAME, "left"))
    first = pid(renderer)
    os.kill(first, signal.SIGSTOP)  # so that it is certainly in the middle
    outcome = Background(renderer)
    os.kill(first, signal.SIGKILL)
    outcome.thread.join(60)
    assert outcome.picture is not None
    assert pid(renderer) != first


def test_afterwards_it_is_gone_also_in_the_middle_of_a_picture() -> None:
    with RenderProcess(FIGURES) as renderer:
        renderer.run(still(NAME, "left"))
        first = pid(renderer)
        os.kill(first, signal.SIGSTOP)
        outcome = Background(renderer)
        wait(outcome.waits)
    assert not runs(first)
    outcome.thread.join(60)
    assert outcome.picture is None
    with pytest.raises(NotDrawn):
        renderer.run(still(NAME, "left"))


def test_a_picture_that_cannot_be_drawn_harms_no_other(
    renderer: RenderProcess, tmp_path: Path
) -> None:
    renderer.run(still(NAME, "left"))
    first = pid(renderer)
    with pytest.raises(NotDrawn, match="BrokenFile"):
        renderer.run(still("no_such_figure", "left"))
    assert renderer.run(still(NAME, "left")).startswith(b"\x89PNG")
    assert pid(renderer) == first


def test_one_that_hangs_is_given_up(
    renderer: RenderProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    renderer.run(still(NAME, "left"))
    first = pid(renderer)
    os.kill(first, signal.SIGSTOP)
    monkeypatch.setattr("bot.catalog.render_process.TIMEOUT", 0.2)
    with pytest.raises(NotDrawn):
        renderer.run(still(NAME, "left"))
    assert not runs(first)
    monkeypatch.undo()
    assert renderer.run(still(NAME, "left")).startswith(b"\x89PNG")


BOT = f"""
import sys, time
from pathlib import Path
sys.path.insert(0, {str(ROOT)!r})
from bot.catalog.render_process import RenderProcess
from functools import partial
from bot.catalog.renderer import Renderer
if __name__ == "__main__":
    with RenderProcess(Path({str(FIGURES)!r})) as renderer:
        renderer.run(partial(Renderer.still, name={NAME!r}, side="left"))
        drawing = {{"numpy", "PIL", "resvg_py", "bot.figures"}} & sys.modules.keys()
        print(renderer.pid, *drawing, flush=True)
        time.sleep(600)
"""


def test_a_bot_that_draws_loads_nothing_for_it_and_killed_it_leaves_no_orphan(
    tmp_path: Path,
) -> None:
    script = tmp_path / "bot.py"
    script.write_text(BOT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout is not None
        (number,) = bot.stdout.readline().split()
        bot.kill()
    wait(lambda: not runs(int(number)))


class Background:
    """A picture asked for in another thread."""

    def __init__(self, renderer: RenderProcess) -> None:
        self.renderer = renderer
        self.picture: bytes | None = None
        self.started = threading.Event()
        self.thread = threading.Thread(target=self._draw)
        self.thread.start()
        self.started.wait()

    def waits(self) -> bool:
        """Whether the executor has taken the picture on."""
        executor = self.renderer._executor
        return executor is not None and bool(executor._pending_work_items)

    def _draw(self) -> None:
        self.started.set()
        with suppress(NotDrawn):
            self.picture = self.renderer.run(MOTION)


def test_a_still_that_was_drawn_ahead_needs_no_process(tmp_path: Path) -> None:
    (tmp_path / "poses").mkdir()
    for name in (f"{NAME}.yaml", f"poses/{NAME}.txt"):
        shutil.copy(FIGURES / name, tmp_path / name)
    file = Renderer(tmp_path).drawn_file(NAME, "left")
    assert file is not None
    file.parent.mkdir()
    file.write_bytes(b"drawn ahead")
    with RenderProcess(tmp_path) as renderer:
        assert RenderedPictures(renderer).draw(Picture(NAME, "left")) == b"drawn ahead"
        assert renderer.pid is None
        assert RenderedPictures(renderer).draw(Picture(NAME, "right")).startswith(b"\x89PNG")
        assert renderer.pid is not None
