"""Read `content/emergency.yaml`: emergency numbers and helplines by country."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.domain.ids import FlagId
from bot.domain.phrase import Phrase
from bot.domain.safety.emergency import Country, Helpline


class HelplinePart(shared_models.Part):
    """People who can be called, and for which warning signs."""

    for_: Annotated[list[str], shared_models.Many, Field(alias="for", min_length=1)]
    name: shared_models.Text
    call: shared_models.Text


class CountryPart(shared_models.Part):
    """The numbers of one country; none is told without its source and its date."""

    name: shared_models.Text
    zones: Annotated[list[str], Field(min_length=1)]
    emergency: shared_models.Text
    ambulance: shared_models.Text | None = None
    """Where it is not the same."""
    source: Annotated[list[shared_models.Text], shared_models.Many, Field(min_length=1)]
    date: Annotated[str, Field(pattern=r"^20\d\d-\d\d$")]
    helplines: Annotated[list[HelplinePart], Field(default_factory=list)]


class EmergencyFile(shared_models.Part):
    """content/emergency.yaml"""

    countries: dict[Annotated[str, Field(pattern="^[A-Z]{2}$")], CountryPart]


def load_countries(content: Path) -> tuple[Country, ...]:
    """All countries with numbers to tell.

    Raises:
        BrokenFile: the file cannot be read, named with its fault.
    """
    file = parse(content / "emergency.yaml", EmergencyFile)
    return tuple(_country(code, part) for code, part in file.countries.items())


def _country(code: str, part: CountryPart) -> Country:
    key = f"country.{code.lower()}"
    return Country(
        code,
        Phrase(f"{key}.name", part.name),
        frozenset(part.zones),
        Phrase(f"{key}.emergency", part.emergency),
        Phrase(f"{key}.ambulance", part.ambulance or part.emergency),
        tuple(
            Helpline(
                Phrase(f"{key}.helpline_{n}.name", line.name),
                Phrase(f"{key}.helpline_{n}.call", line.call),
                frozenset(map(FlagId, line.for_)),
            )
            for n, line in enumerate(part.helplines, 1)
        ),
    )
