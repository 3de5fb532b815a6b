"""When something is due."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import instant, local_day, next_due

KYIV = ZoneInfo("Europe/Kyiv")
NEW_YORK = ZoneInfo("America/New_York")


def test_a_wall_time_becomes_the_instant_at_which_the_clock_shows_it() -> None:
    assert instant(date(2027, 1, 4), time(7), KYIV) == datetime(2027, 1, 4, 5, tzinfo=UTC)


def test_a_skipped_hour_goes_to_the_next_valid_instant() -> None:
    due = instant(date(2026, 3, 8), time(2, 30), NEW_YORK)
    assert due.astimezone(NEW_YORK).replace(tzinfo=None) == datetime(2026, 3, 8, 3, 0)


def test_a_half_hour_gap_ends_on_its_own_minute() -> None:
    zone = ZoneInfo("Australia/Lord_Howe")
    due = instant(date(2026, 10, 4), time(2, 10), zone)
    assert due.astimezone(zone).replace(tzinfo=None) == datetime(2026, 10, 4, 2, 30)


def test_a_gap_that_ends_with_the_day_loses_no_day() -> None:
    nuuk = ZoneInfo("America/Nuuk")  # from 23:00 to midnight
    due = instant(date(2027, 3, 27), time(23, 30), nuuk)
    assert due.astimezone(nuuk).replace(tzinfo=None) == datetime(2027, 3, 27, 22, 59, 59)


def test_a_repeated_hour_is_taken_the_first_time_and_once() -> None:
    due = instant(date(2026, 11, 1), time(1, 30), NEW_YORK)
    assert due == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    day, again = next_due(due, NEW_YORK, time(1, 30))
    assert (day, again) == (date(2026, 11, 2), datetime(2026, 11, 2, 6, 30, tzinfo=UTC))


def test_only_the_chosen_days_are_due() -> None:
    monday = datetime(2027, 1, 4, 12, tzinfo=UTC)
    assert next_due(monday, KYIV, time(7), {2})[0] == date(2027, 1, 6)


def test_a_day_that_a_zone_skipped_is_not_due() -> None:
    zone = ZoneInfo("Pacific/Apia")
    before = datetime(2011, 12, 30, 0, tzinfo=UTC)
    assert local_day(before, zone) == date(2011, 12, 29)
    assert next_due(before + timedelta(hours=9), zone, time(7))[0] == date(2011, 12, 31)


def test_naive_moments_and_no_days_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        next_due(datetime(2027, 1, 4), KYIV, time(7))
    with pytest.raises(ValueError, match="day"):
        next_due(datetime(2027, 1, 4, tzinfo=UTC), KYIV, time(7), set())


@given(
    zone=st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    start=st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 20)),
    at=st.times(),
)
def test_in_every_zone_each_day_is_due_once_and_the_wall_shows_the_time(
    zone: str, start: datetime, at: time
) -> None:
    here, at = ZoneInfo(zone), at.replace(second=0, microsecond=0)
    after = start.replace(tzinfo=UTC)
    days = []
    for _ in range(5):
        day, due = next_due(after, here, at)
        assert due > after
        local = due.astimezone(here)
        skipped = local.time() != at
        if skipped:  # then no instant of that day shows the time
            assert all(
                (due + timedelta(minutes=n)).astimezone(here).time() != at
                or (due + timedelta(minutes=n)).astimezone(here).date() != day
                for n in range(-180, 181)
            )
        assert local.date() == day
        days.append(day)
        after = due
    assert days == sorted(set(days))
    assert all(later - day <= timedelta(days=2) for day, later in itertools.pairwise(days))
