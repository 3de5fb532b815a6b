"""`content/emergency.yaml`: emergency numbers and helplines by country."""

from pathlib import Path

from bot.catalog import models as m
from bot.catalog.parse import parse
from bot.domain.ids import FlagId
from bot.domain.phrase import Phrase
from bot.domain.safety.emergency import Country, Helpline


def load_countries(content: Path) -> tuple[Country, ...]:
    """All countries with numbers to tell.

    Raises:
        BrokenFile: the file cannot be read, named with its fault.
    """
    file = parse(content / "emergency.yaml", m.EmergencyFile)
    return tuple(_country(code, part) for code, part in file.countries.items())


def _country(code: str, part: m.CountryPart) -> Country:
    key = f"country.{code.lower()}"
    return Country(
        code,
        Phrase(f"{key}.name", part.name),
        frozenset(part.zones),
        Phrase(f"{key}.emergency", part.emergency),
        tuple(
            Helpline(
                Phrase(f"{key}.helpline_{n}.name", line.name),
                Phrase(f"{key}.helpline_{n}.call", line.call),
                frozenset(map(FlagId, line.for_)),
            )
            for n, line in enumerate(part.helplines, 1)
        ),
    )
