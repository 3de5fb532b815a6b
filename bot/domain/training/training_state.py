"""What workouts have led to: levels, rests, what is halved, the log of grades."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter

from bot.domain.ids import ExerciseId, MuscleId
from bot.domain.training.exercise import Practice
from bot.domain.training.ladders import Move, Standing
from bot.domain.training.pain import Colour, worst
from bot.domain.training.rest import Rest
from bot.domain.training.too_much import EASIER, TOO_MUCH
from bot.domain.training.workout import Workout

CAREFUL_WEEKS = 4
"""So long an exercise changes at most once a week, and strength days stay apart."""


_day = attrgetter("day")


@dataclass(frozen=True, slots=True)
class Entry:
    """One planned day, as the gates between the blocks read it."""

    day: date
    done: bool
    colour: Colour
    pain: int | None
    effort: int | None
    easier: bool
    light: bool

    @classmethod
    def of(cls, workout: Workout, grade: Colour) -> "Entry":
        """Return the entry of a day."""
        return cls(
            workout.day,
            workout.done > 0,
            grade,
            worst(workout),
            workout.effort,
            any(card.felt in (EASIER, TOO_MUCH) for card in workout.cards),
            workout.routine.light,
        )


@dataclass(frozen=True, slots=True)
class TrainingState:
    """Everything that the workouts add up to."""

    standings: Mapping[Practice, Standing] = field(default_factory=dict)
    instead: Mapping[ExerciseId, ExerciseId] = field(default_factory=dict)
    """An exercise -> the easier or harder one that took its place."""
    halved: int = 0
    """Sessions still to do with half the sets."""
    moves: tuple[Move, ...] = ()
    """Steps whose exercises were not shown since."""
    log: tuple[Entry, ...] = ()
    rests: tuple[Rest, ...] = ()
    last_done: date | None = None
    strength_done: int = 0
    last_strength: date | None = None
    too_much: bool = False
    """Whether a routine was too much, and none has gone well since."""

    def current(self, root: ExerciseId, allowed: Collection[ExerciseId]) -> ExerciseId | None:
        """Return the variant of an exercise that holds now, among those eligible today."""
        if root not in self.instead:
            return root if root in allowed else None
        here, variant, seen = root, root if root in allowed else None, {root}
        while (there := self.instead.get(here)) is not None and there not in seen:
            seen.add(there)
            here = there
            variant = here if here in allowed else variant
        return variant

    def standing(self, exercise: ExerciseId, muscle: MuscleId | None = None) -> Standing:
        """Return the level of an exercise; the beginning if it was never done.

        Args:
            muscle: what it is done for, where it fits many.
        """
        return self.standings.get(Practice(exercise, muscle)) or Standing()

    def went_badly(self, practice: Practice) -> bool:
        """Whether the last session with an exercise was amber or red."""
        last = self.standing(*practice).last
        if last is None:
            return False
        entries = between(self.log, last, last + timedelta(days=1))
        return any(entry.colour is not Colour.GREEN for entry in entries)


def between(log: Sequence[Entry], first: date, end: date) -> Sequence[Entry]:
    """Return the entries from a day on until before another; the log is in the order of its
    days."""
    at = bisect_left(log, first, key=_day)
    return log[at : bisect_left(log, end, at, key=_day)]
