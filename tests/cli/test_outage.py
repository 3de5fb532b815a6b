"""What a bot logs about its database while that is away, and once it is back."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from queue import Queue
from threading import Thread

import pytest

from tests.cli.shell import TOKEN, Shell
from tests.db.pooler import needs_pgbouncer, pooler

SECONDS = 60
"""How long a line may take."""


@contextmanager
def running(shell: Shell, **settings: str) -> Iterator[Callable[[], str]]:
    """A bot that has started; each call waits for the next line of its log."""
    lines: Queue[str] = Queue()
    with shell.begin("run", BOT_TOKEN=TOKEN, **settings) as process:
        stream = process.stderr
        assert stream is not None
        reader = Thread(target=_pass_on, args=(stream, lines))
        reader.start()
        try:
            while "running" not in lines.get(timeout=SECONDS):
                pass
            yield lambda: lines.get(timeout=SECONDS)
        finally:
            process.kill()
            reader.join(SECONDS)


def _pass_on(stream: Iterable[str], lines: Queue[str]) -> None:
    for line in stream:
        lines.put(line)


@needs_pgbouncer
@pytest.mark.parametrize("dialect", ["postgresql"])
def test_a_pooler_that_keeps_everybody_waiting_is_an_outage_with_an_end(
    shell: Shell, telegram: str, database: str, unused_tcp_port: int
) -> None:
    with pooler(unused_tcp_port, database, "transaction") as server:
        number = int((server.folder / "pid").read_text())
        settings = {"BOT_API_URL": telegram, "BOT_DATABASE_URL": server.url}
        with running(shell, **settings) as next_line:
            os.kill(number, signal.SIGUSR1)  # PgBouncer's PAUSE
            assert "database away error=no answer for 4 s" in next_line()
            os.kill(number, signal.SIGUSR2)  # and its RESUME
            assert "database back seconds=" in next_line()
