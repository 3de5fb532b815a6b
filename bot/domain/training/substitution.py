"""Which exercise takes another's place: a step easier or harder, or the nearest alike."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace

from bot.domain.ids import ExerciseId, Side
from bot.domain.training import eligibility
from bot.domain.training.dosage import LONG_HOLD, SHORT_HOLD_S
from bot.domain.training.dose import Dose
from bot.domain.training.dose_ladder import Rung, lessened
from bot.domain.training.exercise import STRENGTH
from bot.domain.training.exercise_index import Placed
from bot.domain.training.routine import Prescription
from bot.domain.training.trainee import Knowledge, Trainee


def stepped(
    item: Prescription, trainee: Trainee, catalog: Knowledge, *, harder: bool
) -> Prescription | None:
    """Return the exercise one step down or up the ladder, at its easiest dose; where the ladder
    ends, less or more of the same. None when there is no step left."""
    index = eligibility.index_of(catalog)
    planned = item.instead_of
    back = planned is not None and index.neighbour(planned, harder=not harder) == item.exercise
    other = planned if back else index.neighbour(item.exercise, harder=harder)
    jumps = other is not None and harder and index.placed[other].exercise.jumps
    if other is not None and not jumps and other in allowed(trainee, catalog):
        return _as(item, index.placed[other], index.placed[other].rungs[0], trainee)
    if item.exercise not in index.placed:
        return None
    placed = index.placed[item.exercise]
    loads = item.exercise in eligibility.loadable(trainee, catalog)
    rungs = [r for r in placed.rungs if loads or not r.heavier]
    rung = _more(item, rungs) if harder else lessened(Rung(item.reps, item.hold_s))
    return None if rung is None else _as(item, placed, rung, trainee)


def substitute(
    item: Prescription, planned: Collection[ExerciseId], trainee: Trainee, catalog: Knowledge
) -> Prescription | None:
    """Return a different exercise of the same phase for the same muscle, else for its pattern; the
    one nearest in difficulty, and never a harder one where there is a choice.

    Args:
        planned: what today holds already.
    """
    index = eligibility.index_of(catalog)
    fitting = [*index.for_muscle(item.phase, item.why.muscle)]
    if item.why.pattern is not None:
        fitting += index.for_pattern(item.phase, item.why.pattern)
    may, here = allowed(trainee, catalog), index.placed[item.exercise].depth
    left = [
        p
        for p in fitting
        if p.exercise.id in may
        and p.exercise.id not in planned
        and p.exercise.id != item.exercise
        and not p.exercise.jumps
    ]
    if not left:
        return None
    nearest = min(left, key=lambda p: (p.depth > here, abs(p.depth - here), p.exercise.id))
    return _as(item, nearest, nearest.rungs[0], trainee)


def allowed(trainee: Trainee, catalog: Knowledge) -> frozenset[ExerciseId]:
    """Return what is eligible today, without what hurts or heals."""
    spared = eligibility.spared_places(trainee.today.hurting | trainee.healing, catalog)
    return eligibility.today(trainee, catalog, spared, eligibility.always(trainee, catalog))


def staying(
    items: Iterable[Prescription], trainee: Trainee, catalog: Knowledge
) -> frozenset[ExerciseId]:
    """Return the exercises of a session that leave alone what hurts or heals."""
    may = allowed(trainee, catalog)
    spared = eligibility.spared_places(trainee.today.hurting | trainee.healing, catalog)
    fit = [i for i in items if i.exercise in may]
    return frozenset(
        i.exercise for i in fit if not spared.spares(catalog.exercises[i.exercise], i.why.muscle)
    )


def _as(item: Prescription, placed: Placed, rung: Rung, trainee: Trainee) -> Prescription:
    exercise = placed.exercise
    hold = rung.hold_s
    if hold is not None and exercise.phase in STRENGTH and LONG_HOLD in trainee.closed:
        hold = min(hold, SHORT_HOLD_S)
    sets = min(item.sets, exercise.dose.sets.high)
    dose = Dose(sets=sets, reps=rung.reps, hold_s=hold, slow=rung.slow, heavier=rung.heavier)
    planned = item.instead_of or item.exercise
    return replace(
        item,
        exercise=exercise.id,
        phase=exercise.phase,
        side_first=(item.side_first or Side.LEFT) if exercise.one_sided else None,
        **{part.name: getattr(dose, part.name) for part in fields(dose)},
        seconds=dose.duration(one_sided=exercise.one_sided),
        instead_of=None if planned == exercise.id else planned,
    )


def _more(item: Prescription, rungs: Sequence[Rung]) -> Rung | None:
    """Return the next of its own doses."""
    dose = (item.heavier, item.slow, item.reps or 0, item.hold_s or 0)
    above = [r for r in rungs if (r.heavier, r.slow, r.reps or 0, r.hold_s or 0) > dose]
    return above[0] if above else None
