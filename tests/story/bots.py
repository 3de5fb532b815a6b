"""Real bots that are killed without warning and started again at once."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

HOOK = {
    "BOT_WEBHOOK_URL": "http://127.0.0.1:9/hook",
    "BOT_WEBHOOK_SECRET": "secret",
    "BOT_WEBHOOK_LISTEN": "127.0.0.1:0",
}
"""Any number may run with it: each listens somewhere, and Telegram finds none."""


KILLED = "ignore:resource_tracker"
"""What the drawing process of every killed bot leaves behind is told by none of them."""


class Launcher:
    """Starts bots within a tenth of a second: it has loaded everything before."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.story.bot_process"],
            env=os.environ | {"PYTHONWARNINGS": KILLED},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    async def start(self, environment: Mapping[str, str]) -> int:
        """A bot with these variables besides our own; its process number."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(environment) + "\n")
        self._process.stdin.flush()
        return int(await asyncio.to_thread(self._process.stdout.readline))

    def close(self) -> None:
        """No more bots."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


class Bots:
    """Bots with the same settings; they share the test's clock.

    Args:
        folder: where the clock is kept.
        settings: of their environment, besides the clock's.
    """

    def __init__(self, launcher: Launcher, folder: Path, **settings: str) -> None:
        self._launcher = launcher
        self._clock = folder / "clock.txt"
        self._clock.write_text("0")
        self._environment = {
            "BOT_LOG_LEVEL": "ERROR",
            **settings,
            "CLOCK_FILE": str(self._clock),
        }
        self._running: set[int] = set()
        self.kills = 0

    async def start(self) -> int:
        """One more bot; its process number."""
        number = await self._launcher.start(self._environment)
        self._running.add(number)
        return number

    def kill(self, number: int) -> None:
        """SIGKILL, wherever it is."""
        os.kill(number, signal.SIGKILL)
        self._running.discard(number)
        self.kills += 1

    async def death(self, number: int, seconds: float = 60.0) -> None:
        """Wait until a bot that kills itself is gone."""
        assert await asyncio.to_thread(_gone, number, seconds), "it lives on"
        self._running.discard(number)
        self.kills += 1

    def shift(self, seconds: float) -> None:
        """Move the bots' clock ahead of the wall clock, by so much in all."""
        fresh = self._clock.with_suffix(".fresh")
        fresh.write_text(str(seconds))
        fresh.rename(self._clock)

    def close(self) -> None:
        """The end of whoever still runs, which does not count as a kill."""
        for number in self._running:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self._running.clear()


def _gone(number: int, seconds: float) -> bool:
    for _ in range(int(seconds * 200)):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.005)
    return False
