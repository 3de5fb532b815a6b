"""The usual pain: at which level somebody lives anyway, by whose change reports are judged."""

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
    """The usual level of pain before a session: told at the beginning, then learnt from reports."""

    def __init__(self, usual: int = 0) -> None:
        """
        Args:
            usual: what was told at the beginning.
        """
        self._usual = usual
        self._before: tuple[tuple[date, int], ...] = ()
        self._reported: tuple[int, ...] = ()

    def copied(self) -> "StartLevel":
        """Return a copy to go on from without changing this one."""
        other = StartLevel(self._usual)
        other._before, other._reported = self._before, self._reported
        return other

    def before(self, workout: Workout) -> int:
        """Return that day's own level; else the median of the last three at rest within two weeks;
        else what was told at the beginning, as long as the last reports still reach it."""
        if workout.pains.before is not None:
            return workout.pains.before
        recent = [p for day, p in self._before if workout.day - day <= _REMEMBERED]
        if recent:
            return sorted(recent)[len(recent) // 2]
        return min(self._usual, max(self._reported, default=self._usual))

    def learn(self, workout: Workout) -> None:
        """Learn the level before a workout, and the most that was told of it."""
        pains = workout.pains
        if pains.before is not None:
            self._before = (*self._before[1 - _RECENT :], (workout.day, pains.before))
        levels = [level for level in (pains.during, pains.after) if level is not None]
        if levels:
            self._reported = (*self._reported[1 - _RECENT :], max(levels))
