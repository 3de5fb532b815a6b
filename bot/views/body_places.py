"""Show the body to point at: places with the numbers that their buttons have too."""

from collections.abc import Mapping, Sequence

from bot.domain.body_places import NumberedPlace
from bot.domain.catalog import Catalog
from bot.domain.ids import Region
from bot.domain.talk.question import Option
from bot.views.screen import Picture
from bot.views.texts import Texts


def picture(numbers: Mapping[Region, int], texts: Texts, catalog: Catalog) -> Picture | None:
    """The figure from both sides with these places; None where there is none to show."""
    places = tuple(
        NumberedPlace(number, region, catalog.body[region])
        for region, number in numbers.items()
        if region in catalog.body
    )
    labels = tuple((view, str(texts(f"map.{view}"))) for view in ("front", "back"))
    return Picture("body", places=places, labels=labels) if places else None


def of_options(options: Sequence[Option], texts: Texts, catalog: Catalog) -> Picture | None:
    """The places that a question offers; None where it offers none."""
    numbers = {Region(one.id): one.number for one in options if one.number is not None}
    return picture(numbers, texts, catalog)


def option_words(option: Option, texts: Texts) -> str:
    """What its button says, with the number of a place."""
    words = texts.plain(option.text)
    return words if option.number is None else numbered(option.number, words)


def numbered(number: int, words: str) -> str:
    """ "2 Shoulder", as a button says it."""
    return f"{number} {words}"
