"""What gives way first when a session is longer than the minutes, and what fills them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.ids import Side
from bot.domain.training.dosage import LEAST_REPS, Item, longer_on
from bot.domain.training.dose import Dose, total
from bot.domain.training.exercise import STRENGTH, Phase
from bot.domain.training.session_parts import FULL_MINUTES

LEAST_HOLD_S = 20
"""What a hold yields to when the minutes are short."""
FEWEST_REPS = 5
"""What repetitions yield to rather than losing the only stretch or the only strength work."""
LONGER_S = 10
FILLED = 0.9
"""A session is full when so much of its minutes is spent."""
_ORDER = tuple(Phase)


def fit(items: Sequence[Item], minutes: int) -> tuple[list[Item], int]:
    """Return the items of a session in its order, and their seconds.

    With many minutes there are fewer exercises at the whole dose, not more at a smaller one.

    Args:
        items: most needed first.
    """
    limit_s = minutes * 60
    if minutes < FULL_MINUTES:
        kept, seconds = within(items, limit_s)
    else:
        kept, seconds = at_full_dose(items, limit_s)
    kept, seconds = filled(kept, seconds, limit_s)
    return sorted(kept, key=lambda i: _ORDER.index(i.phase)), seconds


def at_full_dose(items: Sequence[Item], limit_s: int) -> tuple[list[Item], int]:
    """Return those that fit at their whole dose; only then what fits with fewer sets."""
    kept: dict[int, Item] = {}
    for number, item in enumerate(items):
        if _with_rests([*kept.values(), item]) <= limit_s:
            kept[number] = item
    for number, item in enumerate(items):
        if number in kept or _with_rests(kept.values()) >= limit_s * FILLED:
            continue
        for less in _smaller(item):
            if _with_rests([*kept.values(), less]) <= limit_s:
                kept[number] = less
                break
    fitting = [kept[number] for number in sorted(kept)]
    return fitting, _with_rests(fitting)


def filled(items: Sequence[Item], seconds: int, limit_s: int) -> tuple[list[Item], int]:
    """Give what is left of the minutes to further sets, then to longer stretches, what is needed
    most first."""
    kept = list(items)
    for more in (_one_set_more, _longer_stretch):
        grew = True
        while grew:
            grew = False
            for place, item in enumerate(kept):
                larger = more(item)
                if larger is None or seconds >= limit_s * FILLED:
                    continue
                with_more = [*kept[:place], larger, *kept[place + 1 :]]
                if _with_rests(with_more) <= limit_s:
                    kept, seconds, grew = with_more, _with_rests(with_more), True
    return kept, seconds


def _one_set_more(item: Item) -> Item | None:
    if item.dose.sets >= item.most_sets:
        return None
    return replace(item, dose=replace(item.dose, sets=item.dose.sets + 1))


def _longer_stretch(item: Item) -> Item | None:
    held = (item.dose.hold_s or 0) + LONGER_S
    if held > item.most_hold_s:
        return None
    return replace(item, dose=replace(item.dose, hold_s=held))


def within(items: Sequence[Item], limit_s: int) -> tuple[list[Item], int]:
    """Return as many items as fit, and their seconds.

    The dose yields before an exercise does: the press of a stretch, rest between exercises, the
    extra set of a weaker side, repetitions, holds, sets, then the last activation, then whatever
    is needed least. The only stretch and the only strength work yield last.

    Args:
        items: most needed first.
    """
    kept = list(items)
    for place in reversed(range(len(kept))):
        if total([i.seconds for i in kept]) > limit_s:
            kept[place] = replace(kept[place], dose=replace(kept[place].dose, contract=False))
    with_rests = total([i.seconds for i in kept])
    if with_rests <= limit_s:
        return kept, with_rests
    for yielding in (_no_extra, _fewer_reps, _shorter_hold, _one_set):
        kept = _yielding(kept, yielding, limit_s)
    while kept and _spent(kept) > limit_s:
        least = _needed_least(kept)
        if least is not None:
            del kept[least]
            continue
        kept = _yielding(kept, _fewest_reps, limit_s)
        if _spent(kept) > limit_s:
            del kept[-1]
    spent = _spent(kept)
    with_rests = total([i.seconds for i in kept])
    return kept, with_rests if with_rests <= limit_s else spent


def fewer_sets(items: Sequence[Item], limit_s: int) -> list[Item]:
    """Return the items with one set of as many as it takes to fit, what is needed least first."""
    return _yielding(items, _one_set, limit_s)


def _needed_least(kept: Sequence[Item]) -> int | None:
    """Return what to leave out: the last activation, or the last; None: each is the only one."""
    strong = [n for n, item in enumerate(kept) if item.phase in STRENGTH]
    last = [n for n in strong if kept[n].phase is Phase.ACTIVATE]
    if last and len(strong) > 1:
        return last[-1]
    stretches = [n for n in range(len(kept)) if n not in strong]
    for group in (stretches, strong):
        if len(group) > 1:
            return group[-1]
    return None


def _yielding(items: Sequence[Item], less: Callable[[Item], Dose], limit_s: int) -> list[Item]:
    kept = list(items)
    for place in reversed(range(len(kept))):
        if _spent(kept) <= limit_s:
            break
        dose = less(kept[place])
        if dose is not kept[place].dose:
            kept[place] = replace(kept[place], dose=dose)
    return kept


def _smaller(item: Item) -> Iterator[Item]:
    """Yield the item with less and less of it, down to one set."""
    plain = replace(item, dose=replace(item.dose, contract=False, extra_set=None))
    for sets in range(item.dose.sets, 0, -1):
        yield replace(plain, dose=replace(plain.dose, sets=sets))


def _with_rests(items: Iterable[Item]) -> int:
    return total([i.seconds for i in items])


def _spent(items: Sequence[Item]) -> int:
    return total([i.seconds for i in items], rests=False)


def _no_extra(item: Item) -> Dose:
    return item.dose if item.dose.extra_set is None else replace(item.dose, extra_set=None)


def _fewer_reps(item: Item) -> Dose:
    return _at_most(item.dose, LEAST_REPS)


def _fewest_reps(item: Item) -> Dose:
    return _at_most(item.dose, FEWEST_REPS)


def _at_most(dose: Dose, reps: int) -> Dose:
    return dose if dose.reps is None or dose.reps <= reps else replace(dose, reps=reps)


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
