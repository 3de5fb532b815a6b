"""Which muscle comes next in a session: none too often, and each weak one every week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.ids import MuscleId
from bot.domain.training.exercise import STRENGTH, Phase, Practice
from bot.domain.training.exercise_index import ExerciseIndex
from bot.domain.training.training_state import TrainingState

UNTRAINED = timedelta(days=5)
"""After so long the next strength day works a weak muscle: at least once a week."""
MOST_STRETCHED = 2
"""Exercises of one routine that loosen or stretch the same muscle."""


@dataclass(slots=True)
class MuscleTurns:
    """What was done for each muscle: in this session so far, and on the days before."""

    index: ExerciseIndex
    state: TrainingState
    day: date
    turn: int
    """Strength sessions done so far, by which muscles take turns."""
    _worked: Counter[MuscleId] = field(default_factory=Counter)
    _stretched: Counter[MuscleId] = field(default_factory=Counter)

    def note(self, muscle: MuscleId, phase: Phase) -> None:
        """Count an exercise of this session for its muscle."""
        self._of(phase)[muscle] += 1

    def was_done(self, muscle: MuscleId, phase: Phase) -> bool:
        """Whether this session holds strength, or stretching, for a muscle already."""
        return self._of(phase)[muscle] > 0

    def is_stretched_enough(self, muscle: MuscleId) -> bool:
        """Whether this routine loosens and stretches a muscle enough."""
        return self._stretched[muscle] >= MOST_STRETCHED

    def ordered(self, muscles: Sequence[MuscleId], again: int) -> list[MuscleId]:
        """Return the muscles of a target: the main one first, the others rotating from session to
        session."""
        if len(muscles) < 2:
            return list(muscles)
        main, *rest = muscles
        turn = (self.turn + again) % len(rest)
        turned = [*rest[turn:], *rest[:turn]]
        return [main, *turned] if again == 0 else [*turned, main]

    def urgency(self, muscle: MuscleId, *, measured: bool) -> tuple[int, bool, bool, bool]:
        """Order weak muscles, the most urgent lowest: nothing twice while another is untouched; in
        every other session, behind its first exercise, what was not trained for days; what measured
        weak; then again what was not trained for days."""
        odd, begun = self.turn % 2 == 1, self._worked.total() > 0
        late = (odd or begun) and self._is_overdue(muscle)
        return self._worked[muscle], not (late and odd and begun), not measured, not late

    def _is_overdue(self, muscle: MuscleId) -> bool:
        standings = self.state.standings
        known = (Practice(id) for id in self.index.strengthening(muscle))
        done = (standings[one].last for one in known if one in standings)
        return all(last is None or self.day - last > UNTRAINED for last in done)

    def _of(self, phase: Phase) -> Counter[MuscleId]:
        return self._worked if phase in STRENGTH else self._stretched
