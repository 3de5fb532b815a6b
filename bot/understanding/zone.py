"""Which time zone a place, a city's name or the time on a clock stands for; all offline."""

from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.understanding.cities import cities_called, folded
from bot.understanding.vocabulary import Vocabulary

MOST = 6
"""Zones offered for one name; more do not fit under a question."""
DWARFED = 22
"""A city of so many times fewer people is not offered beside its namesake."""
CLOSE_MINUTES = 10
"""How far somebody's clock may be off, and how long they take to answer."""

COMMON = (
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Denver",
    "America/Phoenix",
    "America/Sao_Paulo",
    "America/Mexico_City",
    "America/Toronto",
    "Asia/Jakarta",
    "Asia/Manila",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Africa/Lagos",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Athens",
    "Europe/Lisbon",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Dubai",
    "Asia/Riyadh",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Tashkent",
    "Asia/Almaty",
    "Asia/Kathmandu",
    "Asia/Colombo",
    "Asia/Yangon",
    "Asia/Yekaterinburg",
    "Asia/Novosibirsk",
    "Asia/Vladivostok",
    "Asia/Jerusalem",
    "Australia/Sydney",
    "Australia/Brisbane",
    "Australia/Adelaide",
    "Australia/Darwin",
    "Australia/Perth",
    "Pacific/Auckland",
    "America/Bogota",
    "America/Lima",
    "America/Caracas",
    "America/Santiago",
    "America/Halifax",
    "America/Argentina/Buenos_Aires",
    "America/St_Johns",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Pacific/Pago_Pago",
    "Pacific/Chatham",
    "Pacific/Tongatapu",
    "Pacific/Noumea",
    "Pacific/Fiji",
    "America/Noronha",
    "America/Nuuk",
    "Atlantic/Cape_Verde",
    "America/Adak",
    "Australia/Lord_Howe",
    "Australia/Eucla",
    "Pacific/Marquesas",
    "Pacific/Kiritimati",
)
"""Zones most people live in, and one for every offset in use."""


def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone at a point of the earth; None when there is none we know."""
    import tzfpy

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return _valid(tzfpy.get_tz(longitude, latitude))


def zones_of_city(name: str, vocabulary: Vocabulary | None = None) -> list[tuple[str, str]]:
    """Zones that a city, a country or an IANA name stands for, best known first.

    Args:
        name: "Berlin", "paris, texas", "Portugal", "Europe/Berlin"; misspelt is fine.
        vocabulary: for what the zone is called in the person's language ("Eastern time").

    Returns:
        (what it is called, IANA name), each zone once, at most six.
    """
    plain = folded(name)
    if not any(letter.isalpha() for letter in plain):
        return []
    zone = _zone_names().get(name.strip().lower().replace(" ", "_"))
    if zone is not None:
        return [(zone, zone)]
    for zone, ways in (vocabulary.lists["zones"] if vocabulary else {}).items():
        if plain in map(folded, ways):
            return [(zone, zone)]
    labels: dict[str, str] = {}
    cities = cities_called(name)
    least = max((city.people for city in cities), default=0) / DWARFED
    for city in cities:
        if city.people >= least and city.zone not in labels and _valid(city.zone):
            labels[city.zone] = city.label
    return [(label, zone) for zone, label in labels.items()][:MOST]


def zones_by_clock(local: time, now: datetime) -> list[str]:
    """Common zones in which the clock shows about that time at an instant, best known first."""
    zones = []
    for zone in COMMON:
        there = now.astimezone(ZoneInfo(zone))
        apart = abs((there.hour - local.hour) * 60 + there.minute - local.minute)
        if min(apart, 1440 - apart) <= CLOSE_MINUTES:
            zones.append(zone)
    return zones


def _valid(zone: str) -> str | None:
    try:
        return ZoneInfo(zone).key if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    """Lower case -> IANA name; abbreviations such as EST know no summer time and are left out."""
    return {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}
