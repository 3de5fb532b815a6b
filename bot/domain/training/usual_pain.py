"""The usual pain: at which level somebody lives anyway, so that 4 or 5 makes nothing easier."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.training.workout import Workout

CEILING = 5
"""Who lives at 4 is judged by change, up to this."""
_REMEMBERED = timedelta(days=14)
_RECENT = 3


def is_usual(pain: int, start: int) -> bool:
    """Whether a pain of 4 or 5 is the person's usual level.

    Args:
        start: the level before the session.
    """
    return start >= CEILING - 1 and pain - start <= 1 and pain <= CEILING


class StartLevel:
    """The usual level of pain before a session, learnt from reports at rest."""

    def __init__(self, reports: Iterable[tuple[date, int]] = ()) -> None:
        self._reports = list(reports)

    def copied(self) -> "StartLevel":
        """Return a copy to go on from without changing this one."""
        return StartLevel(self._reports)

    def before(self, workout: Workout) -> int:
        """Return that day's own level; else the median of the last three at rest within two weeks;
        else 0, the most careful."""
        if workout.pains.before is not None:
            return workout.pains.before
        recent = [p for day, p in self._reports if workout.day - day <= _REMEMBERED]
        return sorted(recent)[len(recent) // 2] if recent else 0

    def learn(self, workout: Workout) -> None:
        """Learn the level before a workout."""
        if workout.pains.before is not None:
            self._reports = [*self._reports[1 - _RECENT :], (workout.day, workout.pains.before)]
