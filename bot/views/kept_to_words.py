"""Say once what the conditions that were told change of the exercises."""

from bot.domain.catalog import Catalog
from bot.domain.training.kept_to import KeptTo
from bot.views.texts import Html, Texts

MOST_MOVEMENTS = 3
"""Movements that are named; of more it is said that there are more."""


def kept_to_words(kept: KeptTo, texts: Texts, catalog: Catalog) -> Html | None:
    """What is left out and because of what; None where nothing was told."""
    sentences: list[Html] = []
    if kept.flags:
        because = texts.list([texts.phrase(flag.name) for flag in kept.flags])
        names = [texts.phrase(catalog.movements[m].name) for m in kept.movements[:MOST_MOVEMENTS]]
        key = "kept_to_more" if len(kept.movements) > MOST_MOVEMENTS else "kept_to"
        sentences.append(texts(f"routine.{key}", because=because, movements=texts.list(names)))
    if kept.places:
        places = texts.list([texts(f"region.{place}") for place in kept.places])
        sentences.append(texts("routine.kept_to_places", places=places))
    if kept.joints_stay:
        sentences.append(texts("routine.kept_to_joints"))
    return Html(" ".join(sentences)) if sentences else None
