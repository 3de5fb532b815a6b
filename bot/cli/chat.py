"""`chat`: the bot in the terminal. It reads standard input, so a recording is a transcript."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.error_lines import run_or_exit, settings_or_exit
from bot.clock import MovableClock
from bot.memory import lasting
from bot.settings import Settings

BEGINNING = datetime(2027, 1, 4, 6, 30, tzinfo=UTC)
"""A Monday morning: the clock stands still there until it is moved."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    parser.add_argument("--language", default="en", help="as your client would tell it")


def run(args: argparse.Namespace) -> int:
    """Talk until the input ends."""
    return run_or_exit(chat(settings_or_exit(), args.language))


async def chat(settings: Settings, language: str) -> int:
    """Answer standard input on standard output, with a database that is deleted afterwards."""
    with lasting():
        from bot.main import open_core
        from bot.terminal import HELP, Terminal

    clock = MovableClock(lambda: BEGINNING)
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'chat.db'}"
        async with open_core(settings.model_copy(update={"database_url": url}), clock) as core:
            if sys.stdin.isatty():
                sys.stdout.write(HELP)
            terminal = Terminal(core.deps, core.speak, clock, _write, language)
            await terminal.talk(_lines())
    return 0


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


async def _lines() -> AsyncIterator[str]:
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line
