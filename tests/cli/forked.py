"""A command in a process of its own that need not load the program first.

One process has loaded everything and forks for each command; to import it all again would be four
fifths of what these tests take. `Shell.begin` starts the real `python -m bot`.
"""

import multiprocessing
import os
import sys
from pathlib import Path

from bot.__main__ import COMMANDS, main

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["bot.main", "aiosqlite", "asyncpg", *(f"bot.cli.{name}" for name in COMMANDS)]
)
SECONDS = 180


def run(
    words: tuple[str, ...], folder: Path, environment: dict[str, str], typed: str, aside: Path
) -> tuple[int, str, str]:
    """One command to its end: (exit status, what it printed, what it complained of).

    Args:
        aside: an empty folder for what it reads and writes.

    Raises:
        TimeoutError: it does not end.
    """
    (aside / "typed").write_text(typed)
    process = FORKS.Process(target=_be, args=(words, folder, environment, aside))
    process.start()
    process.join(SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(words)
    return process.exitcode, (aside / "out").read_text(), (aside / "err").read_text()


def _be(words: tuple[str, ...], folder: Path, environment: dict[str, str], aside: Path) -> None:
    """Be the command, in the forked process."""
    for name, number, flags in (
        ("typed", 0, os.O_RDONLY),
        ("out", 1, os.O_WRONLY | os.O_CREAT),
        ("err", 2, os.O_WRONLY | os.O_CREAT),
    ):
        os.dup2(os.open(aside / name, flags, 0o600), number)
    sys.stdin = os.fdopen(0)  # the one it was forked with reads nothing
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    sys.exit(main(list(words)))
