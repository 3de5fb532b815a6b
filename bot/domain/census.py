"""Numbers of people and messages for the operator, and from when a message counts as late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

ACTIVE = (1, 7, 30)
"""Days looked back at for who was active: wrote or tapped."""
LATE_S = 60
"""Seconds after its moment from which a message counts as late."""
DAYS = 14
"""Days of the chart."""


@dataclass(frozen=True, slots=True)
class People:
    """How many people are in each state; somebody may count in several."""

    met: int
    agreed: int
    """To their answers being kept."""
    assessed: int
    """Have a profile."""
    receiving: int
    """Are promised a message."""
    paused: int
    stopped: int
    unreachable: int
    locked: int
    """No plan until a clinician has looked."""
    active: Mapping[int, int]
    """Days -> who wrote or tapped within them."""


@dataclass(frozen=True, slots=True)
class Post:
    """The messages that were due within some time."""

    counts: Mapping[tuple[str, str], int]
    """(kind, what became of it) -> how many; the second is a delivery's state, or `nothing` where
    there was nothing to say."""
    late: int
    """Sent more than `LATE_S` after their moment."""
    worst_s: float
    """The largest delay."""
    overdue: int
    """Due by now and neither sent nor given up."""
    oldest_s: float
    """For how long the first of those has been due."""

    def of(self, outcome: str) -> int:
        """Count the messages of all kinds with an outcome."""
        return sum(number for (_, each), number in self.counts.items() if each == outcome)


@dataclass(frozen=True, slots=True)
class Day:
    """One day's routines: how many were sent, and how many of those were begun."""

    day: date
    sent: int
    begun: int


@dataclass(frozen=True, slots=True)
class Census:
    """All of it at one moment."""

    at: datetime
    people: People
    post: Post
    """Of the last day."""
    days: tuple[Day, ...]
    unanswered: int = 0
    """Questions of the last day for which there was no answer."""
