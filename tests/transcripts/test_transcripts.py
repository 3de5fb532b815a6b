"""Whole stories that anybody can read; `pytest --update` rewrites them."""

import io
import sys
from pathlib import Path

import pytest

from bot.cli.chat import chat
from bot.settings import Settings

HERE = Path(__file__).parent
STORIES = sorted(path.stem for path in HERE.glob("*.said"))


@pytest.mark.parametrize("story", STORIES)
async def test_the_story_goes_as_it_was_written_down(
    story: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = HERE / f"{story}.txt"
    monkeypatch.setattr(sys, "stdin", io.StringIO((HERE / f"{story}.said").read_text()))
    await chat(Settings(), "en")
    told = capsys.readouterr()
    assert told.err == ""
    if request.config.getoption("--update"):
        written.write_text(told.out)
    assert "(no such button)" not in told.out
    assert told.out == written.read_text()
