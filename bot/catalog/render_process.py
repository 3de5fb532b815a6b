"""Draw in a process of its own: its priority, its time limit, started anew when it broke.

What draws takes memory, and holds the interpreter for a tenth of a second and more at a time: in
its own process it keeps no reply waiting.
"""

import logging
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from bot.catalog.renderer import Draw, Renderer

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing.process import BaseProcess as ParentProcess

log = logging.getLogger(__name__)

TIMEOUT = 60.0
"""Seconds after which a drawing is given up, and the process with it."""
NICENESS = 10
"""How far behind replies it stands where processors are few, as `nice` counts."""


class NotDrawn(Exception):
    """The picture could not be drawn, or the drawing process died."""


class RenderProcess(Renderer):
    """A renderer whose pictures are drawn in another process; every call blocks its thread.

    Use it as a context: afterwards the process is gone, also in the middle of a picture.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder_path = folder
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._pid: int | None = None
        self._closed = False

    def __enter__(self) -> "RenderProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._lock:
            self._closed, executor = True, self._executor
        if executor is not None:
            self._end(executor)

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._pid

    def run(self, draw: Draw) -> bytes:
        """Draw in the other process.

        Raises:
            NotDrawn: it could not be drawn, took too long, or its process died twice.
        """
        answer = self._answer(draw)
        if isinstance(answer, bytes):
            return answer
        log.warning("not drawn", extra={"error": answer})
        raise NotDrawn(answer)

    def _answer(self, draw: Draw) -> bytes | str:
        """Return what the process draws; ask once more when the first process died."""
        from concurrent.futures import CancelledError

        for _ in range(2):
            executor = self._started()
            try:
                return executor.submit(_draw, draw).result(TIMEOUT)
            except (CancelledError, RuntimeError):  # the process died, or was ended meanwhile
                self._end(executor)
            except TimeoutError as error:
                self._end(executor)
                raise NotDrawn("the drawing took too long") from error
        raise NotDrawn("the process that draws died twice")

    def _started(self) -> "ProcessPoolExecutor":
        """Return the executor; start a new one when there is none.

        Raises:
            NotDrawn: the renderer was closed, or no process can be started.
        """
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with self._lock:
            if self._closed:
                raise NotDrawn("the renderer is closed")
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    1, get_context("spawn"), initializer=_begin, initargs=(self._folder_path,)
                )
                self._pid = self._executor.submit(os.getpid).result(TIMEOUT)
            return self._executor

    def _end(self, executor: "ProcessPoolExecutor") -> None:
        """Kill the process of an executor at once; whoever waits for it gets an error."""
        with self._lock:
            if executor is not self._executor:
                return
            self._executor, pid, self._pid = None, self._pid, None
        if pid is not None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        executor.shutdown(cancel_futures=True)


_renderer: Renderer
"""Of the drawing process; the bot's own process never has one."""


def _begin(folder: Path) -> None:
    """Set up the drawing process: low priority, no secrets, ending with its parent."""
    from multiprocessing import parent_process

    global _renderer
    _renderer = Renderer(folder)
    os.nice(NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the bot, which ends this one
    for name in [name for name in os.environ if name.startswith("BOT_")]:
        del os.environ[name]
    parent = parent_process()
    assert parent is not None
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: "ParentProcess") -> None:
    """Wait for the parent's end, as a killed parent cannot announce it."""
    parent.join()
    os._exit(1)


def _draw(draw: Draw) -> bytes | str:
    """Draw in the drawing process: the picture, or the name of the error."""
    try:
        return draw(_renderer)
    except Exception as error:
        return type(error).__name__
