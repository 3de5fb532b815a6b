"""The rules of a zone are noticed to differ only where its clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.schedule import instant
from bot.domain.zone_rules import rules_of, same_wall_time

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
KYIV, ALWAYS_WINTER = ZoneInfo("Europe/Kyiv"), ZoneInfo("Etc/GMT-2")


@pytest.mark.parametrize(
    "name", ["Europe/Kyiv", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]
)
def test_rules_say_what_the_zone_says_at_every_hour(name: str) -> None:
    zone = ZoneInfo(name)
    rules = rules_of(zone, NOON)
    for hour in range(24 * 700):
        at = NOON + timedelta(hours=hour)
        assert rules.offset(at) == at.astimezone(zone).utcoffset(), at


def test_rules_agree_with_themselves_a_year_later_and_not_with_other_ones() -> None:
    rules = rules_of(KYIV, NOON)
    assert rules.agree_with(rules_of(KYIV, NOON + timedelta(days=365)))
    assert not rules.agree_with(rules_of(ALWAYS_WINTER, NOON))
    assert not rules_of(ALWAYS_WINTER, NOON + timedelta(days=100)).agree_with(rules)


def test_the_clock_shows_the_same_time_by_the_new_rules() -> None:
    before = rules_of(KYIV, NOON)
    winter, summer = date(2027, 3, 2), date(2027, 6, 1)
    for day in (winter, summer):
        due = instant(day, time(7, 30), KYIV)
        again = same_wall_time(due, before, ALWAYS_WINTER)
        assert again == instant(day, time(7, 30), ALWAYS_WINTER)
        assert (again == due) == (day == winter)


def test_a_time_that_the_new_rules_skip_is_the_first_after_the_gap() -> None:
    before = rules_of(ALWAYS_WINTER, NOON)
    due = instant(date(2027, 3, 28), time(3, 30), ALWAYS_WINTER)
    shown = same_wall_time(due, before, KYIV).astimezone(KYIV)
    assert shown.time() == time(4)
