"""No screen of the settings scrolls on a phone, not even with what was understood above it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.domain.echo import Echo, EchoLine
from bot.domain.ids import DialogueId, UserId
from bot.domain.outcome import Outcome
from bot.domain.outcome.account import QuieterOffered, SettingAsked, SettingsShown
from bot.domain.outcome.talk import Asking
from bot.domain.person import Person, Preferences
from bot.domain.setting import OFTEN, TYPED, Setting
from bot.domain.setting_scripts import scripts
from bot.domain.talk.dialogue import Dialogue
from bot.views.screens import answer
from bot.views.texts import Texts
from tests.content import real_catalog
from tests.views.phone import too_much

CATALOG = real_catalog()
ENGLISH = Texts("en", CATALOG.words)
PERSON = Person(
    UserId(1),
    preferences=Preferences(
        zone="America/Argentina/ComodRivadavia",
        push_at=time(7),
        days=frozenset({0, 2, 4}),
        anchor="after my first coffee",
    ),
)
SCREENS: list[Outcome] = [
    SettingsShown(PERSON),
    SettingsShown(PERSON, moved=True),
    SettingsShown(PERSON, more=True),
    QuieterOffered(time(7), timedelta(seconds=200), (time(7, 4), time(7, 5), time(7, 6))),
    *(
        SettingAsked(PERSON, one)
        for one in (*OFTEN, Setting.LANGUAGE, Setting.RULER)
        if one not in TYPED
    ),
    *(Asking(Dialogue(DialogueId(9), one, {})) for one in scripts(CATALOG).values()),
]


@pytest.mark.parametrize("outcome", SCREENS, ids=lambda one: type(one).__name__)
def test_no_settings_need_scrolling(outcome: Outcome) -> None:
    tapped = isinstance(outcome, SettingAsked)  # never comes of typed words
    understood = None if tapped else EchoLine((Echo("reminders_off"),), "Europe/Kyiv", 12345)
    [screen] = answer([outcome], understood, ENGLISH, CATALOG)
    assert too_much(screen) is None
    [plain] = answer([outcome], None, ENGLISH, CATALOG)
    assert any(b.text in ("Back", "More", "Keep 07:00") for row in plain.rows for b in row)


def test_a_language_more_brings_its_choice() -> None:
    more = replace(CATALOG, words={**CATALOG.words, "de": {}})
    [page] = answer([SettingsShown(PERSON, more=True)], None, ENGLISH, more)
    assert "Language" in {b.text for row in page.rows for b in row}
    [asked] = answer([SettingAsked(PERSON, Setting.LANGUAGE)], None, ENGLISH, more)
    assert [b.text for row in asked.rows for b in row] == ["✓ English", "Deutsch", "Back"]
