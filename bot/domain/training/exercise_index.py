"""Find exercises by phase and muscle, and the steps of their ladders."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.ids import ExerciseId, MuscleId, PatternId
from bot.domain.training.exercise import Exercise, Phase, Position, Practice, Range, Slower

UPRIGHT = frozenset({Position.STANDING, Position.SITTING, Position.WALKING})
"""What can be done at work."""
STRENGTH = frozenset({Phase.ACTIVATE, Phase.INTEGRATE})
LOAD_STEPS = 4
STRONG_ENOUGH = 2
"""Steps up before a muscle is strong enough for what loads it more: weights, or a jump."""
LONGEST_STRETCH_S = 40
"""A stretch grows no longer, since the tight side holds it half as long again."""
_REPS_STEP, _HOLD_STEP = 2, 10
_REP_HOLD_STEP = 2
TOO_HARD = -1
"""The level below the first, for whoever found that too hard."""
LEAST_LESSENED_REPS, LEAST_LESSENED_S = 4, 10


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of an exercise's own ladder of doses."""

    reps: int | None
    hold_s: int | None
    more_sets: int = 0
    slow: bool = False
    heavier: int = 0


def lessened(rung: Rung) -> Rung | None:
    """Return a third less of a dose, in steps of 5 s, as long as that is still worth doing."""
    if rung.reps is not None:
        fewer = max(LEAST_LESSENED_REPS, rung.reps * 2 // 3)
        return None if fewer >= rung.reps else Rung(fewer, rung.hold_s)
    shorter = max(LEAST_LESSENED_S, (rung.hold_s or 0) * 2 // 15 * 5)
    return None if shorter >= (rung.hold_s or 0) else Rung(None, shorter)


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
            id: Placed(e, _depth(e, exercises), _rungs(e), bool(UPRIGHT & set(e.positions)))
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


def _steps(span: Range, step: int) -> list[int]:
    return sorted({*range(span.low, span.high, step), span.high})


def _rungs(exercise: Exercise) -> tuple[Rung, ...]:
    """Return the ladder of doses: hold or repetitions up, then more sets, then a slower tempo, then
    load."""
    dose = exercise.dose
    strength = exercise.phase in STRENGTH
    if dose.reps is None:
        hold = dose.hold_s or Range(0, 0)
        high = hold.high if strength else max(hold.low, min(hold.high, LONGEST_STRETCH_S))
        rungs = [Rung(None, s) for s in _steps(Range(hold.low, high), _HOLD_STEP)]
    else:
        held = None if dose.hold_s is None else dose.hold_s.low
        rungs = [Rung(n, held) for n in _steps(dose.reps, _REPS_STEP)]
        if dose.hold_s is not None:
            longer = _steps(dose.hold_s, _REP_HOLD_STEP)[1:]
            rungs += [Rung(dose.reps.high, s) for s in longer]
    top = rungs[-1]
    if not strength:
        return tuple(rungs)
    more = min(1, dose.sets.high - dose.sets.low)
    if more:
        rungs.append(Rung(top.reps, top.hold_s, more))
    if dose.reps is not None and exercise.slower is not Slower.NONE:
        rungs.append(Rung(top.reps, top.hold_s, more, slow=True))
    if exercise.load:
        low, held = rungs[0].reps, rungs[0].hold_s
        rungs += [Rung(low, held, more, heavier=n) for n in range(1, LOAD_STEPS + 1)]
    return tuple(rungs)
