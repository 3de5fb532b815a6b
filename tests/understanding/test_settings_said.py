"""Settings told in plain words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.catalog.folder import content_folder
from bot.catalog.lexicon import load_lexicon
from bot.domain.setting import Setting
from bot.understanding.meaning import (
    ChangeTime,
    Choose,
    Later,
    Meaning,
    Minutes,
    PauseUntil,
    StopAll,
    Without,
)
from bot.understanding.reply import understand

ENGLISH = load_lexicon(content_folder() / "lexicon")["en"]
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def meant(words: str) -> tuple[Meaning, ...]:
    return understand(words, ENGLISH, NOW, ZoneInfo("Europe/Berlin")).meanings


@pytest.mark.parametrize(
    ("words", "setting", "value"),
    [
        ("quiet after 9 pm", Setting.QUIET, "21:00-"),
        ("please be quiet after 9", Setting.QUIET, "21:00-"),
        ("no messages after 22:30", Setting.QUIET, "22:30-"),
        ("don't text me past 10pm", Setting.QUIET, "22:00-"),
        ("nothing before 8 am", Setting.QUIET, "-08:00"),
        ("quiet until 7:30", Setting.QUIET, "-07:30"),
        ("quiet hours from 9 pm to 8 am", Setting.QUIET, "21:00-08:00"),
        ("quiet hours 21:00 - 08:00", Setting.QUIET, "21:00-08:00"),
        ("no messages between 10 pm and 6 am", Setting.QUIET, "22:00-06:00"),
        ("no more reminders", Setting.REMINDERS, "off"),
        ("please stop reminding me", Setting.REMINDERS, "off"),
        ("don't nudge me anymore", Setting.REMINDERS, "off"),
        ("turn reminders back on", Setting.REMINDERS, "on"),
        ("in inches", Setting.UNITS, "in"),
        ("use inches please", Setting.UNITS, "in"),
        ("I want imperial units", Setting.UNITS, "in"),
        ("in cm", Setting.UNITS, "cm"),
        ("metric please", Setting.UNITS, "cm"),
        ("no pictures", Setting.PICTURES, "off"),
        ("no more pictures please", Setting.PICTURES, "off"),
        ("turn the pictures on", Setting.PICTURES, "on"),
        ("I want a second stretch", Setting.SECOND_STRETCH, "on"),
        ("no second stretch", Setting.SECOND_STRETCH, "off"),
        ("movement breaks on", Setting.MOVEMENT_BREAKS, "on"),
        ("no movement breaks", Setting.MOVEMENT_BREAKS, "off"),
        ("weekly review on friday", Setting.REVIEW_DAY, "4"),
        ("move the review to Saturday", Setting.REVIEW_DAY, "5"),
    ],
)
def test_a_setting_is_understood(words: str, setting: Setting, value: str) -> None:
    assert meant(words) == (Choose(setting, value),)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("change my time to 7", ChangeTime),
        ("remind me in 20 minutes", Later),
        ("remind me at 5", Later),
        ("no reminders until Monday", PauseUntil),
        ("quiet until Monday", PauseUntil),
        ("nothing until Friday", PauseUntil),
        ("no more messages", StopAll),
        ("no band", Without),
        ("5 minutes", Minutes),
    ],
)
def test_what_sounds_like_a_setting_stays_what_it_was(words: str, kind: type[Meaning]) -> None:
    assert kind in {type(one) for one in meant(words)}, meant(words)
    assert not [one for one in meant(words) if isinstance(one, Choose)]


@pytest.mark.parametrize("words", ["the picture is unclear", "my neck moved 3 inches", "quiet day"])
def test_what_is_no_setting_changes_none(words: str) -> None:
    assert not [one for one in meant(words) if isinstance(one, Choose)]
