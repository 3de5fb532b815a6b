"""In which order a dose grows, step by step, and how much less it is for whom it was too hard."""

from dataclasses import dataclass

from bot.domain.training.exercise import STRENGTH, Exercise, Range, Slower

LOAD_STEPS = 4
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


def _steps(span: Range, step: int) -> list[int]:
    return sorted({*range(span.low, span.high, step), span.high})


def dose_ladder(exercise: Exercise) -> tuple[Rung, ...]:
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
