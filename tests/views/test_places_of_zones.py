"""A time zone is called by its place, as people say it."""

import pytest

from bot.views.texts import Texts
from tests.views.test_every_outcome import the_catalog

ENGLISH = Texts("en", the_catalog().words)


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("Europe/Kyiv", "Kyiv"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("Etc/GMT-3", "UTC+3"),
        ("Etc/GMT+5", "UTC-5"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_has_the_name_of_its_place(zone: str, place: str) -> None:
    assert ENGLISH.place_of(zone) == place
