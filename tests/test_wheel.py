"""The built wheel has everything and works from any folder, also one that cannot be written."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import wall_clock
from telegram_sandbox.app import create_app
from telegram_sandbox.person import Person
from telegram_sandbox.serve import serving
from telegram_sandbox.state import Sandbox

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked() -> Iterator[Path]:
    """The wheel, built from a copy of the checkout and unpacked into a read-only folder that
    everybody may read."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    names = (
        "bot",
        "telegram_sandbox",
        "content",
        "migrations",
        "pyproject.toml",
        "setup.py",
        "README.md",
        "LICENSE",
    )
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary)
        out.chmod(0o755)
        source, folder = out / "source", out / "unpacked"
        source.mkdir()
        for name in names:
            subprocess.run(["cp", "-r", str(ROOT / name), str(source / name)], check=True)
        subprocess.run([*build, "--wheel-dir", str(out), str(source)], check=True)
        [wheel] = out.glob("counterpose-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        subprocess.run(["chmod", "-R", "a-w,a+rX", str(folder)], check=True)
        yield folder
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=True)


def _bot(unpacked: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-m", "bot", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        input="/start\n",
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_wheel_finds_its_content_and_its_migrations_anywhere(
    unpacked: Path, tmp_path: Path
) -> None:
    where = [sys.executable, "-P", "-c", "import bot; print(bot.__file__)"]
    process = subprocess.run(
        where,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(process.stdout.strip()).is_relative_to(unpacked)
    checked = _bot(unpacked, tmp_path, "check", "--quick")
    assert (checked.returncode, checked.stdout) == (0, "0 problems\n")
    migrated = _bot(unpacked, tmp_path, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert "was empty" in migrated.stdout


@pytest.mark.slow
def test_the_wheel_talks_and_carries_the_chat_page(unpacked: Path, tmp_path: Path) -> None:
    talked = _bot(unpacked, tmp_path, "chat")
    assert "Hello, I am Counterpose." in talked.stdout
    assert (unpacked / "telegram_sandbox" / "page" / "index.html").is_file()
    assert list((unpacked / "telegram_sandbox" / "page" / "js").glob("*.js"))
    assert not (unpacked / "tests").exists()


TOKEN = "4200000003:wheel"
WITHOUT = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"]
"""Takes root's rights away; whoever is not root has none."""


@pytest.fixture
def no_rights(unpacked: Path) -> list[str]:
    """What to begin a command with, so that it may do no more than anybody."""
    begin = WITHOUT if os.geteuid() == 0 else []
    writing = subprocess.run([*begin, "touch", str(unpacked / "bot" / "x")], check=False)
    assert writing.returncode == 1, "the folder can be written"
    return begin


async def run_anywhere(
    command: list[str], folder: Path, environment: dict[str, str]
) -> asyncio.subprocess.Process:
    """A process with these variables and no others."""
    return await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )


@pytest.mark.slow
async def test_the_wheel_runs_for_a_user_without_rights(
    unpacked: Path, tmp_path: Path, no_rights: list[str]
) -> None:
    """As in the container: a read-only program, one folder for the data, no rights."""
    async with serving(create_app(Sandbox(TOKEN, wall_clock))) as url:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(unpacked),
            "BOT_TOKEN": TOKEN,
            "BOT_API_URL": url,
            "BOT_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/data/bot.db",
        }
        command = [*no_rights, sys.executable, "-P", "-m", "bot", "run"]
        process = await run_anywhere(command, unpacked, environment)
        try:
            async with await Person.join(url, patience=60, first_name="Ann") as ann:
                await ann.say("/start")
                assert "I am Counterpose" in ann.screen
        finally:
            process.send_signal(signal.SIGTERM)
            _, output = await process.communicate()
    assert process.returncode == 0, output
    assert b"Traceback" not in output
    assert {path.name.partition("-")[0] for path in files_of(tmp_path)} == {"bot.db", "bot.db.lock"}


def files_of(folder: Path) -> list[Path]:
    """All of them."""
    return [path for path in folder.rglob("*") if path.is_file()]
