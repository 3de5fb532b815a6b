"""Replay the workout history into where each exercise stands, from where the last replay ended."""

from collections.abc import Sequence
from datetime import date

from bot.domain.training.progression import Programme, Progression
from bot.domain.training.training_state import TrainingState
from bot.domain.training.workout import Workout


class ReplayMemo:
    """The last replay of one person, from which the next day goes on.

    It belongs to whoever plans day after day; it saves work and changes no result.
    """

    __slots__ = ("_fold", "_programme", "_workouts")

    def __init__(self) -> None:
        self._programme: Programme | None = None
        self._workouts: tuple[Workout, ...] = ()
        self._fold: Progression | None = None

    def replay(self, workouts: tuple[Workout, ...], programme: Programme) -> Progression:
        """Return the replay of these workouts; it must not be changed."""
        known = len(self._workouts)
        progression = self._fold
        if (
            progression is None
            or self._programme != programme
            or self._workouts != workouts[:known]
            or known > len(workouts)
        ):
            known, progression = 0, Progression(programme)
        for workout in workouts[known:]:
            progression.add(workout)
        self._programme, self._workouts, self._fold = programme, workouts, progression
        return progression


def current_state(
    history: Sequence[Workout],
    programme: Programme,
    day: date | None = None,
    memo: ReplayMemo | None = None,
) -> TrainingState:
    """Replay the workout history into the current level of each exercise.

    Args:
        history: oldest first.
        day: the day to plan: days away up to it count too.
        memo: what was replayed for the same person before.
    """
    earlier, newest = tuple(history[:-1]), history[-1:]
    # The newest may still change: tomorrow tells of its night.
    progression = (memo or ReplayMemo()).replay(earlier, programme).copied()
    for workout in newest:
        progression.add(workout)
    if day is not None:
        progression.away(day)
    return progression.result()
