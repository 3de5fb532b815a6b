"""The sets of an exercise, side by side, and how typed numbers count as work on them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import OutOfRange
from bot.domain.ids import Side
from bot.domain.training.dose import FIRST_HOLD_S, PRESS_S
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Card, Work

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


MOST_REPS, MOST_SECONDS = 100, 600
"""More of one set is a slip of the finger."""


@dataclass(frozen=True, slots=True)
class SetOfSide:
    """One set on one side."""

    number: int
    """Of the set, from 1; the extra set of the weaker side comes after the last."""
    side: Side | None
    reps: int | None
    hold_s: int | None


def sets_of(item: Prescription) -> tuple[SetOfSide, ...]:
    """Return all sets in the order they are done: the side to begin with first, then the other."""
    first = item.side_first
    sides = (None,) if first is None else (first, OTHER[first])
    order = [(number, side) for number in range(1, item.sets + 1) for side in sides]
    if item.extra_set is not None:
        order.append((item.sets + 1, item.extra_set))
    return tuple(SetOfSide(number, side, item.reps, _hold(item, side)) for number, side in order)


def after_set(item: Prescription, bout: int) -> int:
    """Return where the set after that of a bout begins; beyond the last one there is none."""
    order = sets_of(item)
    if bout >= len(order):
        return bout
    rest = enumerate(order[bout:], bout)
    return next((n for n, one in rest if one.number > order[bout].number), len(order))


class Stage(StrEnum):
    """A part of a hold."""

    HOLD = "hold"
    PRESS = "press"
    """Gently against the stretch, without moving."""
    EASE = "ease"
    """Let go, and into the stretch."""


def stages(item: Prescription, hold_s: int) -> tuple[tuple[Stage, int], ...]:
    """Return the parts of a hold with their seconds."""
    if not item.contract:
        return ((Stage.HOLD, hold_s),)
    return (Stage.HOLD, FIRST_HOLD_S), (Stage.PRESS, PRESS_S), (Stage.EASE, hold_s)


def timed(item: Prescription) -> bool:
    """Whether a set is one hold, so that a timer can count it."""
    return item.reps is None and bool(item.hold_s)


def planned_work(item: Prescription, load: str | None = None) -> tuple[Work, ...]:
    """Return the work that "done" means, side by side."""
    return tuple(
        Work(b.side or Side.BOTH, b.reps, None if b.reps else b.hold_s, load)
        for b in sets_of(item)
        if b.number == 1
    )


def _hold(item: Prescription, side: Side | None) -> int | None:
    if item.side_hold_s is None or side is None:
        return item.hold_s
    return item.side_hold_s[0 if side is Side.LEFT else 1]


def assign_sides(item: Prescription, numbers: Sequence[Work]) -> tuple[Work, ...] | None:
    """Assign numbers to sides: those without a side come in the order the sides are done.

    Args:
        told: `Side.BOTH` where no side was named.

    Returns:
        None where they do not fit the exercise: a side of one that has none, too many of them.

    Raises:
        OutOfRange: nobody does so many.
    """
    for work in numbers:
        _check(work)
    first = item.side_first
    if first is None:
        fits = len(numbers) <= item.sets and all(work.side is Side.BOTH for work in numbers)
        return tuple(numbers) if fits else None
    match [work.side for work in numbers]:
        case [Side.BOTH]:
            return tuple(replace(numbers[0], side=side) for side in (first, OTHER[first]))
        case [Side.BOTH, Side.BOTH]:
            return replace(numbers[0], side=first), replace(numbers[1], side=OTHER[first])
        case [(Side.LEFT | Side.RIGHT) as one, *rest] if rest in ([], [OTHER[one]]):
            return tuple(numbers)
        case _:
            return None


def record_work(card: Card, item: Prescription, reported: Sequence[Work]) -> tuple[Card, bool]:
    """Return the card with the work recorded, and whether the exercise is over with that.

    All sides told at once are the end of it; one side alone moves the counter on, set by set.
    """
    again = {work.side for work in reported}
    kept = tuple(work for work in card.work if work.side not in again)
    loaded = [work if work.load else replace(work, load=card.load) for work in reported]
    changed = replace(card, work=(*kept, *loaded))
    if item.side_first is None or len(again) > 1:
        return changed, True
    order = sets_of(item)
    here = order[card.bout].side if card.bout < len(order) else None
    if here in again:
        changed = replace(changed, bout=card.bout + 1)
    sides = {work.side for work in changed.work}
    return changed, len(sides) > 1 and (len(order) == len(sides) or changed.bout >= len(order))


def loaded(card: Card, load: str) -> Card:
    """Return the card with what it is done with, all sides alike."""
    return replace(card, load=load, work=tuple(replace(work, load=load) for work in card.work))


def complete_work(card: Card, item: Prescription) -> tuple[Work, ...]:
    """Return what was done of a finished exercise: as reported, and as planned where nothing
    was."""
    known = {work.side for work in card.work}
    if Side.BOTH in known:
        return card.work
    rest = (work for work in planned_work(item, card.load) if work.side not in known)
    return (*card.work, *rest)


def shortfall(card: Card, item: Prescription) -> int | None:
    """Return what the weaker side managed, repetitions or seconds, where it was less than asked."""
    planned = {work.side: work for work in planned_work(item)}
    fewer = [
        done
        for work in card.work
        if (plan := planned.get(work.side)) is not None
        and (done := work.seconds if timed(item) else work.reps) is not None
        and (asked := plan.seconds if timed(item) else plan.reps) is not None
        and done < asked
    ]
    return min(fewer, default=None)


def _check(work: Work) -> None:
    if work.seconds is not None and not 0 <= work.seconds <= MOST_SECONDS:
        raise OutOfRange(value=work.seconds, low=0, high=MOST_SECONDS, unit="s")
    if work.reps is not None and not 0 <= work.reps <= MOST_REPS:
        raise OutOfRange(value=work.reps, low=0, high=MOST_REPS, unit="")
