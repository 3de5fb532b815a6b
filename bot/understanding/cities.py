"""Which city a name means, also misspelt; how much like it a name must be."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("cities.tsv")
"""Made by `tools/make_cities.py` from the data of GeoNames."""
LIKE_ENOUGH = 84
"""Likeness in percent from which a misspelt name is taken for a city's."""
LARGE, MILLIONS = 100_000, 1_000_000
"""People in a city that is meant where its name stands among other words: by its own, another."""
SHORTEST = 5
"""Letters from which a name may be misspelt."""

_OTHER = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class City:
    label: str
    zone: str
    people: int
    within: tuple[str, ...]
    """Folded names of the country and, in the United States, the state."""


def cities_called(name: str) -> tuple[City, ...]:
    """Cities of that name, the largest first; of a country, one city for each of its zones.

    Args:
        name: "Berlin", "paris, texas", "Portugal"; misspelt is fine.
    """
    city, _, within = (folded(part) for part in name.partition(","))
    index = _index()
    cities = _inside(index.get(city, ()), within)
    cities = cities or index.get(f"country {folded(name)}", ())
    return cities or _inside(_misspelt(city), within)


def city_named(name: str, *, usual: bool = False) -> int | None:
    """How many people live in the largest city of exactly that name; None where there is none.

    Args:
        usual: Only the usual name of a large city counts, or another of a city of millions: the
            names of smaller ones are often words of everyday talk.
    """
    called = folded(name)
    cities = _index().get(called, ())
    fits = (p for p in cities if not usual or _is_usual(p, called))
    first = next(fits, None)
    return first.people if first else None


def _is_usual(city: City, called: str) -> bool:
    own = folded(city.label.partition(",")[0]) == called
    return city.people >= (LARGE if own else MILLIONS)


def folded(name: str) -> str:
    """Letters and digits only, without case and accents."""
    if name.isascii():
        return name.lower() if name.isalnum() else _OTHER.sub("", name.lower())
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(str.isalnum, plain))


@lru_cache(maxsize=1)
def _index() -> dict[str, tuple[City, ...]]:
    """Folded name -> cities, the largest first; `country <name>` -> one city for each zone."""
    countries, _, cities = _DATA.read_text(encoding="utf-8").partition("\n\n")
    country_names: dict[str, str] = {}
    inside: dict[str, tuple[str, ...]] = {}
    for line in countries.splitlines():
        iso, name, *others = line.split("\t")
        country_names[iso] = name
        inside[iso] = tuple(folded(one) for one in (name, iso, *others))
    by_name: dict[str, list[City]] = {}
    by_country: dict[str, dict[str, City]] = {}
    for line in cities.splitlines():
        name, iso, zone, people, state, others_told = line.split("\t")
        country, within = country_names[iso], inside[iso]
        label = f"{name}, {country}"
        if state:
            code, _, state_name = state.partition("=")
            label = f"{name}, {code}, {country}"
            within = (*within, folded(state_name), folded(code))
        place = City(label, zone, int(people), within)
        names = (name, *others_told.split("|")) if others_told else (name,)
        for called in {*map(folded, names), folded(name.removesuffix(" City"))} - {""}:
            by_name.setdefault(called, []).append(place)
        by_country.setdefault(iso, {}).setdefault(zone, place)
    for iso, zones in by_country.items():
        for called in set(inside[iso]):
            by_name[f"country {called}"] = list(zones.values())
    return {name: tuple(places) for name, places in by_name.items()}


def _inside(places: Iterable[City], within: str) -> tuple[City, ...]:
    return tuple(p for p in places if not within or within in p.within)


def _misspelt(city: str) -> tuple[City, ...]:
    """Cities whose name is nearly that one; a short name is never guessed at."""
    from rapidfuzz import fuzz, process

    if len(city) < SHORTEST:
        return ()
    near = process.extract(
        city, _latin_names(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=20
    )
    index = _index()
    scored = [(score, place) for name, score, _ in near for place in index[name]]
    scored.sort(key=lambda pair: -(pair[0] - LIKE_ENOUGH + 1) * pair[1].people)
    return tuple(place for _, place in scored)


@lru_cache(maxsize=1)
def _latin_names() -> tuple[str, ...]:
    return tuple(name for name in _index() if name.isascii() and not name.startswith("country "))
