"""How a session is made less: half of it, one set less, or shorter where something rested."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.ids import ExerciseId
from bot.domain.training.dosage import LEAST_HOLD_S, LEAST_REPS, Item
from bot.domain.training.dose import Dose, total

MORE_THE_SECOND_TIME = 1.5
"""How much more there is of it the second time than the first."""
BACK_REPS = 5
"""Repetitions of an exercise that comes back after its rest, at least."""


@dataclass(frozen=True, slots=True)
class Relief:
    """What a session is spared; the exercises stay the same."""

    halved: bool = False
    one_set_less: bool = False
    coming_back: frozenset[ExerciseId] = frozenset()
    """What rested and is done again for the first time."""
    halfway: frozenset[ExerciseId] = frozenset()
    """What came back the last time."""


def relieved(items: Sequence[Item], relief: Relief, limit_s: int) -> tuple[list[Item], int]:
    """Return the items of a session with less of each, and their seconds."""
    lighter = [replace(item, dose=_less(item, relief)) for item in items]
    seconds = [item.seconds for item in lighter]
    with_rests = total(seconds)
    return lighter, with_rests if with_rests <= limit_s else total(seconds, rests=False)


def _less(item: Item, relief: Relief) -> Dose:
    dose = item.dose
    if item.choice.placed.exercise.id in relief.coming_back:
        dose = _short(dose)
    elif relief.halved:
        dose = _half(dose)
    elif item.choice.placed.exercise.id in relief.halfway:
        dose = _halfway(dose)
    if relief.one_set_less:
        dose = replace(_plain(dose), sets=max(1, dose.sets - 1))
    return dose


def _half(dose: Dose) -> Dose:
    """Half the sets; where there is one, fewer repetitions or a shorter hold."""
    plain = _plain(dose)
    if dose.sets > 1:
        return replace(plain, sets=dose.sets // 2)
    if dose.reps is not None:
        return replace(plain, reps=min(dose.reps, max(LEAST_REPS, dose.reps // 2)), slow=False)
    return plain


def _short(dose: Dose) -> Dose:
    """About half of it: sets, where there are several, else repetitions or seconds."""
    plain = replace(_plain(dose), slow=False)
    if dose.sets > 1:
        return replace(plain, sets=dose.sets // 2)
    if dose.reps is not None:
        return replace(plain, reps=min(dose.reps, max(BACK_REPS, dose.reps // 2)))
    if dose.side_hold_s is not None:
        left, right = dose.side_hold_s
        return replace(plain, side_hold_s=(_half_hold(left), _half_hold(right)))
    return plain if dose.hold_s is None else replace(plain, hold_s=_half_hold(dose.hold_s))


def _halfway(dose: Dose) -> Dose:
    """Half as much again as the shorter dose of the first time, and never more than the whole."""
    short = _short(dose)
    sets = min(dose.sets, short.sets + 1)
    more = MORE_THE_SECOND_TIME * short.sets / sets
    if dose.reps is not None:
        return replace(short, sets=sets, reps=min(dose.reps, int((short.reps or 0) * more)))
    if dose.side_hold_s is not None and short.side_hold_s is not None:
        left, right = (
            min(whole, _rounded(less * more))
            for whole, less in zip(dose.side_hold_s, short.side_hold_s, strict=True)
        )
        return replace(short, sets=sets, side_hold_s=(left, right))
    hold = min(dose.hold_s or 0, _rounded((short.hold_s or 0) * more))
    return replace(short, sets=sets, hold_s=hold)


def _rounded(seconds: float) -> int:
    return max(LEAST_HOLD_S, int(seconds) // 5 * 5)


def _half_hold(seconds: int) -> int:
    return min(seconds, max(LEAST_HOLD_S, seconds // 10 * 5))


def _plain(dose: Dose) -> Dose:
    return replace(dose, extra_set=None, contract=False)
