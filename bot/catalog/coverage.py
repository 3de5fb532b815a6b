"""Check that each thing the articles name is said to a person somewhere."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.catalog import models as m
from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.domain.catalog import Catalog
from bot.domain.phrase import Phrase
from bot.domain.tip import Tip

FILE = "coverage.yaml"


class LinePart(shared_models.Part):
    """One line: what is to be said, the phrases that say it, the doses that hold it."""

    says: shared_models.Text
    said_by: Annotated[list[shared_models.Text], Field(min_length=1)]
    doses: dict[shared_models.Slug, m.DosePart] = Field(default_factory=dict)


class SectionPart(shared_models.Part):
    """Lines that belong together."""

    name: shared_models.Text
    lines: Annotated[list[LinePart], Field(min_length=1)]


class CoverageFile(shared_models.File):
    """content/coverage.yaml"""

    sections: Annotated[list[SectionPart], Field(min_length=1)]


def lines(content: Path) -> Iterator[tuple[str, LinePart]]:
    """Return every line with the name of its section.

    Raises:
        BrokenFile: the file cannot be read.
    """
    for section in parse(content / FILE, CoverageFile).sections:
        for line in section.lines:
            yield section.name, line


def phrases(value: object) -> Iterator[Phrase]:
    """Return every phrase inside a value of the domain, however deep."""
    match value:
        case Phrase():
            yield value
        case str():
            return
        case Mapping():
            for inner in value.values():
                yield from phrases(inner)
        case Set() | tuple() | list():
            for inner in value:
                yield from phrases(inner)
        case _ if is_dataclass(value):
            for field in fields(value):
                yield from phrases(getattr(value, field.name))


def keys(catalog: Catalog, tips: Iterable[Tip]) -> frozenset[str]:
    """Return the keys of everything the bot can say in English."""
    content = {phrase.key for part in (catalog, tuple(tips)) for phrase in phrases(part)}
    return frozenset(content | set(catalog.words.get("en", {})))


def problems(content: Path, catalog: Catalog, tips: Iterable[Tip]) -> list[str]:
    """Return each line of the list that nobody would be told, or whose dose differs."""
    known = keys(catalog, tips)
    faults = []
    for section, line in lines(content):
        where = f"{content / FILE}: {section}: {line.says}"
        faults += [f"{where} no phrase {key}" for key in line.said_by if key not in known]
        for id, part in line.doses.items():
            exercise = content / "exercises" / f"{id}.yaml"
            if not exercise.exists() or parse(exercise, m.ExerciseFile).dose != part:
                faults.append(f"{where} {id} has another dose")
    return faults
