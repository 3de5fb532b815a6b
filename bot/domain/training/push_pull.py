"""Who pulls at least as often as they push, and what of a session may push."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.domain.assessment.measured import State, muscles_in
from bot.domain.training.exercise import STRENGTH, Exercise
from bot.domain.training.exercise_index import Placed
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.trainee import Knowledge, Trainee


def pulls_first(trainee: Trainee, catalog: Knowledge) -> bool:
    """Whether a pulling muscle is weak: by a pattern, by a sore place, or as a self-test measured
    it."""
    profile, rules = trainee.profile, catalog.plan_rules
    weak = {*muscles_in(State.WEAK, profile.muscles)}
    for finding in profile.drivers:
        weak.update(catalog.patterns[finding.pattern].weak)
    for place in profile.sore:
        if place in rules.areas:
            weak.update(rules.areas[place].usual.weak)
    return not rules.pull.isdisjoint(weak)


@dataclass(slots=True)
class PushPull:
    """How many exercises of a session push and pull so far."""

    rules: PlanRules
    pulls_first: bool
    waits: bool = True
    """Whether a push waits for a pull."""
    _pushing: int = 0
    _pulling: int = 0

    def note(self, exercise: Exercise) -> None:
        """Count an exercise that was chosen."""
        self._pushing += self.pushes(exercise)
        self._pulling += self.pulls(exercise)

    def pushes(self, exercise: Exercise) -> bool:
        """Whether it is strength that pushes, by its main muscle."""
        return exercise.phase in STRENGTH and exercise.muscles[0] in self.rules.push

    def pulls(self, exercise: Exercise) -> bool:
        """Whether it is strength that pulls, by any of its muscles."""
        strength = exercise.phase in STRENGTH and not self.pushes(exercise)
        return strength and not self.rules.pull.isdisjoint(exercise.muscles)

    def is_early(self, exercise: Exercise) -> bool:
        """Whether it is a push that has to wait for a pull."""
        waits = self.waits and self.pulls_first and self._pulling <= self._pushing
        return waits and self.pushes(exercise)

    @property
    def owes_pull(self) -> bool:
        """Whether more was pushed than pulled so far."""
        return self.pulls_first and self._pushing > self._pulling

    def by_turns(self, fitting: Sequence[Placed]) -> list[Placed]:
        """Return what may come: no push that has to wait, else pulls and pushes by turns, and
        behind them the others."""
        pulls = [placed for placed in fitting if self.pulls(placed.exercise)]
        if self.owes_pull and pulls:
            return pulls
        exercises = [placed for placed in fitting if self.pushes(placed.exercise)]
        pushes = [placed for placed in exercises if not self.is_early(placed.exercise)]
        pairs = zip_longest(pulls, pushes)
        others = [placed for placed in fitting if placed not in (*pulls, *exercises)]
        return [*(placed for pair in pairs for placed in pair if placed is not None), *others]
