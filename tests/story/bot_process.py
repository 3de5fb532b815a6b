"""The real bot as a process that can be killed and started again at once.

A parent imports everything and waits; for each line it reads it forks a bot, whose number it
prints. The bot's clock is the wall clock shifted by what the file named in `CLOCK_FILE` says.
"""

import asyncio
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from bot import main
from bot.clock import wall_clock
from bot.settings import Settings


def shifted() -> datetime:
    """The test's clock."""
    return wall_clock() + timedelta(seconds=float(Path(os.environ["CLOCK_FILE"]).read_text()))


def serve() -> None:
    """Fork a bot for every line, until the lines end."""
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            asyncio.run(main.run(Settings(), shifted))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    serve()
