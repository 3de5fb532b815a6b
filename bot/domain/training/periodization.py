"""Which block and week of the programme it is: gates, easier weeks, training days."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache
from itertools import combinations, islice
from statistics import median

from bot.domain.training.pain import Colour
from bot.domain.training.routine import Block
from bot.domain.training.training_state import Entry, between

WEEK = timedelta(days=7)
BLOCKS = (Block.CALM, Block.BUILD, Block.INTEGRATE, Block.KEEP)
WEEKS = {Block.CALM: 2, Block.BUILD: 4, Block.INTEGRATE: 4}
"""The least a block lasts."""
LAST_SESSIONS, OF_THEM_DONE = 6, 4
DELOAD_EVERY, DELOAD_WEEK = 6, 5
"""Every sixth week recovers while there is more to recover from than two strength days; weeks count
from 0. Source: clinical model, week 5 or 6."""
SIGNS_AMBER = 2
EFFORT_RISE = 2
EFFORTS = 6
"""Strength sessions whose effort is compared: the last two with those before."""


TRAINING_DAYS = 5
"""Two days of the week stay free, however many are offered."""
STRENGTH_DAYS, STRENGTH_TO_KEEP = 3, 2
_WEEK = 7


def week_of(day: date, started: date | None) -> int:
    """Return the week of the programme; the first is 0."""
    return 0 if started is None else max(0, (day - started).days // 7)


def block_of(day: date, started: date | None, log: Sequence[Entry]) -> tuple[Block, bool]:
    """Return the block of a day, and whether it waits at a gate."""
    if started is None:
        return Block.CALM, False
    place = entered = 0
    waits = False
    for week in range(1, week_of(day, started) + 1):
        block = BLOCKS[place]
        if block is Block.KEEP:
            break
        if week - entered < WEEKS[block]:
            continue
        at = started + WEEK * week
        waits = not _open(block, at, started, log)
        if not waits:
            place, entered = place + 1, week
    return BLOCKS[place], waits


def _open(block: Block, at: date, started: date, log: Sequence[Entry]) -> bool:
    """Whether the gate at the end of a block is open on the first day of a week."""
    week = between(log, at - WEEK, at)
    if block is Block.CALM:
        last = between(log, date.min, at)[-LAST_SESSIONS:]
        enough = sum(e.done for e in last) * LAST_SESSIONS >= OF_THEM_DONE * len(last)
        no_red = all(e.colour is not Colour.RED for e in between(log, at - WEEK * 2, at))
        return bool(last) and enough and no_red and all(e.colour is Colour.GREEN for e in week)
    if block is Block.BUILD:
        sure = not any(e.easier for e in week)
        no_red = all(e.colour is not Colour.RED for e in week)
        first = [e.pain for e in between(log, date.min, started + WEEK) if e.pain is not None]
        recent = [e.pain for e in week if e.pain is not None]
        return sure and no_red and (not first or not recent or median(recent) <= median(first))
    return True


def deload(day: date, started: date | None, block: Block, log: Sequence[Entry]) -> str | None:
    """Return why the sets are halved on a day: "planned", "signs", or None."""
    if started is None or block is Block.CALM:
        return None
    if block is not Block.KEEP and week_of(day, started) % DELOAD_EVERY == DELOAD_WEEK:
        return "planned"
    return "signs" if _signs(day, log) else None


def _signs(day: date, log: Sequence[Entry]) -> bool:
    """Whether there were two ambers in a week, or effort rose by two points for the same work."""
    recent = between(log, day - WEEK, day)
    if sum(e.colour is Colour.AMBER for e in recent) >= SIGNS_AMBER:
        return True
    with_effort = (e for e in reversed(log) if e.effort is not None and e.done and not e.light)
    strength = [*islice(with_effort, EFFORTS)][::-1]
    if len(strength) < 4 or strength[-1].day < day - WEEK:
        return False
    efforts = [e.effort or 0 for e in strength]
    return median(efforts[-2:]) - median(efforts[:-2]) >= EFFORT_RISE


class DayKind(Enum):
    """What a day of the week is for."""

    STRENGTH = "strength"
    LIGHT = "light"
    REST = "rest"


def kind_of(day: date, days: Collection[int], *, apart: bool, keeping: bool = False) -> DayKind:
    """Return what a day is for, given the weekdays the person chose.

    Args:
        days: Monday is 0.
        apart: strength never on two days running (weeks 1 to 4).
        keeping: two strength days are enough to keep what was gained.
    """
    strength, light = _week(frozenset(days), apart, keeping)
    if day.weekday() in strength:
        return DayKind.STRENGTH
    return DayKind.LIGHT if day.weekday() in light else DayKind.REST


def training_days(days: Collection[int]) -> frozenset[int]:
    """Return the weekdays on which something is planned."""
    strength, light = _week(frozenset(days), True, False)
    return strength | light


def strength_days(days: Collection[int], *, keeping: bool = False) -> frozenset[int]:
    """Return the weekdays on which strength is planned."""
    return _week(frozenset(days), True, keeping)[0]


def training_days_between(after: date, before: date, days: Collection[int]) -> int:
    """Count the training days strictly between two dates."""
    meant = training_days(days)
    gap = (before - after).days
    return sum((after + timedelta(days=n)).weekday() in meant for n in range(1, gap))


@lru_cache(maxsize=512)
def _week(
    days: frozenset[int], apart: bool, keeping: bool
) -> tuple[frozenset[int], frozenset[int]]:
    """Return (strength days, light days): as many strength days as fit, spread as evenly as
    possible."""
    most = STRENGTH_TO_KEEP if keeping else STRENGTH_DAYS
    chosen = sorted(days)
    best: tuple[int, ...] = ()
    for count in range(min(most, len(chosen)), 0, -1):
        fitting = [c for c in combinations(chosen, count) if not apart or _nearest(c) > 1]
        if fitting:
            best = max(fitting, key=lambda c: (_nearest(c), [-d for d in c]))
            break
    light = [d for d in chosen if d not in best][: TRAINING_DAYS - len(best)]
    return frozenset(best), frozenset(light)


def _nearest(days: tuple[int, ...]) -> int:
    """Return the smallest gap around the week."""
    if len(days) < 2:
        return _WEEK
    around = (*days[1:], days[0] + _WEEK)
    return min(b - a for a, b in zip(days, around, strict=True))
