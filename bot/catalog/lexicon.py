"""`content/lexicon/` in, one Lexicon a language out."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from bot.catalog.models import Part
from bot.catalog.read import BrokenFile, read_yaml
from bot.domain.lexicon import INTENTS, NAMES, READINGS, Lexicon

RULE_SLOTS = frozenset(
    {"n", "count", "counts", "share", "hm", "clock", "oclock", "day", "dayset", "span"}
)
"""Slots read by rules; all others are vocabularies."""


def _lines(value: Any) -> Any:
    return (
        [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value
    )


Ways = Annotated[tuple[str, ...], BeforeValidator(_lines)]
"""A list, or one way a line."""


class LexiconFile(Part):
    """content/lexicon/<language>.yaml."""

    fillers: Ways
    spellings: dict[str, Ways]
    questions: Ways
    as_written: Ways
    approximations: Ways
    pronouns: Ways
    hedges: Ways
    joiners: Ways
    turns: Ways
    negations: Ways
    sharp: Ways
    numeric_dates: Literal["dmy", "mdy", "ask"]
    names: dict[str, dict[str, Ways]]
    readings: dict[str, dict[str, Ways]]
    intents: Annotated[dict[str, Ways], Field(min_length=1)]

    @model_validator(mode="after")
    def _complete(self) -> "LexiconFile":
        _same("names", set(self.names), set(NAMES))
        _same("readings", set(self.readings), set(READINGS))
        for kind, ways in self.readings.items():
            _same(f"readings.{kind}", set(ways), set(READINGS[kind]))
        _same("intents", set(self.intents), set(INTENTS))
        slots = RULE_SLOTS | set(NAMES)
        groups = [*self.readings.items(), ("intents", self.intents)]
        for group, named in groups:
            for name, patterns in named.items():
                for pattern in patterns:
                    _check_slots(f"{group}.{name}", pattern, slots)
        return self


def _same(where: str, given: set[str], expected: set[str]) -> None:
    if odd := given ^ expected:
        raise ValueError(f"{where}: missing or unknown: {', '.join(sorted(odd))}")


def _check_slots(where: str, pattern: str, slots: set[str] | frozenset[str]) -> None:
    for slot in re.findall(r"\{(\w*)\}", pattern):
        if slot not in slots:
            raise ValueError(f"{where}: {pattern!r}: no slot is called {slot!r}")


def load_lexicon(folder: Path) -> dict[str, Lexicon]:
    """Every language below a folder, by its code.

    Raises:
        BrokenFile: a file cannot be read, lacks a list, or has one nobody reads.
    """
    return {path.stem: _load(path) for path in sorted(folder.glob("*.yaml"))}


def _load(path: Path) -> Lexicon:
    try:
        file = LexiconFile.model_validate(read_yaml(path))
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
            for fault in error.errors()
        )
        raise BrokenFile(f"{path}: {faults}") from error
    return Lexicon(
        language=path.stem,
        names=file.names,
        readings=file.readings,
        intents=file.intents,
        fillers=frozenset(file.fillers),
        spellings=file.spellings,
        questions=file.questions,
        as_written=frozenset(file.as_written),
        approximations=frozenset(file.approximations),
        pronouns=frozenset(file.pronouns),
        hedges=frozenset(file.hedges),
        joiners=frozenset(file.joiners),
        turns=frozenset(file.turns),
        negations=frozenset(file.negations),
        sharp=file.sharp,
        numeric_dates=file.numeric_dates,
    )
