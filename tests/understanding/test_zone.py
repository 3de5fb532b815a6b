"""A person's time zone from a place, a name, or the time on their clock."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.understanding.geography import place_told
from bot.understanding.scope import Scope
from bot.understanding.tokens import tokens
from bot.understanding.zone import COMMON, zone_at, zones_by_clock, zones_of_city
from tests.understanding.words_of import WORDS


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.5, 13.4, "Europe/Berlin"),
        (40.7, -74.0, "America/New_York"),
        (-36.8, 174.7, "Pacific/Auckland"),
    ],
)
def test_a_shared_place_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert zone_at(latitude, longitude) == zone


def test_a_place_off_the_earth_has_none() -> None:
    assert zone_at(200, 0) is None


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("berln", "Europe/Berlin"),
        ("München", "Europe/Berlin"),
        ("Москва", "Europe/Moscow"),
        ("new york", "America/New_York"),
        ("san fransisco", "America/Los_Angeles"),
        ("paris, texas", "America/Chicago"),
        ("Portugal", "Europe/Lisbon"),
        ("UK", "Europe/London"),
        ("europe/berlin", "Europe/Berlin"),
        ("Eastern time", "America/New_York"),
    ],
)
def test_a_name_leads_to_its_zone_first(name: str, zone: str) -> None:
    assert zones_of_city(name, WORDS)[0][1] == zone


def test_one_name_of_several_places_is_asked_back_best_known_first() -> None:
    zones = zones_of_city("London")
    assert [zone for _, zone in zones] == ["Europe/London", "America/Toronto"]
    assert zones[1][0] == "London, Canada"


@pytest.mark.parametrize("name", ["", "   ", "xx", "qwertyuiop", "🌍"])
def test_a_name_of_nothing_finds_nothing(name: str) -> None:
    assert zones_of_city(name, WORDS) == []


def test_the_clock_tells_which_zones_it_may_be() -> None:
    zones = zones_by_clock(time(19, 5), datetime(2026, 11, 25, 18, 0, tzinfo=UTC))
    assert zones[0] == "Europe/Berlin"
    assert "Europe/London" not in zones


def test_a_clock_around_midnight_is_compared_across_it() -> None:
    now = datetime(2026, 11, 25, 23, 58, tzinfo=UTC)
    assert "Europe/London" in zones_by_clock(time(0, 3), now)


@pytest.mark.parametrize("month", [1, 7])
def test_every_offset_in_use_has_a_common_zone(month: int) -> None:
    now = datetime(2026, month, 15, 12, 0, tzinfo=UTC)
    offsets = {now.astimezone(ZoneInfo(zone)).utcoffset() for zone in COMMON}
    places = (zone for zone in available_timezones() if "/" in zone)
    lived_in = (zone for zone in places if not zone.startswith(("Etc/", "Antarctica/")))
    missing = {z for z in lived_in if now.astimezone(ZoneInfo(z)).utcoffset() not in offsets}
    assert missing == set()


@pytest.mark.parametrize("words", ["did 2, the rest was too much", "not today thanks, busy day"])
def test_everyday_words_in_a_sentence_are_no_place(words: str) -> None:
    typed = Scope(tuple(tokens(words)), WORDS, date(2027, 3, 1))
    assert place_told(typed) is None


def test_a_small_namesake_on_another_continent_is_not_offered() -> None:
    assert [zone for _, zone in zones_of_city("Madrid", WORDS)] == ["Europe/Madrid"]
    assert len(zones_of_city("Birmingham", WORDS)) == 2


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("Madrid, Colombia", "madrid, colombia"),
        ("ok, Leeds", "leeds"),
        ("Berlin, thanks", "berlin"),
    ],
)
def test_what_stands_behind_a_comma_belongs_to_the_place_where_it_is_one(
    words: str, place: str
) -> None:
    assert place_told(Scope(tuple(tokens(words)), WORDS, date(2027, 3, 1))) == place


@pytest.mark.parametrize("name", ["mobile", "male", "most"])
def test_a_city_whose_name_is_an_everyday_word_may_be_told_alone(name: str) -> None:
    assert place_told(Scope(tokens(name), WORDS, date(2027, 1, 4))) == name


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("manchester uk", "Europe/London"),
        ("Manchester UK please", "Europe/London"),
        ("birmingham england", "Europe/London"),
        ("perth scotland", "Europe/London"),
        ("paris texas", "America/Chicago"),
        ("san jose costa rica", "America/Costa_Rica"),
        ("i live in leeds now", "Europe/London"),
    ],
)
def test_a_country_behind_a_city_needs_no_comma(words: str, zone: str) -> None:
    place = place_told(Scope(tokens(words), WORDS, date(2026, 11, 22)))
    assert place is not None
    assert [one for _, one in zones_of_city(place, WORDS)] == [zone]


@pytest.mark.parametrize("words", ["i am tired today", "later please", "same as before", "not now"])
def test_everyday_words_are_no_misspelt_city(words: str) -> None:
    place = place_told(Scope(tokens(words), WORDS, date(2026, 11, 22)))
    assert place is None or not zones_of_city(place, WORDS)
