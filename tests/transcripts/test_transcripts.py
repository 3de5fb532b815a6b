"""Whole stories that anybody can read; `pytest --update` rewrites them.

Behind a bar stands what a phone shows folded."""

import io
import sys
from pathlib import Path
from typing import ClassVar

import pytest

from bot.cli.chat import chat
from bot.settings import Settings
from bot.terminal import Terminal
from bot.views.screen import Screen
from tests.content import real_catalog
from tests.views.phone import too_many, too_much

HERE = Path(__file__).parent
STORIES = sorted(path.stem for path in HERE.glob("*.said"))


class Watched(Terminal):
    """Keeps every screen that it shows."""

    screens: ClassVar[list[Screen]] = []

    def _show(self, screen: Screen) -> None:
        self.screens.append(screen)
        super()._show(screen)


@pytest.mark.parametrize("story", STORIES)
async def test_the_story_goes_as_it_was_written_down(
    story: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written = HERE / f"{story}.txt"
    monkeypatch.setattr(sys, "stdin", io.StringIO((HERE / f"{story}.said").read_text()))
    monkeypatch.setattr("bot.terminal.Terminal", Watched)
    monkeypatch.setattr("bot.main.load", lambda _: real_catalog())
    Watched.screens.clear()
    await chat(Settings(), "en")
    output = capsys.readouterr()
    assert output.err == ""
    if request.config.getoption("--update"):
        written.write_text(output.out)
    assert "(no such button)" not in output.out
    assert [fault for screen in Watched.screens if (fault := too_much(screen))] == []
    catalog = real_catalog()
    assert [fault for s in Watched.screens if (fault := too_many(s, catalog))] == []
    assert output.out == written.read_text()
