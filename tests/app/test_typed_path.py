"""A typed sentence is soon where a tap is at once."""

import sys
from types import FrameType

import pytest

from bot.domain.intent import Text
from tests.app.talker import Talker

MOST_MODULES = 12
"""Modules of use cases between the router's two looks: at the words, and at what they ask for."""

ABOVE = frozenset(("bot.app.handle", "bot.app.route"))
"""They wait for what is below, and are entered again after each wait."""


class Walk:
    """Notes the modules of `bot.app` that run between the words and the intent of a tap."""

    def __init__(self) -> None:
        self.crossed: set[str] = set()
        self.begun = self.arrived = False

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        """Note one call."""
        name = str(frame.f_globals.get("__name__"))
        if event != "call" or not name.startswith("bot.app.") or self.arrived:
            return
        if frame.f_code.co_name == "<module>":  # loaded with the first typed words
            return
        if (name, frame.f_code.co_name) == ("bot.app.route", "dispatch"):
            words = isinstance(frame.f_locals["intent"], Text)
            self.begun, self.arrived = True, not words
        elif self.begun and name not in ABOVE:
            self.crossed.add(name)


@pytest.mark.parametrize("words", ["done, pain 3", "next"])
async def test_a_typed_sentence_crosses_few_modules(me: Talker, words: str) -> None:
    await me.settle_in()
    await me.next_push()
    await me.say("[Start]")
    walk = Walk()
    sys.setprofile(walk)
    try:
        await me.say(words)
    finally:
        sys.setprofile(None)
    assert walk.arrived
    assert "bot.app.free_text" in walk.crossed
    assert len(walk.crossed) <= MOST_MODULES, ", ".join(sorted(walk.crossed))
