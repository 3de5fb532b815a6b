"""The release before the newest migration, from the history, as a program that can be run."""

import asyncio
import os
import subprocess
import sys
import tarfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest

from bot.db.revision import head, migrations_path

ROOT = Path(__file__).parents[2]


def git(*words: str) -> bytes:
    """What git prints."""
    return subprocess.run(("git", "-C", str(ROOT), *words), check=True, capture_output=True).stdout


def commit_before_newest_migration() -> str:
    """The last commit before the newest migration; the newest one while it is not committed.

    A copy without history skips the test that asks; a clone that was cut off fails it.
    """
    if not (ROOT / ".git").exists():
        pytest.skip("cannot be done here: this copy has no history")
    if git("rev-parse", "--is-shallow-repository").strip() == b"true":
        pytest.fail("the clone has not all of the history: git fetch --unshallow")
    [newest] = (migrations_path() / "versions").glob(f"{head()}_*.py")
    added = git("log", "--diff-filter=A", "--format=%H", "--", str(newest)).decode().split()
    return f"{added[-1]}^" if added else "HEAD"


def unpack_release_before(folder: Path) -> None:
    """Put the program, content and migrations of that release into a folder."""
    parts = ("bot", "content", "migrations")
    archive = git("archive", "--format=tar", commit_before_newest_migration(), *parts)
    with tarfile.open(fileobj=BytesIO(archive)) as release:
        release.extractall(folder, filter="data")


@dataclass(frozen=True, slots=True)
class ReleaseBefore:
    """Starts that release.

    Args:
        folder: where it was unpacked.
        settings: environment variables of its bots.
    """

    folder: Path
    settings: Mapping[str, str]

    def start(self) -> subprocess.Popen[str]:
        """Start one bot."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=self.folder,
            env={**kept, "PYTHONPATH": str(self.folder), **self.settings},
            stderr=subprocess.PIPE,
            text=True,
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[subprocess.Popen[str]]:
        """Run one bot until the block ends; it must then be there, and stop when asked to."""
        bot = self.start()
        try:
            await asyncio.to_thread(_until_running, bot)
            yield bot
            if bot.poll() is None:
                bot.terminate()
                assert await asyncio.to_thread(bot.wait, 20) == 0
        finally:
            bot.kill()
            bot.communicate()


def _until_running(bot: subprocess.Popen[str]) -> None:
    assert bot.stderr is not None
    lines = []
    for line in bot.stderr:
        if line.endswith(" running\n"):
            return
        lines.append(line)
    raise AssertionError("".join(lines))
