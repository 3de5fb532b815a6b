"""A story's lines as steps that any channel can take."""

from dataclasses import dataclass
from pathlib import Path

STORY = Path(__file__).parents[1] / "transcripts" / "first_days.said"


@dataclass(frozen=True, slots=True)
class Say:
    """Something typed."""

    words: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button by its words."""

    label: str


@dataclass(frozen=True, slots=True)
class Next:
    """The clock moves to the next message of the bot."""


Step = Say | Tap | Next


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
    return Say(line)
