"""What was understood of typed words, as it is said back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

EchoValue = int | str | date | datetime | time | frozenset[int] | None
"""A number, an id or words, a moment, weekdays."""


@dataclass(frozen=True, slots=True)
class Echo:
    """One thing that was understood; `key` names its words, `said.<key>`."""

    key: str
    values: Mapping[str, EchoValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EchoLine:
    """All that was understood of one message, and the way back."""

    echoes: tuple[Echo, ...]
    zone: str
    undo: int | None
    """Which change the undo button takes back; None when nothing was changed."""
