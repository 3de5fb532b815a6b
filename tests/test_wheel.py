"""The built wheel has everything and works from any folder, also one that cannot be written."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout and unpacked into a read-only folder."""
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    source = out / "source"
    names = ("bot", "content", "migrations", "pyproject.toml", "setup.py", "README.md", "LICENSE")
    source.mkdir()
    for name in names:
        subprocess.run(["cp", "-r", str(ROOT / name), str(source / name)], check=True)
    subprocess.run([*build, "--wheel-dir", str(out), str(source)], check=True)
    [wheel] = out.glob("counterpose-*.whl")
    folder = out / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    subprocess.run(["chmod", "-R", "a-w", str(folder)], check=True)
    return folder


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


def test_the_wheel_finds_its_content_and_its_migrations_anywhere(
    unpacked: Path, tmp_path: Path
) -> None:
    where = [sys.executable, "-P", "-c", "import bot; print(bot.__file__)"]
    found = subprocess.run(
        where,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()).is_relative_to(unpacked)
    checked = _bot(unpacked, tmp_path, "check", "--quick")
    assert (checked.returncode, checked.stdout) == (0, "0 problems\n")
    migrated = _bot(unpacked, tmp_path, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    assert "was empty" in migrated.stdout


def test_the_wheel_talks_and_carries_the_chat_page(unpacked: Path, tmp_path: Path) -> None:
    talked = _bot(unpacked, tmp_path, "chat")
    assert "Hello, I am Counterpose." in talked.stdout
    assert (unpacked / "bot" / "sandbox" / "page" / "index.html").is_file()
    assert list((unpacked / "bot" / "sandbox" / "page" / "js").glob("*.js"))
    assert not (unpacked / "tests").exists()
