"""Which exercises a session takes: the same every time, until a reason changes it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import Equipment, ExerciseId, MuscleId
from bot.domain.training.eligibility import index_of
from bot.domain.training.exercise import Exercise, Phase
from bot.domain.training.exercise_index import STRENGTH, STRONG_ENOUGH, Placed
from bot.domain.training.routine import Block
from bot.domain.training.session_parts import Part
from bot.domain.training.targets import Target, Targets
from bot.domain.training.trainee import Knowledge
from bot.domain.training.training_state import TrainingState

START = 1
"""How far up a ladder a person begins; at the very bottom when gentle, or with a small muscle."""
STUCK_DAYS, STUCK_USES = timedelta(days=21), 6
SESSIONS_A_WEEK = 3
UNTRAINED = timedelta(days=5)
"""After so long the next strength day works a weak muscle: at least once a week."""
MOST_FOR_A_MUSCLE = 2
"""Exercises of one routine that loosen or stretch the same muscle."""
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


def _main(exercise: Exercise, target: Target) -> MuscleId:
    """Return the muscle that an exercise chosen by name is for: one of the target, if any."""
    own = (*target.tight, *target.weak)
    return next((m for m in exercise.muscles if m in own), own[0])


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be chosen today, and what of it is chosen rather than the rest."""

    allowed: frozenset[ExerciseId]
    own: frozenset[Equipment]
    """Things at hand that not every household has: they are used."""
    sore: frozenset[MuscleId]
    """Muscles of places that hurt: nothing one-sided, and weights late."""
    block: Block


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
        self._worked: Counter[MuscleId] = Counter()
        self._stretched: Counter[MuscleId] = Counter()

    def fill(self, parts: Sequence[Part], targets: Targets) -> Iterator[Choice]:
        """Yield the choices, most needed first; a part for which nothing is left stays empty."""
        met: dict[Part, int] = {}
        for part in parts:
            number = met.get(part, 0)
            met[part] = number + 1
            choice = self._beside(part, targets)
            if choice is None:
                strength = part in (Part.OUTSIDE, Part.MEASURED)
                inside = Part.ACTIVATE if strength else part
                choice = self._inside(inside, number, targets.leading)
                choice = choice or self._inside(inside, number, (targets.general,))
            if choice is not None:
                self._used.add(choice.placed.exercise.id)
                strength = choice.placed.exercise.phase in STRENGTH
                (self._worked if strength else self._stretched)[choice.muscle] += 1
                yield choice

    def _beside(self, part: Part, targets: Targets) -> Choice | None:
        """Choose what is not for the leading targets, where the part asks for that."""
        if part is Part.MEASURED and targets.beside is not None:
            return self._inside(part, 0, (targets.beside,))
        if part is Part.OUTSIDE and self._one_region(targets.leading):
            return self._outside(targets.leading)
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
        muscles = self._ordered(target.tight if stretching else target.weak, again)
        if stretching:
            muscles = [m for m in muscles if self._is_open(m)]
        else:
            muscles.sort(key=lambda m: self._urgency(phase, m, target))
        for muscle in muscles:
            best = self._best(self._index.for_muscle(phase, muscle), target, muscle)
            if best is not None:
                return best
        if target.pattern is not None:
            named = self._index.for_pattern(phase, target.pattern)
            if stretching:
                named = [p for p in named if self._is_open(_main(p.exercise, target))]
            best = self._best(named, target, None)
            if best is not None:
                return best
        if phase is Phase.INHIBIT and muscles:
            fitting = [p for p in self._index.of_phase(phase) if p.exercise.any_tight]
            return self._best(fitting, target, muscles[0])
        return None

    def _ordered(self, muscles: Sequence[MuscleId], again: int) -> list[MuscleId]:
        """Return the muscles of a target: the main one first, the others rotating from session to
        session."""
        if len(muscles) < 2:
            return list(muscles)
        main, *rest = muscles
        turn = (self._turn + again) % len(rest)
        turned = [*rest[turn:], *rest[:turn]]
        return [main, *turned] if again == 0 else [*turned, main]

    def _is_open(self, muscle: MuscleId) -> bool:
        """Whether a muscle is not loosened and stretched enough in this routine."""
        return self._stretched[muscle] < MOST_FOR_A_MUSCLE

    def _urgency(self, phase: Phase, muscle: MuscleId, target: Target) -> tuple[int | bool, ...]:
        """Order weak muscles, the most urgent lowest: in every other session what own things work
        and what was not trained for days, nothing twice while another is untouched, and what
        measured weak."""
        other = self._turn % 2 == 1
        idle = other and not self._works_with_own(phase, muscle)
        due = (other or self._worked.total() > 0) and self._overdue(muscle)
        return idle, self._worked[muscle], muscle not in target.weaker, not due

    def _works_with_own(self, phase: Phase, muscle: MuscleId) -> bool:
        """Whether own things work a muscle."""
        placed = self._index.for_muscle(phase, muscle)
        allowed = (p.exercise for p in placed if p.exercise.id in self._allowed)
        return bool(self._pool.own) and any(map(self._uses_own, allowed))

    def _overdue(self, muscle: MuscleId) -> bool:
        """Whether a weak muscle has not been the main one of any strength work for some days."""
        standings = self._state.standings
        done = (standings[id].last for id in self._index.strengthening(muscle) if id in standings)
        return all(day is None or self._day - day > UNTRAINED for day in done)

    def _best(
        self, candidates: Iterable[Placed], target: Target, muscle: MuscleId | None
    ) -> Choice | None:
        best: tuple[tuple[int | str, ...], Placed, MuscleId] | None = None
        stuck_one: ExerciseId | None = None
        for root in candidates:
            placed = self._standing_for(root)
            if placed is None or self._not_yet(placed.exercise) or self._given_up(placed):
                continue
            if not target.spares.isdisjoint(placed.exercise.closed_by):
                continue
            main = muscle or _main(root.exercise, target)
            stuck = self._stuck(placed.exercise.id)
            if stuck:
                stuck_one = stuck_one or placed.exercise.id
            rank = (stuck, *self._rank(root, placed, target, main))
            if best is None or rank < best[0]:
                best = (rank, placed, main)
        if best is None:
            return None
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
        early = self._too_early(placed.exercise, main)
        return early, min(off, 1), sided, unused, abs(root.depth - want), -root.depth, here.id

    def _not_yet(self, exercise: Exercise) -> bool:
        """Whether it asks for strength that was not built yet."""
        return exercise.jumps and all(
            self._state.standing(id).level < STRONG_ENOUGH for id in self._index.preparing(exercise)
        )

    def _uses_own(self, exercise: Exercise) -> bool:
        return any(needed & self._pool.own for needed in exercise.equipment)

    def _too_early(self, exercise: Exercise, main: MuscleId) -> bool:
        """Whether it asks for weights before band or bodyweight, where it hurts or the muscle is
        small."""
        if exercise.phase not in STRENGTH or not exercise.weighted:
            return False
        if main in self._pool.sore:
            return True
        return main in self._catalog.plan_rules.small and not any(
            self._state.standing(placed.exercise.id).level >= STRONG_ENOUGH
            for phase in STRENGTH
            for placed in self._index.for_muscle(phase, main)
            if not placed.exercise.weighted
        )

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

    def _stuck(self, id: ExerciseId) -> bool:
        """Whether an exercise was used for three weeks without a step."""
        now = self._state.standing(id)
        return (
            now.since is not None
            and now.last is not None
            and now.uses >= STUCK_USES
            and self._day - now.since >= STUCK_DAYS
            and self._day - now.last <= _STILL_IN_USE
        )

    def _one_region(self, targets: Sequence[Target]) -> bool:
        halves = {t.lower_body for t in targets}
        return len(halves) == 1 and None not in halves

    def _outside(self, targets: Sequence[Target]) -> Choice | None:
        """Choose strength for the other half of the body, another exercise every week."""
        lower = bool(targets[0].lower_body)
        here, there = self._halves(lower=lower)
        for phase in _PHASES[Part.OUTSIDE]:
            fitting = [
                p
                for p in self._index.of_phase(phase)
                if p.exercise.id in self._allowed
                and p.exercise.id not in self._used
                and p.exercise.muscles[0] in there - here
                and p.depth <= START + 1
                and not self._not_yet(p.exercise)
            ]
            if fitting:
                root = fitting[self._turn // SESSIONS_A_WEEK % len(fitting)]
                id = self._state.current(root.exercise.id, self._allowed)
                if id is not None and id not in self._used:
                    root = self._index.placed[id]
                return Choice(root, None, root.exercise.muscles[0])
        return None

    def _halves(self, *, lower: bool) -> tuple[set[MuscleId], set[MuscleId]]:
        """Return the muscles of this half of the body, and those of the other."""
        here: set[MuscleId] = set()
        there: set[MuscleId] = set()
        for pattern in self._catalog.patterns.values():
            (here if pattern.lower_body is lower else there).update((*pattern.tight, *pattern.weak))
        return here, there
