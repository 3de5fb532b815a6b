"""Pictures and pages drawn in a process of their own, started with the first one.

What draws takes memory, and holds the interpreter for a tenth of a second and more at a time: here
it keeps nobody waiting. The process ends with its standard input, so it cannot outlive the bot.
"""

import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from select import select
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from bot.catalog.gallery import Gallery, Labels, Mark
from bot.domain.sheet import Sheet

if TYPE_CHECKING:
    from bot.figures.pose import Side

log = logging.getLogger(__name__)

LONGEST = 60.0
"""Seconds after which a drawing is given up, and the process with it."""
KINDNESS = 10
"""How far behind replies it stands where processors are few, as `nice` counts."""


class NotDrawn(Exception):
    """The picture could not be drawn, or the process that drew it is gone."""


class Studio(Gallery):
    """A gallery whose pictures are drawn elsewhere, one at a time; every call blocks its thread.

    Use it as a context: afterwards the process is gone, also in the middle of a picture.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._place = folder
        self._turn, self._birth = Lock(), Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def __enter__(self) -> "Studio":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with self._birth:
            self._closed = True
            if self._process is not None:
                _end(self._process)

    @property
    def pid(self) -> int | None:
        """The process, once there is one."""
        return self._process.pid if self._process is not None else None

    def still(self, name: str, side: "Side") -> bytes:
        """As a gallery's.

        Raises:
            NotDrawn
        """
        return self._drawn("still", name, side)

    def motion(self, name: str, side: "Side") -> bytes:
        """As a gallery's.

        Raises:
            NotDrawn
        """
        return self._drawn("motion", name, side)

    def map(self, marks: tuple[Mark, ...], labels: Labels) -> bytes:
        """As a gallery's.

        Raises:
            NotDrawn
        """
        return self._drawn("map", marks, labels)

    def chart(
        self,
        kind: str,
        labels: Sequence[str],
        series: Sequence[Sequence[float | None]],
        words: Mapping[str, str],
        error: float,
    ) -> bytes:
        """As a gallery's.

        Raises:
            NotDrawn
        """
        return self._drawn("chart", kind, labels, series, dict(words), error)

    def paper(self, sheet: Sheet) -> bytes:
        """As a gallery's.

        Raises:
            NotDrawn
        """
        return self._drawn("paper", sheet)

    def _drawn(self, kind: str, *asked: object) -> bytes:
        with self._turn:
            process = self._ready()
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                pickle.dump((kind, asked), process.stdin)
                process.stdin.flush()
                if not select([process.stdout], [], [], LONGEST)[0]:
                    raise TimeoutError
                answer = pickle.load(process.stdout)  # noqa: S301 - our own process
            except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
                _end(process)
                raise NotDrawn("the process that draws is gone") from error
        if isinstance(answer, bytes):
            return answer
        log.warning("not drawn", extra={"kind": kind, "error": answer})
        raise NotDrawn(answer)

    def _ready(self) -> subprocess.Popen[bytes]:
        """The process; a new one where the last has ended."""
        with self._birth:
            if self._closed:
                raise NotDrawn("the studio is closed")
            if self._process is None or self._process.poll() is not None:
                if self._process is not None:
                    _end(self._process)
                self._process = subprocess.Popen(  # noqa: S603 - ourselves
                    [sys.executable, "-m", __name__, str(self._place)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    # it needs no secret; Ctrl+C is for the bot, which ends it
                    env={name: v for name, v in os.environ.items() if not name.startswith("BOT_")},
                    start_new_session=True,
                )
            return self._process


def _end(process: subprocess.Popen[bytes]) -> None:
    """Not there any more, and nothing of it left open; whoever reads from it is told by its end."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not sent any more
                pipe.close()


def serve(gallery: Gallery, asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw whatever is asked for until nobody can ask any more."""
    while True:
        try:
            kind, given = pickle.load(asked)  # noqa: S301 - from our own bot
        except EOFError:
            return
        answer: bytes | str
        try:
            answer = getattr(gallery, kind)(*given)
        except Exception as error:
            answer = type(error).__name__
        try:
            pickle.dump(answer, answers)
            answers.flush()
        except BrokenPipeError:  # the bot is gone
            return


if __name__ == "__main__":
    os.nice(KINDNESS)
    with os.fdopen(os.dup(1), "wb") as line:
        os.dup2(2, 1)  # whatever a library prints is not an answer
        serve(Gallery(Path(sys.argv[1])), sys.stdin.buffer, line)
