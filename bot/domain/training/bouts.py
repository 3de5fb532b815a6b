"""What one exercise is done in: set after set, side after side, and what planned work comes to."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import Side
from bot.domain.training.dose import FIRST_HOLD_S, PRESS_S
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Work

OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@dataclass(frozen=True, slots=True)
class Bout:
    """One set on one side."""

    number: int
    """Of the set, from 1; the extra set of the weaker side comes after the last."""
    side: Side | None
    reps: int | None
    hold_s: int | None


def bouts(item: Prescription) -> tuple[Bout, ...]:
    """All of them in the order they are done: the side to begin with first, then the other."""
    first = item.side_first
    sides = (None,) if first is None else (first, OTHER[first])
    order = [(number, side) for number in range(1, item.sets + 1) for side in sides]
    if item.extra_set is not None:
        order.append((item.sets + 1, item.extra_set))
    return tuple(Bout(number, side, item.reps, _hold(item, side)) for number, side in order)


class Stage(StrEnum):
    """A part of a hold."""

    HOLD = "hold"
    PRESS = "press"
    """Gently against the stretch, without moving."""
    EASE = "ease"
    """Let go, and into the stretch."""


def stages(item: Prescription, hold_s: int) -> tuple[tuple[Stage, int], ...]:
    """A hold, part by part with its seconds."""
    if not item.contract:
        return ((Stage.HOLD, hold_s),)
    return (Stage.HOLD, FIRST_HOLD_S), (Stage.PRESS, PRESS_S), (Stage.EASE, hold_s)


def timed(item: Prescription) -> bool:
    """Whether a set is one hold, so that a timer can count it."""
    return item.reps is None and bool(item.hold_s)


def planned_work(item: Prescription, load: str | None = None) -> tuple[Work, ...]:
    """What "done" says, side by side."""
    return tuple(
        Work(b.side or Side.BOTH, b.reps, None if b.reps else b.hold_s, load)
        for b in bouts(item)
        if b.number == 1
    )


def _hold(item: Prescription, side: Side | None) -> int | None:
    if item.side_hold_s is None or side is None:
        return item.hold_s
    return item.side_hold_s[0 if side is Side.LEFT else 1]
