"""One day's routine: pairs of stretch and strengthen, inside the minutes, nothing closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.assessment.profile import Finding, Likelihood
from bot.domain.catalog import Catalog
from bot.domain.ids import Equipment, MuscleId, PatternId, Side
from bot.domain.training.calendar import DayKind, block_of, kind_of, week_of
from bot.domain.training.dose import seconds, total
from bot.domain.training.exercise import Exercise, Phase, Position
from bot.domain.training.pain import Load, judge
from bot.domain.training.routine import Prescription, Routine, Why
from bot.domain.training.trainee import Trainee

MOST, MOST_AT_FIRST = 7, 4
"""Exercises in a session, and in the first week. Source: Henry 1999; clinical model."""
HOUSEHOLD = frozenset(
    Equipment(e)
    for e in ("wall", "chair", "door", "counter", "step", "towel", "pillow", "table", "bench")
) | frozenset(Equipment(e) for e in ("bed", "socks", "book", "bag"))
"""What a home has without being asked."""
OFFICE = frozenset(Equipment(e) for e in ("wall", "chair", "door", "table", "counter"))
UPRIGHT = frozenset({Position.STANDING, Position.SITTING, Position.WALKING})
GENERAL = tuple(
    MuscleId(m)
    for m in ("gluteus_maximus", "pectorals", "rhomboids", "hamstrings", "deep_abdominals")
)
"""What a general routine keeps moving when nothing was found."""

_BUDGET: dict[int, tuple[Phase, ...]] = {
    5: (Phase.LENGTHEN, Phase.ACTIVATE, Phase.ACTIVATE),
    10: (Phase.LENGTHEN, Phase.ACTIVATE, Phase.ACTIVATE, Phase.MOBILITY, Phase.INTEGRATE),
    20: (
        *(Phase.LENGTHEN, Phase.ACTIVATE, Phase.LENGTHEN, Phase.ACTIVATE),
        *(Phase.INTEGRATE, Phase.INHIBIT, Phase.ACTIVATE),
    ),
}
"""Priorities for at least so many minutes, most needed first; cut at the end."""
_ORDER = tuple(Phase)


@dataclass(frozen=True, slots=True)
class _Target:
    """One thing to work on."""

    pattern: PatternId | None
    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]
    side: Side | None
    gentle: bool


def plan(trainee: Trainee, day: date, catalog: Catalog) -> Routine:
    """The routine of a day; without items it is a day of rest.

    The same person, day and history always give the same routine.
    """
    block = block_of(day, trainee.started)
    load = judge(trainee.history, day)
    kind = kind_of(day, trainee.preferences.days)
    targets = _targets(trainee, catalog)
    empty = Routine(day, (), 0, trainee.minutes, block, general=targets[0].pattern is None)
    if (kind is DayKind.REST and trainee.today.minutes is None) or trainee.today.ill:
        return empty
    light = kind is not DayKind.STRENGTH or trainee.today.tired
    chosen = list(_choose(trainee, day, catalog, targets, load, light=light))
    items = _within(chosen, trainee.minutes * 60)
    spent = _spent(items)
    return replace(empty, items=items, seconds=spent, light=light, changes=load.changes)


def _targets(trainee: Trainee, catalog: Catalog) -> tuple[_Target, ...]:
    drivers = trainee.profile.drivers
    if not drivers:
        return (_Target(None, GENERAL, GENERAL, None, gentle=True),)
    most = 1 if trainee.minutes < 10 else 2 if trainee.minutes < 30 else 3
    return tuple(_target(f, catalog) for f in drivers[:most])


def _target(finding: Finding, catalog: Catalog) -> _Target:
    pattern = catalog.patterns[finding.pattern]
    side = finding.worse if finding.side is Side.BOTH else finding.side
    return _Target(
        finding.pattern,
        pattern.tight,
        pattern.weak,
        side if finding.side_confirmed else None,
        gentle=finding.level is Likelihood.POSSIBLE,
    )


def _choose(
    trainee: Trainee,
    day: date,
    catalog: Catalog,
    targets: Sequence[_Target],
    load: Load,
    *,
    light: bool,
) -> Iterator[Prescription]:
    rows = next(
        r for least, r in sorted(_BUDGET.items(), reverse=True) if least <= max(5, trainee.minutes)
    )
    first_week = week_of(day, trainee.started) == 0
    phases = [p for p in rows if not (light and p in (Phase.ACTIVATE, Phase.INTEGRATE))]
    phases = phases[: MOST_AT_FIRST if first_week else MOST]
    if light and Phase.MOBILITY not in phases:
        phases.append(Phase.MOBILITY)
    used: set[str] = set()
    for number, phase in enumerate(phases):
        for shift in range(len(targets)):
            target = targets[(number + shift) % len(targets)]
            found = _pick(trainee, day, catalog, target, phase, used, load)
            if found is not None:
                exercise, muscle = found
                used.add(exercise.id)
                yield _prescribe(exercise, muscle, target, load, first_week=first_week)
                break


def _pick(
    trainee: Trainee,
    day: date,
    catalog: Catalog,
    target: _Target,
    phase: Phase,
    used: set[str],
    load: Load,
) -> tuple[Exercise, MuscleId] | None:
    """The exercise for a muscle of the target; which of several turns with the week."""
    wanted = target.weak if phase in (Phase.ACTIVATE, Phase.INTEGRATE) else target.tight
    fitting = [
        (exercise, muscle)
        for muscle in wanted
        for exercise in catalog.exercises.values()
        if exercise.phase is phase
        and exercise.id not in used
        and (muscle in exercise.muscles or (exercise.any_tight and muscle in target.tight))
        and _possible(exercise, trainee)
        and exercise.id not in load.resting
    ]
    if not fitting:
        return None
    easiest = [f for f in fitting if f[0].easier not in {o.id for o, _ in fitting}]
    turn = day.toordinal() // 7
    return easiest[turn % len(easiest)] if easiest else fitting[0]


def _possible(exercise: Exercise, trainee: Trainee) -> bool:
    """Nothing closed, nothing missing, nothing unwanted, and the place allows it."""
    at_hand = trainee.today.equipment
    place = trainee.today.place or trainee.preferences.place
    own = trainee.preferences.equipment if at_hand is None else at_hand
    return (
        not exercise.closed_by & trainee.closed
        and exercise.id not in trainee.preferences.never
        and exercise.possible_with(own | (OFFICE if place == "office" else HOUSEHOLD))
        and (place != "office" or bool(UPRIGHT & set(exercise.positions)))
    )


def _prescribe(
    exercise: Exercise, muscle: MuscleId, target: _Target, load: Load, *, first_week: bool
) -> Prescription:
    dose = exercise.dose
    gentle = target.gentle or first_week or load.halved
    sets = dose.sets.low if gentle else dose.sets.high
    if load.halved:
        sets = max(1, sets // 2)
    reps = None if dose.reps is None else dose.reps.low
    hold = None if dose.hold_s is None else dose.hold_s.low
    first = (target.side or Side.LEFT) if exercise.one_sided else None
    return Prescription(
        exercise=exercise.id,
        phase=exercise.phase,
        side_first=first if first is not Side.BOTH else Side.LEFT,
        sets=sets,
        reps=reps,
        hold_s=hold,
        why=Why(target.pattern, muscle, target.side),
        seconds=seconds(sets, reps, hold, one_sided=exercise.one_sided),
    )


def _within(chosen: list[Prescription], limit: int) -> tuple[Prescription, ...]:
    """As many of them as fit, in the order of the session; the dose yields before an exercise."""
    items = list(chosen)
    while items and _spent(items) > limit:
        if any(i.sets > 1 for i in items):
            items = [_with_sets(i, 1) for i in items]
        elif any((i.reps or 0) > 8 for i in items):
            items = [_shorter(i) for i in items]
        else:
            items.pop()
    return tuple(sorted(items, key=lambda i: _ORDER.index(i.phase)))


def _spent(items: Sequence[Prescription]) -> int:
    return total([i.seconds for i in items], rests=False)


def _with_sets(item: Prescription, sets: int) -> Prescription:
    return _timed(replace(item, sets=min(item.sets, sets)))


def _shorter(item: Prescription) -> Prescription:
    return _timed(item if item.reps is None else replace(item, reps=min(item.reps, 8)))


def _timed(item: Prescription) -> Prescription:
    spent = seconds(item.sets, item.reps, item.hold_s, one_sided=item.side_first is not None)
    return replace(item, seconds=spent)
