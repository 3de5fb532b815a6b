"""Sum up a week, and pick what is worth saying of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.training.pain import reports, week_median
from bot.domain.training.progress import Week
from bot.domain.training.routine import Change
from bot.domain.training.workout import Workout

WEEK = timedelta(days=7)
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Review:
    """The seven days that end today."""

    week: Week
    pain: float | None
    """The median of at least three reports."""
    pain_before: float | None
    """That of the week before."""
    changes: tuple[Change, ...]
    """What changed, the latest first, each with its reason."""
    weeks_kept: int
    weeks: tuple[Week, ...] = ()
    """Of the calendar, the oldest first, this one last."""
    fewer: bool = False
    """Three messages a week are offered."""

    @property
    def ask_barrier(self) -> bool:
        """Whether to ask what got in the way: only under target."""
        return not self.week.kept


def review(
    history: Sequence[Workout], day: date, weeks: Sequence[Week], *, fewer: bool = False
) -> Review:
    """Return the review of the week that ends with a day.

    Args:
        history: oldest first.
        weeks: of the calendar, this one last; at least one.
    """
    daily_pains = reports(history)
    recent = [w for w in history if day - WEEK < w.day <= day]
    changed = [change for w in reversed(recent) for change in w.routine.changes if change.exercise]
    return Review(
        week=weeks[-1],
        pain=week_median(daily_pains, day),
        pain_before=week_median(daily_pains, day - WEEK),
        changes=tuple(dict.fromkeys(changed))[:MOST_CHANGES],
        weeks_kept=sum(week.kept and week.done > 0 for week in weeks),
        weeks=tuple(weeks),
        fewer=fewer,
    )
