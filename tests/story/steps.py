"""A story's lines as steps that any channel can take."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

STORIES = Path(__file__).parents[1] / "transcripts"
STORY = STORIES / "first_days.said"
_MOVE = re.compile(r"\+ *(\d+) *([hd])$")
_PLACE = re.compile(r"\((-?\d+(?:\.\d+)?), *(-?\d+(?:\.\d+)?)\)$")
_UNITS = {"h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Say:
    """Something typed."""

    words: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button by its words."""

    label: str


@dataclass(frozen=True, slots=True)
class Share:
    """A place on earth, where the bot has asked for it."""

    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True)
class Next:
    """The clock moves to the next message of the bot."""


@dataclass(frozen=True, slots=True)
class Move:
    """The clock moves by whole hours."""

    by: timedelta


Step = Say | Tap | Share | Next | Move


def read_steps(path: Path = STORY) -> list[Step]:
    """The steps of a `.said` file."""
    return [_step(line.strip()) for line in path.read_text().splitlines() if _counts(line)]


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _step(line: str) -> Step:
    if line.startswith("[") and line.endswith("]"):
        return Tap(line[1:-1])
    if line == "+ next":
        return Next()
    if span := _MOVE.match(line):
        return Move(timedelta(**{_UNITS[span[2]]: int(span[1])}))
    if line.startswith("+"):
        raise ValueError(f"no channel but the terminal can do this: {line}")
    if place := _PLACE.match(line):
        return Share(place[1], place[2])
    return Say(line)
