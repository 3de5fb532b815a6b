"""Where a person stands after their workouts: one step at a time up and down the ladders.

A pure fold: the same workouts always lead to the same place.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.domain.ids import ExerciseId, Movement, MuscleId
from bot.domain.training.guide import Guide, Reason
from bot.domain.training.pain import REST, Colour, coloured, soreness_halves, worst
from bot.domain.training.routine import Prescription
from bot.domain.training.shelf import STRENGTH, Rung, Shelf
from bot.domain.training.workout import Card, CardState, Workout

GREENS = 2
"""Good sessions in a row for one step."""
EFFORT = 7
"""RPE up to which a session counts as good. Source: seed 003."""
AFTER_AMBER = 2
"""Sessions with half the sets."""
AWAY_WEEK, AWAY_LONG = 7, 21
"""Days without training that cost one step, or two."""
CAREFUL_WEEKS = 4
"""So long an exercise changes at most once a week."""
_WEEK = timedelta(days=7)


@dataclass(slots=True)
class Standing:
    """Where one exercise stands: moved by the fold, then only read."""

    level: int = 0
    """Index of its rung."""
    good: int = 0
    easy: int = 0
    uses: int = 0
    """Since `since`."""
    since: date | None = None
    """First use, or the last change."""
    changed: date | None = None
    last: date | None = None
    cap: int | None = None
    """Repetitions the weaker side managed last time, when fewer than asked."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What rests after a red, up to and including a day."""

    until: date
    muscles: frozenset[MuscleId]
    movements: frozenset[Movement]


@dataclass(frozen=True, slots=True)
class Entry:
    """One planned day, as the gates between the blocks look at it."""

    day: date
    done: bool
    colour: Colour
    pain: int | None
    effort: int | None
    easier: bool
    light: bool


@dataclass(frozen=True, slots=True)
class Course:
    """The whole of it."""

    standings: Mapping[ExerciseId, Standing] = field(default_factory=dict)
    instead: Mapping[ExerciseId, ExerciseId] = field(default_factory=dict)
    """An exercise -> the easier or harder one that took its place."""
    halved: int = 0
    """Sessions still to do with half the sets."""
    moves: tuple[tuple[Reason, ExerciseId], ...] = ()
    """Steps that the last session led to."""
    log: tuple[Entry, ...] = ()
    rests: tuple[Rest, ...] = ()
    last_done: date | None = None
    strength_done: int = 0
    last_strength: date | None = None
    lighter: frozenset[MuscleId] = frozenset()
    """Sore muscles: lighter next time."""

    def current(self, root: ExerciseId, allowed: Collection[ExerciseId]) -> ExerciseId | None:
        """The variant that stands for an exercise now, among those allowed today."""
        here, found, seen = root, root if root in allowed else None, {root}
        while (there := self.instead.get(here)) is not None and there not in seen:
            seen.add(there)
            here = there
            found = here if here in allowed else found
        return found

    def rung(self, exercise: ExerciseId, rungs: Sequence[Rung]) -> Rung:
        """The dose an exercise stands at."""
        level = self.standings.get(exercise, Standing()).level
        return rungs[min(max(level, 0), len(rungs) - 1)]


def days_away(last: date, day: date) -> int:
    """Whole days between two days of training."""
    return (day - last).days - 1


def course(
    history: Sequence[Workout],
    shelf: Shelf,
    guide: Guide,
    allowed: Collection[ExerciseId],
    started: date | None,
    day: date | None = None,
) -> Course:
    """The fold over all workouts.

    Args:
        history: oldest first.
        allowed: what may ever be asked of this person; steps lead nowhere else.
        started: first day of the programme.
        day: the day to plan: days away up to it count too.
    """
    fold = _Fold(shelf, guide, allowed, started)
    for workout, colour in coloured(history):
        fold.add(workout, colour)
    if day is not None:
        fold.away(day)
    return fold.result()


class _Fold:
    def __init__(
        self,
        shelf: Shelf,
        guide: Guide,
        allowed: Collection[ExerciseId],
        started: date | None,
    ) -> None:
        self.shelf, self.guide, self.allowed, self.started = shelf, guide, allowed, started
        self.standings: dict[ExerciseId, Standing] = {}
        self.instead: dict[ExerciseId, ExerciseId] = {}
        self.moves: list[tuple[Reason, ExerciseId]] = []
        self.log: list[Entry] = []
        self.rests: list[Rest] = []
        self.halved = self.strength_done = 0
        self.last_done: date | None = None
        self.last_strength: date | None = None
        self.lighter: frozenset[MuscleId] = frozenset()

    def result(self) -> Course:
        return Course(
            self.standings,
            self.instead,
            self.halved,
            tuple(self.moves),
            tuple(self.log),
            tuple(self.rests),
            self.last_done,
            self.strength_done,
            self.last_strength,
            self.lighter,
        )

    def add(self, workout: Workout, colour: Colour) -> None:
        """One more day."""
        done = workout.done > 0
        easier = any(c.felt == "easier" for c in workout.cards)
        self.log.append(
            Entry(
                workout.day,
                done,
                colour,
                worst(workout),
                workout.effort,
                easier,
                workout.routine.light,
            )
        )
        if not done and colour is Colour.GREEN:
            return
        self.moves = []
        self.lighter = frozenset()
        if done:
            self.away(workout.day)
            self._count(workout)
        if colour is Colour.GREEN:
            self._reward(workout)
        else:
            self._ease(workout, colour)
        self._soreness(workout)

    def away(self, day: date) -> None:
        """Steps back for days without training."""
        if self.last_done is None:
            return
        gap = days_away(self.last_done, day)
        steps = 2 if gap >= AWAY_LONG else 1 if gap >= AWAY_WEEK else 0
        for id in list(self.standings) if steps else ():
            self._down(id, steps, day)

    def _count(self, workout: Workout) -> None:
        self.last_done = workout.day
        strength = any(
            c.state is CardState.DONE and item.phase in STRENGTH
            for item, c in zip(workout.routine.items, workout.cards, strict=True)
        )
        if strength:
            self.strength_done += 1
            self.last_strength = workout.day

    def _reward(self, workout: Workout) -> None:
        """Good sessions lead one step up; what was asked for by hand is done at once."""
        eased = workout.routine.eased or self.halved > 0
        self.halved = max(0, self.halved - 1)
        for item, card in zip(workout.routine.items, workout.cards, strict=True):
            if item.exercise not in self.shelf.placed or card.state is not CardState.DONE:
                continue
            id = item.exercise
            now = self._standing(id)
            now.uses += 1
            now.since = now.since or workout.day
            now.last = workout.day
            now.cap = managed = _weaker(card, item)
            if card.felt == "easier":
                self.moves.append((Reason.EASIER_ASKED, self._down(id, 1, workout.day)))
            elif managed is not None:
                now.good = now.easy = 0
                self.moves.append((Reason.WEAKER_SIDE, id))
            elif not eased:
                self._good(id, workout, felt=card.felt)

    def _good(self, id: ExerciseId, workout: Workout, *, felt: str | None) -> None:
        now = self.standings[id]
        well = workout.effort is None or workout.effort <= EFFORT
        now.easy = now.easy + 1 if felt == "harder" else 0
        now.good = now.good + 1 if well else 0
        if max(now.good, now.easy) < GREENS or not self._may_change(now, workout.day):
            return
        jumped = self._swap(id, workout.day, harder=True) if now.easy >= GREENS else None
        if jumped is not None:
            self.moves.append((Reason.TOO_EASY, jumped))
        elif now.good >= GREENS:
            self._up(id, workout.day)

    def _may_change(self, now: Standing, day: date) -> bool:
        early = self.started is not None and day - self.started < _WEEK * CAREFUL_WEEKS
        return not early or now.changed is None or day - now.changed >= _WEEK

    def _up(self, id: ExerciseId, day: date) -> None:
        """One step, the first that is left of: repetitions or hold, sets, tempo, variant, load."""
        now, rungs = self.standings[id], self.shelf.placed[id].rungs
        if now.level + 1 < len(rungs):
            _step(now, 1, day)
            self.moves.append((_why_up(rungs[now.level - 1], rungs[now.level]), id))
        elif (other := self._swap(id, day, harder=True)) is not None:
            self.moves.append((Reason.HARDER, other))

    def _down(self, id: ExerciseId, steps: int, day: date) -> ExerciseId:
        """Steps back; the exercise that stands there now."""
        for _ in range(steps):
            now = self._standing(id)
            if now.level > 0:
                _step(now, -1, day)
            elif (other := self._swap(id, day, harder=False)) is not None:
                id = other
            else:
                now.good = now.easy = 0
        return id

    def _swap(self, id: ExerciseId, day: date, *, harder: bool) -> ExerciseId | None:
        """Put the neighbour on the ladder in an exercise's place."""
        other = self.shelf.neighbour(id, harder=harder)
        if other is None or other not in self.allowed:
            return None
        if self.instead.get(other) == id:
            del self.instead[other]
        else:
            self.instead[id] = other
        if self._loops(other):
            del self.instead[other]
        left = self._standing(id)
        left.good = left.easy = 0
        self.standings[other] = Standing(since=day, changed=day)
        return other

    def _standing(self, id: ExerciseId) -> Standing:
        return self.standings.setdefault(id, Standing())

    def _loops(self, start: ExerciseId) -> bool:
        seen, here = {start}, self.instead.get(start)
        while here is not None and here not in seen:
            seen.add(here)
            here = self.instead.get(here)
        return here is not None

    def _ease(self, workout: Workout, colour: Colour) -> None:
        """Amber: one step easier and half the sets twice. Red: rest, then two steps easier."""
        self.halved = AFTER_AMBER
        steps, reason = (
            (2, Reason.EASIER_RED)
            if colour is Colour.RED
            else (
                1,
                Reason.EASIER_AMBER,
            )
        )
        for item in workout.routine.items:
            now = self._standing(item.exercise)
            now.good = now.easy = 0
            now.since = now.since or workout.day
            now.last = workout.day
        for id in self._affected(workout):
            self.moves.append((reason, self._down(id, steps, workout.day)))
        if colour is Colour.RED:
            self.rests.append(self._rest(workout))

    def _affected(self, workout: Workout) -> list[ExerciseId]:
        items = [i for i in workout.routine.items if i.exercise in self.shelf.placed]
        hurt = {
            i.exercise
            for i, c in zip(workout.routine.items, workout.cards, strict=True)
            if c.state is CardState.HURT
        }
        touching = hurt | {i.exercise for i in items if self._touches(i.exercise, workout)}
        if not touching:
            touching = {i.exercise for i in items if i.phase in STRENGTH}
        return [i.exercise for i in items if i.exercise in touching]

    def _touches(self, id: ExerciseId, workout: Workout) -> bool:
        region = workout.pains.region
        area = self.guide.areas.get(region) if region is not None else None
        exercise = self.shelf.placed[id].exercise
        return area is not None and bool(
            area.muscles & set(exercise.muscles) or area.movements & exercise.closed_by
        )

    def _rest(self, workout: Workout) -> Rest:
        """What hurt; where no place was told, everything that was trained."""
        until = workout.day + REST
        region = workout.pains.region
        area = self.guide.areas.get(region) if region is not None else None
        hurt = [
            i.exercise
            for i, c in zip(workout.routine.items, workout.cards, strict=True)
            if c.state is CardState.HURT
        ]
        if area is None and not hurt:
            hurt = [i.exercise for i in workout.routine.items]
        muscles = {
            m
            for id in hurt
            if id in self.shelf.placed
            for m in self.shelf.placed[id].exercise.muscles
        }
        return Rest(
            until,
            frozenset(muscles) | (area.muscles if area else frozenset()),
            area.movements if area else frozenset(),
        )

    def _soreness(self, workout: Workout) -> None:
        pains = workout.pains
        if pains.soreness is None and pains.sore_days is None:
            return
        if soreness_halves(pains.soreness, pains.sore_days):
            self.halved = max(self.halved, 1)
            return
        area = self.guide.areas.get(pains.region) if pains.region is not None else None
        self.lighter = area.muscles if area else frozenset()


def _step(now: Standing, by: int, day: date) -> None:
    now.level += by
    now.good = now.easy = now.uses = 0
    now.since = now.changed = day


def _weaker(card: Card, item: Prescription) -> int | None:
    """Repetitions that the weaker side managed, when fewer than asked."""
    if item.reps is None:
        return None
    told = [w.reps for w in card.work if w.reps is not None]
    return min(told) if told and min(told) < item.reps else None


def _why_up(before: Rung, after: Rung) -> Reason:
    if after.heavier > before.heavier:
        return Reason.HEAVIER
    if after.slow and not before.slow:
        return Reason.SLOWER
    if after.more_sets > before.more_sets:
        return Reason.ANOTHER_SET
    return Reason.MORE_REPS if after.reps != before.reps else Reason.LONGER_HOLD
