"""Find exercises by phase and muscle, and the steps of their ladders."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.ids import ExerciseId, MuscleId, PatternId
from bot.domain.training.dose_ladder import Rung, dose_ladder, lessened
from bot.domain.training.exercise import STRENGTH, Exercise, Phase, Position, Practice

UPRIGHT = frozenset({Position.STANDING, Position.SITTING, Position.WALKING})
"""What can be done at work."""
STRONG_ENOUGH = 2
"""Steps up before a muscle is strong enough for what loads it more: weights, or a jump."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise with its place in the ladders."""

    exercise: Exercise
    depth: int
    """How many easier ones lie below it."""
    rungs: tuple[Rung, ...]
    upright: bool

    def rung(self, level: int) -> Rung:
        """Return the dose at a level; below the first stands a third less of it."""
        if level < 0:
            return lessened(self.rungs[0]) or self.rungs[0]
        return self.rungs[min(level, len(self.rungs) - 1)]


class ExerciseIndex:
    """Every exercise, found by phase with muscle or pattern."""

    def __init__(self, exercises: Mapping[ExerciseId, Exercise]) -> None:
        self.placed = {
            id: Placed(e, _depth(e, exercises), dose_ladder(e), bool(UPRIGHT & set(e.positions)))
            for id, e in exercises.items()
        }
        self._by_muscle: dict[tuple[Phase, MuscleId], list[Placed]] = {}
        self._by_pattern: dict[tuple[Phase, PatternId], list[Placed]] = {}
        self._by_phase: dict[Phase, list[Placed]] = {}
        self._strengthening: dict[MuscleId, tuple[ExerciseId, ...]] = {}
        for id in sorted(self.placed):
            placed = self.placed[id]
            phase = placed.exercise.phase
            self._by_phase.setdefault(phase, []).append(placed)
            for muscle in placed.exercise.muscles:
                self._by_muscle.setdefault((phase, muscle), []).append(placed)
            for pattern in placed.exercise.also_for:
                self._by_pattern.setdefault((phase, pattern), []).append(placed)

    def for_muscle(self, phase: Phase, muscle: MuscleId) -> list[Placed]:
        """Return the exercises of a phase that stretch or work a muscle."""
        return self._by_muscle.get((phase, muscle), [])

    def for_pattern(self, phase: Phase, pattern: PatternId) -> list[Placed]:
        """Return the exercises of a phase that name a pattern themselves."""
        return self._by_pattern.get((phase, pattern), [])

    def of_phase(self, phase: Phase) -> list[Placed]:
        """Return all exercises of a phase."""
        return self._by_phase.get(phase, [])

    def strengthening(self, muscle: MuscleId) -> tuple[ExerciseId, ...]:
        """Return what strengthens a muscle above all; where nothing does, what works it too."""
        if muscle not in self._strengthening:
            placed = [p for phase in sorted(STRENGTH) for p in self.for_muscle(phase, muscle)]
            main = [p for p in placed if p.exercise.muscles[0] == muscle] or placed
            self._strengthening[muscle] = tuple(p.exercise.id for p in main)
        return self._strengthening[muscle]

    def preparing(self, exercise: Exercise) -> list[ExerciseId]:
        """Return what builds the strength that a jump asks for: other strength of its main
        muscle."""
        return [
            placed.exercise.id
            for phase in sorted(STRENGTH)
            for placed in self.for_muscle(phase, exercise.muscles[0])
            if not placed.exercise.jumps
        ]

    def practice(self, id: ExerciseId, muscle: MuscleId) -> Practice:
        """Return what is learnt by doing an exercise for a muscle."""
        return self.placed[id].exercise.practice(muscle)

    def neighbour(self, id: ExerciseId, *, harder: bool) -> ExerciseId | None:
        """Return the next easier or harder exercise, if there is one."""
        here = self.placed[id].exercise
        other = here.harder if harder else here.easier
        return other if other in self.placed else None


class _Same:
    """A key that is equal only to itself, for a mapping that cannot be hashed."""

    __slots__ = ("it",)

    def __init__(self, it: Mapping[ExerciseId, Exercise]) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


def index_exercises(exercises: Mapping[ExerciseId, Exercise]) -> ExerciseIndex:
    """Return the index of a catalogue, built when it is first asked for."""
    return _index(_Same(exercises))


@lru_cache(maxsize=8)
def _index(key: _Same) -> ExerciseIndex:
    return ExerciseIndex(key.it)


def _depth(exercise: Exercise, exercises: Mapping[ExerciseId, Exercise]) -> int:
    seen = {exercise.id}
    easier = exercise.easier
    while easier is not None and easier in exercises and easier not in seen:
        seen.add(easier)
        easier = exercises[easier].easier
    return len(seen) - 1
