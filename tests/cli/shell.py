"""`python -m bot` as an operator runs it: a real process in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.cli.forked import run

ROOT = Path(__file__).parents[2]
TOKEN = "4200000000:token-of-these-tests"


@dataclass(frozen=True, slots=True)
class Shell:
    """Runs commands.

    Args:
        folder: where they run; there is no `.env` in it.
        settings: environment variables of every command.
    """

    folder: Path
    settings: dict[str, str]

    def environment(self, **settings: str) -> dict[str, str]:
        """That of a command: nothing of the tester's own settings."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BOT_")}
        return {**kept, "PYTHONPATH": str(ROOT), **self.settings, **settings}

    def __call__(
        self, *words: str, typed: str = "", **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """One command to its end."""
        with TemporaryDirectory() as aside:
            ended = run(words, self.folder, self.environment(**settings), typed, Path(aside))
        return subprocess.CompletedProcess(words, *ended)

    def refused(self, *words: str, typed: str = "", **settings: str) -> str:
        """The one line of a command that cannot do its work: exit 2, nothing else said."""
        ended = self(*words, typed=typed, **settings)
        assert ended.returncode == 2, ended
        assert ended.stdout == "", ended
        [line] = ended.stderr.splitlines()
        assert "Traceback" not in line
        return line

    def begin(self, *words: str, **settings: str) -> subprocess.Popen[str]:
        """One command that goes on until it is stopped."""
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            cwd=self.folder,
            env=self.environment(**settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
