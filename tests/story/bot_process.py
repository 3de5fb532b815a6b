"""The real bot as a process that can be killed and started again at once.

A parent loads everything and waits; for each line, a JSON object of environment variables, it
forks a bot, whose number it prints. The bot's clock is the wall clock shifted by what the file
named in `CLOCK_FILE` says; what it logs goes to `LOG_FILE`, if that is given. With `FAULT_POINT` it
kills itself there when `FUSE_FILE` is laid.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path

import apscheduler.schedulers.base

from bot import log, main
from bot.catalog.folder import content_folder
from bot.catalog.load import load
from bot.clock import wall_clock
from bot.settings import Settings
from bot.telegram.tick import ticking
from tests.story import fault_points


def shifted() -> datetime:
    """The test's clock."""
    return wall_clock() + timedelta(seconds=float(Path(os.environ["CLOCK_FILE"]).read_text()))


class Wall(datetime):
    """The wall clock as APScheduler reads it."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The test's time."""
        return shifted().astimezone(tz)


def preload() -> None:
    """Read the content once, for every bot to come: it is four fifths of a start."""
    folder = content_folder()
    catalog = load(folder)
    vars(main).update(
        load=lambda _: catalog,
        ticking=partial(ticking, now=shifted),
    )
    apscheduler.schedulers.base.datetime = Wall


def live(environment: dict[str, str]) -> None:
    """Be a bot, until killed."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    sys.stdin.close()
    os.environ.update(environment)
    if log_file := environment.get("LOG_FILE"):
        sys.stderr = Path(log_file).open("a", buffering=1)  # noqa: SIM115 - until killed
    settings = Settings()
    log.set_up(settings.log_level, settings.log_format)
    if point := environment.get("FAULT_POINT"):
        fault_points.place(point, Path(environment["FUSE_FILE"]))
    asyncio.run(main.run(settings, shifted))


def serve() -> None:
    """Fork a bot for every line, until the lines end."""
    preload()
    gc.freeze()  # what is loaded stays; nobody need look through it again
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are gone at once, for all to see
    for line in sys.stdin:
        environment = json.loads(line)
        child = os.fork()
        if child == 0:
            try:
                live(environment)
            finally:
                os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    serve()
