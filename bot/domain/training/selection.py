"""Which exercises a session takes: the same every time, until a reason changes it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import ExerciseId, MuscleId
from bot.domain.training.eligibility import index_of
from bot.domain.training.exercise import STRENGTH, Exercise, Phase, Practice
from bot.domain.training.exercise_index import Placed
from bot.domain.training.muscle_turns import MuscleTurns
from bot.domain.training.prerequisites import Pool, Preparation
from bot.domain.training.push_pull import PushPull
from bot.domain.training.routine import Block
from bot.domain.training.session_parts import Part
from bot.domain.training.targets import Target, Targets, halves
from bot.domain.training.trainee import Knowledge
from bot.domain.training.training_state import TrainingState

START = 1
"""How far up a ladder a person begins; at the very bottom when gentle, or with a small muscle."""
STUCK_DAYS, STUCK_USES = timedelta(days=21), 6
SESSIONS_A_WEEK = 3
_STILL_IN_USE = timedelta(days=14)
_PHASES = {
    Part.LENGTHEN: (Phase.LENGTHEN, Phase.MOBILITY),
    Part.ACTIVATE: (Phase.ACTIVATE,),
    Part.MEASURED: (Phase.ACTIVATE, Phase.INTEGRATE),
    Part.INTEGRATE: (Phase.INTEGRATE, Phase.ACTIVATE),
    Part.OUTSIDE: (Phase.INTEGRATE, Phase.ACTIVATE),
    Part.RELEASE: (Phase.INHIBIT, Phase.MOBILITY),
    Part.MOBILITY: (Phase.MOBILITY, Phase.LENGTHEN),
}
_OTHERWISE_ACTIVATE = frozenset({Part.OUTSIDE, Part.MEASURED, Part.BALANCE})
_STRETCHING = frozenset({Phase.INHIBIT, Phase.MOBILITY, Phase.LENGTHEN})


@dataclass(frozen=True, slots=True)
class Choice:
    """One exercise with the reason for it."""

    placed: Placed
    target: Target | None
    """None: outside the main region."""
    muscle: MuscleId
    stuck: ExerciseId | None = None
    """The exercise it took the place of, after weeks without a step."""

    @property
    def practice(self) -> Practice:
        """Return what is learnt by doing it."""
        return self.placed.exercise.practice(self.muscle)


def _main(exercise: Exercise, target: Target) -> MuscleId:
    """Return the muscle that an exercise chosen by name is for: one of the target, if any, else its
    own main one."""
    own = (*target.tight, *target.weak)
    loosens = exercise.any_tight or exercise.phase is Phase.MOBILITY  # many muscles at once
    otherwise = own[0] if loosens else exercise.muscles[0]
    return next((m for m in exercise.muscles if m in own), otherwise)


def _is_for(exercise: Exercise, muscle: MuscleId) -> bool:
    """Whether a step of a ladder is still for a muscle that another step of it works."""
    return exercise.any_tight or muscle in exercise.muscles


class ExerciseSelection:
    """Fills the parts of a session one after the other; nothing is chosen twice."""

    def __init__(
        self, catalog: Knowledge, pool: Pool, state: TrainingState, day: date, turn: int
    ) -> None:
        self._catalog, self._pool, self._allowed = catalog, pool, pool.allowed
        self._index = index_of(catalog)
        self._state, self._day, self._turn = state, day, turn
        self._used: set[ExerciseId] = set()
        self._count: dict[tuple[Part, int], int] = {}
        self._turns = MuscleTurns(self._index, state, day, turn)
        self._push_pull = PushPull(catalog.plan_rules, pool.pulls_first)
        self._preparation = Preparation(catalog, pool, state)

    def fill(self, parts: Sequence[Part], targets: Targets) -> Iterator[Choice]:
        """Yield the choices, most needed first; a part for which nothing is left stays empty."""
        met: dict[Part, int] = {}
        for part in parts:
            number = met.get(part, 0)
            met[part] = number + 1
            choice = self._beside(part, number, targets)
            if choice is None:
                inside = Part.ACTIVATE if part in _OTHERWISE_ACTIVATE else part
                choice = self._inside(inside, number, targets.leading)
                if choice is None:
                    self._push_pull.waits = False  # no pull is left to wait for
                    choice = self._inside(inside, number, targets.leading)
                    self._push_pull.waits = True
                choice = choice or self._inside(inside, number, (targets.general,))
            if choice is not None:
                self._used.add(choice.placed.exercise.id)
                self._turns.note(choice.muscle, choice.placed.exercise.phase)
                self._push_pull.note(choice.placed.exercise)
                yield choice

    def _beside(self, part: Part, number: int, targets: Targets) -> Choice | None:
        """Choose what is not for the leading targets, where the part asks for that: of stretches
        the second."""
        if part is Part.MEASURED:
            return self._inside(part, 0, (targets.beside,))
        if part is Part.LENGTHEN and number == 1 and targets.beside.tight:
            return self._inside(part, 0, (targets.beside,))
        if part is Part.BALANCE:
            return self._balance()
        if part is Part.OUTSIDE and targets.in_one_half:
            return self._outside(targets)
        return None

    def _balance(self) -> Choice | None:
        """Choose the freest exercise for balance that is not too early."""
        for id in reversed(self._catalog.plan_rules.balance):
            placed = self._index.placed[id]
            if id in self._allowed - self._used and not self._preparation.is_missing(
                placed.exercise
            ):
                return Choice(placed, None, placed.exercise.muscles[0])
        return None

    def _inside(self, part: Part, number: int, targets: Sequence[Target]) -> Choice | None:
        for phase in _PHASES[part]:
            for shift in range(len(targets)):
                place = (number + shift) % len(targets)
                target = targets[place]
                again = self._count.get((part, place), 0)
                choice = self._for(target, phase, again)
                if choice is not None:
                    self._count[part, place] = again + 1
                    return choice
        return None

    def _for(self, target: Target, phase: Phase, again: int) -> Choice | None:
        stretching = phase in _STRETCHING
        muscles = self._turns.ordered(target.tight if stretching else target.weak, again)
        if stretching:
            muscles = [m for m in muscles if not self._turns.is_stretched_enough(m)]
        else:
            muscles.sort(key=lambda m: self._turns.urgency(m, measured=m in target.weaker))
            if self._turn % 2 and self._pool.own:
                muscles.sort(key=lambda m: not self._works_with_own(phase, m))
            if self._push_pull.owes_pull:
                muscles.sort(key=lambda m: m not in self._catalog.plan_rules.pull)
        for muscle in muscles:
            best = self._best(self._index.for_muscle(phase, muscle), target, muscle)
            if best is not None:
                return best
        if target.pattern is not None:
            named = self._index.for_pattern(phase, target.pattern)
            if stretching:
                enough = self._turns.is_stretched_enough
                named = [p for p in named if not enough(_main(p.exercise, target))]
            best = self._best(named, target, None)
            if best is not None:
                return best
        if phase is Phase.INHIBIT and muscles:
            fitting = [p for p in self._index.of_phase(phase) if p.exercise.any_tight]
            return self._best(fitting, target, muscles[0])
        return None

    def _works_with_own(self, phase: Phase, muscle: MuscleId) -> bool:
        """Whether own things work a muscle: it leads in every other session."""
        placed = self._index.for_muscle(phase, muscle)
        allowed = (p.exercise for p in placed if p.exercise.id in self._allowed)
        return any(map(self._uses_own, allowed))

    def _best(
        self, candidates: Iterable[Placed], target: Target, muscle: MuscleId | None
    ) -> Choice | None:
        best: tuple[tuple[int | str, ...], Placed, MuscleId] | None = None
        stuck_one: ExerciseId | None = None
        for root in candidates:
            placed = self._standing_for(root)
            if (
                placed is None
                or self._preparation.is_missing(placed.exercise)
                or self._given_up(placed)
            ):
                continue
            kept = muscle is not None and _is_for(placed.exercise, muscle)
            if muscle is not None and not kept and placed.depth > root.depth:
                continue  # the step up is for another muscle
            if not target.spares.isdisjoint(placed.exercise.closed_by):
                continue
            weak = muscle is not None and muscle in target.weaker
            if self._push_pull.is_early(placed.exercise) and not weak:
                continue
            main = muscle if kept and muscle else _main(placed.exercise, target)
            if self._pool.spared.spares(placed.exercise, main):
                continue
            stuck = self._stuck(placed.exercise.practice(main))
            if stuck:
                stuck_one = stuck_one or placed.exercise.id
            rank = (stuck, *self._rank(root, placed, target, muscle or main))
            if best is None or rank < best[0]:
                best = (rank, placed, main)
        if best is None:
            return None
        if best[0][0] and self._turns.was_done(best[2], best[1].exercise.phase):
            return None  # what stood still for weeks only comes where nothing else is left
        changed = stuck_one if stuck_one != best[1].exercise.id and not best[0][0] else None
        return Choice(best[1], target, best[2], changed)

    def _rank(
        self, root: Placed, placed: Placed, target: Target, main: MuscleId
    ) -> tuple[int | str, ...]:
        """Order candidates, the best lowest: no weight too early, the muscle itself, one side at a
        time where one is weaker, nothing hurts and no step of a ladder is left out for it, own
        things, then the usual step of the ladder."""
        here = root.exercise
        lowest = target.gentle or main in self._catalog.plan_rules.small
        want = 0 if lowest else START
        off = here.muscles.index(main) if main in here.muscles else 0
        sore = main in self._pool.sore
        sided = here.phase in STRENGTH and (
            here.one_sided
            if sore
            else target.side_first(main, stretching=False) is not None
            and (not here.one_sided or root.depth > want + 1)
        )
        steep = self._pool.block in (Block.CALM, Block.BUILD) and root.depth > want + 1
        unused = steep or not self._uses_own(placed.exercise)
        early = self._preparation.is_missing_for_weights(placed.exercise, main)
        return early, min(off, 1), sided, unused, abs(root.depth - want), -root.depth, here.id

    def _uses_own(self, exercise: Exercise) -> bool:
        return any(needed & self._pool.own for needed in exercise.equipment)

    def _standing_for(self, root: Placed) -> Placed | None:
        """Return the variant of an exercise that holds today."""
        id = self._state.current(root.exercise.id, self._allowed)
        if id is None or id in self._used or id not in self._index.placed:
            return None
        return self._index.placed[id]

    def _given_up(self, placed: Placed) -> bool:
        """Whether an easier step of its ladder was too hard and gave way to one below it."""
        here = placed.exercise.id
        while (below := self._index.neighbour(here, harder=False)) is not None:
            easier = self._state.instead.get(below)
            if easier is not None and easier == self._index.neighbour(below, harder=False):
                return True
            here = below
        return False

    def _stuck(self, practice: Practice) -> bool:
        """Whether an exercise was used for three weeks without a step."""
        standing = self._state.standing(*practice)
        return (
            standing.since is not None
            and standing.last is not None
            and standing.uses >= STUCK_USES
            and self._day - standing.since >= STUCK_DAYS
            and self._day - standing.last <= _STILL_IN_USE
        )

    def _outside(self, targets: Targets) -> Choice | None:
        """Choose strength for the other half of the body, another exercise every week."""
        lower = bool(targets.leading[0].lower_body)
        here, there = halves(self._catalog.patterns.values(), lower=lower)
        for phase in _PHASES[Part.OUTSIDE]:
            fitting = [
                p
                for p in self._index.of_phase(phase)
                if p.exercise.id in self._allowed
                and p.exercise.id not in self._used
                and p.exercise.muscles[0] in there - here
                and p.depth <= START + 1
                and targets.general.spares.isdisjoint(p.exercise.closed_by)
                and not self._preparation.is_missing(p.exercise)
            ]
            fitting = self._push_pull.by_turns(fitting)
            if fitting:
                root = fitting[self._turn // SESSIONS_A_WEEK % len(fitting)]
                id = self._state.current(root.exercise.id, self._allowed)
                if id is not None and id not in self._used:
                    root = self._index.placed[id]
                return Choice(root, None, root.exercise.muscles[0])
        return None
