"""The level of each exercise: one step up or down, a swap where the ladder ends."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.domain.ids import ExerciseId
from bot.domain.training.dose_ladder import TOO_HARD, Rung
from bot.domain.training.exercise import Exercise, Practice
from bot.domain.training.exercise_index import STRONG_ENOUGH, ExerciseIndex
from bot.domain.training.plan_rules import Reason

Move = tuple[Reason, Practice]


@dataclass(slots=True)
class Standing:
    """The level of one exercise: changed while replaying, then only read."""

    level: int = 0
    """Index of its rung."""
    good: int = 0
    easy: int = 0
    uses: int = 0
    """Since `since`."""
    times: int = 0
    """Good sessions with it, ever."""
    since: date | None = None
    """First use, or the last change."""
    changed: date | None = None
    last: date | None = None
    cap: int | None = None
    """Repetitions or seconds that are asked for at most: what the weaker side managed last time, or
    what was too hard."""
    most_sets: int | None = None
    """Sets that are asked for at most, after it was too hard."""
    back: date | None = None
    """The day on which it came back shorter after a rest."""

    @property
    def came_back_last(self) -> bool:
        """Whether the last time was the shorter one after a rest."""
        return self.back is not None and self.back == self.last

    def copied(self) -> "Standing":
        """The same, to be moved by itself."""
        return Standing(
            self.level,
            self.good,
            self.easy,
            self.uses,
            self.times,
            self.since,
            self.changed,
            self.last,
            self.cap,
            self.most_sets,
            self.back,
        )

    def step(self, by: int, day: date) -> None:
        """Move one rung up or down."""
        self.level += by
        self.good = self.easy = self.uses = 0
        self.since = self.changed = day


class Ladders:
    """The levels of every exercise of a person, with what took its place."""

    def __init__(
        self,
        index: ExerciseIndex,
        allowed: Collection[ExerciseId],
        loadable: Collection[ExerciseId],
    ) -> None:
        self._index, self._allowed, self._loadable = index, allowed, loadable
        self.standings: dict[Practice, Standing] = {}
        self.instead: dict[ExerciseId, ExerciseId] = {}
        self._own: set[Practice] = set()
        """Whose standings nobody else reads: the rest is copied when it is first moved."""

    def copied(self) -> "Ladders":
        """The same, to go on from without touching this one."""
        other = Ladders(self._index, self._allowed, self._loadable)
        other.standings = dict(self.standings)
        other.instead = dict(self.instead)
        self._own = set()
        return other

    def of(self, practice: Practice) -> Standing:
        """Return the level of an exercise, to be changed; the beginning if it was never done."""
        if practice not in self._own:
            standing = self.standings.get(practice)
            self.standings[practice] = Standing() if standing is None else standing.copied()
            self._own.add(practice)
        return self.standings[practice]

    def up(self, practice: Practice, day: date, *, variants: bool) -> Move | None:
        """Move one step up, the first that is left of: repetitions or hold, sets, tempo, variant,
        load.

        Args:
            variants: whether the step may lead to another exercise, or to load.
        """
        id = practice.exercise
        standing, placed = self.of(practice), self._index.placed[id]
        rungs, before = placed.rungs, placed.rung(standing.level)
        following = rungs[standing.level + 1] if standing.level + 1 < len(rungs) else None
        if following is not None and not following.heavier:
            standing.step(1, day)
            return _why_up(before, following), practice
        if not variants:
            return None
        other = None if before.heavier else self.swap(practice, day, harder=True)
        if other is not None:
            return Reason.HARDER, other
        if following is None or id not in self._loadable:
            return None
        standing.step(1, day)
        return _why_up(before, following), practice

    def down(self, practice: Practice, steps: int, day: date) -> Practice:
        """Move steps down; return the exercise that stands there now."""
        for _ in range(steps):
            standing = self.of(practice)
            if standing.level > 0:
                standing.step(-1, day)
            elif (other := self.swap(practice, day, harder=False)) is not None:
                practice = other
            else:
                standing.good = standing.easy = 0
        return practice

    def lessen(self, practice: Practice, day: date) -> Practice:
        """Give less than the first dose of an exercise that was too hard and has nothing easier."""
        standing = self.of(practice)
        standing.good = standing.easy = 0
        if standing.level == 0:
            standing.step(TOO_HARD, day)
        return practice

    def swap(self, practice: Practice, day: date, *, harder: bool) -> Practice | None:
        """Replace an exercise by its easier or harder neighbour, if that is eligible."""
        id = practice.exercise
        other = self._index.neighbour(id, harder=harder)
        if other is None or other not in self._allowed or id in self.instead:
            return None
        if harder and self._too_weak_for(self._index.placed[other].exercise):
            return None
        if self.instead.get(other) == id:
            del self.instead[other]
        else:
            self.instead[id] = other
        if self._loops(other):
            del self.instead[other]
        left = self.of(practice)
        left.good = left.easy = 0
        there = Practice(other)
        times = self.of(there).times
        self.standings[there] = Standing(times=times, since=day, changed=day)
        self._own.add(there)
        return there

    def follow(self, start: ExerciseId, end: ExerciseId, day: date, *, harder: bool) -> Practice:
        """Swap step by step from one exercise toward another; return how far it led."""
        here = Practice(start)
        while here.exercise != end:
            there = self.swap(here, day, harder=harder)
            if there is None:
                break
            here = there
        return here

    def _too_weak_for(self, exercise: Exercise) -> bool:
        built = (self.standings.get(Practice(id)) for id in self._index.preparing(exercise))
        return exercise.jumps and not any(s and s.level >= STRONG_ENOUGH for s in built)

    def _loops(self, start: ExerciseId) -> bool:
        seen, here = {start}, self.instead.get(start)
        while here is not None and here not in seen:
            seen.add(here)
            here = self.instead.get(here)
        return here is not None


def _why_up(before: Rung, after: Rung) -> Reason:
    if after.heavier > before.heavier:
        return Reason.HEAVIER
    if after.slow and not before.slow:
        return Reason.SLOWER
    if after.more_sets > before.more_sets:
        return Reason.ANOTHER_SET
    return Reason.MORE_REPS if after.reps != before.reps else Reason.LONGER_HOLD
