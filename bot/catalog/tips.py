"""Read `content/tips/<id>.yaml`: tips and their moments."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.catalog import shared_models
from bot.catalog.build import condition
from bot.catalog.parse import parse
from bot.domain.phrase import Phrase
from bot.domain.tip import Moment, Tip, TipId


class TipFile(shared_models.File):
    """content/tips/<id>.yaml"""

    text: shared_models.Text
    moments: Annotated[list[Moment], shared_models.Many, Field(min_length=1)]
    when: shared_models.When = Field(default_factory=list)
    hours: Annotated[str, Field(pattern=r"^\d+-\d+$")] = "0-24"
    """From one full hour to another, the last one left out."""
    of_tightness: bool = False
    reassures: bool = False


def tip(id: str, file: TipFile) -> Tip:
    """One tip, its words under `tip.<id>.text`."""
    return Tip(
        TipId(id),
        Phrase(f"tip.{id}.text", file.text),
        frozenset(file.moments),
        condition(file.when),
        range(*map(int, file.hours.split("-"))),
        file.of_tightness,
        file.reassures,
    )


def load_tips(content: Path) -> Mapping[TipId, Tip]:
    """All tips below a content folder.

    Raises:
        BrokenFile: a file that cannot be read, named with its fault.
    """
    return {
        TipId(path.stem): tip(path.stem, parse(path, TipFile))
        for path in sorted((content / "tips").glob("*.yaml"))
    }
