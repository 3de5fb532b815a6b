"""A folder to run commands in, and what they run against."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.shell import TOKEN, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """Commands in an empty folder, without any setting."""
    return Shell(tmp_path, {})


@pytest.fixture
def kept(tmp_path: Path, database: str) -> Shell:
    """Commands on a migrated database, once of each kind."""
    return Shell(tmp_path, {"BOT_DATABASE_URL": database})


@pytest.fixture(scope="module")
def telegram() -> Iterator[str]:
    """A Bot API server; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "telegram_sandbox", "--port", "0", "--token", TOKEN],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


@pytest.fixture
def nowhere(unused_tcp_port_factory: Callable[[], int]) -> str:
    """A PostgreSQL that is not there."""
    port = unused_tcp_port_factory()
    return f"postgresql+asyncpg://bot:marker-password@127.0.0.1:{port}/bot"
