"""Read `content/body.yaml`: where the places of the body lie on the drawn figure."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.domain.body_places import Spot
from bot.domain.ids import Region


def _pair(text: object) -> object:
    return text.split() if isinstance(text, str) else text


Pair = Annotated[tuple[float, float], BeforeValidator(_pair)]


class SpotPart(shared_models.Part):
    """A place as it is seen from one side."""

    view: Literal["front", "back"]
    at: Pair
    ring: Pair
    number: Pair
    both: bool = False


class BodyFile(shared_models.File):
    """content/body.yaml"""

    places: dict[shared_models.Slug, list[SpotPart]]


def load_body(content: Path) -> Mapping[Region, tuple[Spot, ...]]:
    """Where each place lies.

    Raises:
        BrokenFile: the file cannot be read, named with its fault.
    """
    file = parse(content / "body.yaml", BodyFile)
    return {
        Region(region): tuple(Spot(s.view, s.at, s.ring, s.number, s.both) for s in spots)
        for region, spots in file.places.items()
    }
