"""Which milestones there are, and by which numbers one is reached."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.training.progress import Week

EVERY = 4
"""Weeks between two words about weeks, after the first."""


class Milestone(StrEnum):
    """What was reached with a session."""

    FIRST = "first"
    """The first session in which something was done."""
    WEEK = "week"
    """A week reached its target: the first such week, then every fourth."""


def milestone(sessions: int, weeks: Sequence[Week]) -> Milestone | None:
    """Return the milestone that today's session has just reached, if any.

    Args:
        sessions: with something done, today's among them.
        weeks: all of them, this week last.
    """
    if sessions == 1:
        return Milestone.FIRST
    if not weeks or not reaches(weeks[-1]):
        return None
    number = kept(weeks)
    return Milestone.WEEK if number == 1 or number % EVERY == 0 else None


def reaches(week: Week) -> bool:
    """Whether today's session is the one with which this week reached its target."""
    return week.kept and not _kept_without_today(week)


def kept(weeks: Sequence[Week]) -> int:
    """Count the weeks that reached their target."""
    return sum(week.kept for week in weeks)


def _kept_without_today(week: Week) -> bool:
    return week.done > 1 and (week.done - 1) * 5 >= week.planned * 3
