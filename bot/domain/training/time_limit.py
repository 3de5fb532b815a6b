"""Fit the exercises of a session into the minutes."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.ids import Side
from bot.domain.training.dosage import LEAST_REPS, Item, longer_on
from bot.domain.training.dose import Dose, total
from bot.domain.training.exercise import Phase

LEAST_HOLD_S = 20
"""What a hold yields to when the minutes are short."""
_ORDER = tuple(Phase)


def within(items: Sequence[Item], limit_s: int) -> tuple[list[Item], int]:
    """Return as many items as fit, in the order of the session, and their seconds.

    The dose yields before an exercise does: the press of a stretch, rest between exercises, the
    extra set of a weaker side, repetitions, holds, sets, then the last activation, then whatever
    is needed least.

    Args:
        items: most needed first.
    """
    kept = list(items)
    for place in reversed(range(len(kept))):
        if total([i.seconds for i in kept]) > limit_s:
            kept[place] = replace(kept[place], dose=replace(kept[place].dose, contract=False))
    with_rests = total([i.seconds for i in kept])
    if with_rests <= limit_s:
        return _in_order(kept), with_rests
    for yielding in (_no_extra, _fewer_reps, _shorter_hold, _one_set):
        for place in reversed(range(len(kept))):
            if _spent(kept) <= limit_s:
                break
            dose = yielding(kept[place])
            if dose is not kept[place].dose:
                kept[place] = replace(kept[place], dose=dose)
    while kept and _spent(kept) > limit_s:
        last = [n for n, i in enumerate(kept) if i.phase is Phase.ACTIVATE]
        del kept[last[-1] if len(last) > 1 else -1]
    spent = _spent(kept)
    with_rests = total([i.seconds for i in kept])
    return _in_order(kept), with_rests if with_rests <= limit_s else spent


def _spent(items: Sequence[Item]) -> int:
    return total([i.seconds for i in items], rests=False)


def _in_order(items: Sequence[Item]) -> list[Item]:
    return sorted(items, key=lambda i: _ORDER.index(i.phase))


def _no_extra(item: Item) -> Dose:
    return item.dose if item.dose.extra_set is None else replace(item.dose, extra_set=None)


def _fewer_reps(item: Item) -> Dose:
    dose = item.dose
    if dose.reps is None or dose.reps <= LEAST_REPS:
        return dose
    return replace(dose, reps=LEAST_REPS)


def _shorter_hold(item: Item) -> Dose:
    dose = item.dose
    if dose.reps is not None or dose.hold_s is None:
        return dose
    hold = min(dose.hold_s, LEAST_HOLD_S)
    if dose.side_hold_s is None:
        return replace(dose, hold_s=hold)
    left, right = dose.side_hold_s
    side = Side.LEFT if left > right else Side.RIGHT
    return longer_on(replace(dose, hold_s=hold, side_hold_s=None), side)


def _one_set(item: Item) -> Dose:
    return item.dose if item.dose.sets == 1 else replace(item.dose, sets=1)
