"""Whole stories that anybody can read; `pytest --update` rewrites them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
STORIES = sorted(path.stem for path in HERE.glob("*.said"))


@pytest.mark.parametrize("story", STORIES)
def test_the_story_goes_as_it_was_written_down(story: str, request: pytest.FixtureRequest) -> None:
    written = HERE / f"{story}.txt"
    told = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        input=(HERE / f"{story}.said").read_text(),
        capture_output=True,
        text=True,
        check=True,
        cwd=HERE.parents[1],
        env={**os.environ, "BOT_LOG_LEVEL": "WARNING"},
    )
    assert told.stderr == ""
    if request.config.getoption("--update"):
        written.write_text(told.stdout)
    assert "(no such button)" not in told.stdout
    assert told.stdout == written.read_text()
