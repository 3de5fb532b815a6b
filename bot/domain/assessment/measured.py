"""Which muscles self-tests measured as short, long enough, or weak, and on which side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.result import BOTH_SIDES, Result, Results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import MuscleId, Side

SURELY_USUAL = 0.8
"""So likely is a result usual at least before its muscle counts as long. Estimate."""


class State(StrEnum):
    """What was measured of a muscle."""

    SHORT = "short"
    LONG = "long"
    """As long as usual or longer: there is nothing to stretch."""
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class MeasuredMuscle:
    """One muscle with its state."""

    muscle: MuscleId
    state: State
    side: Side
    """Both where each side shows it, or the test tells of no side."""


@dataclass(frozen=True, slots=True)
class Muscles:
    """The muscles to stretch and to strengthen, the most important first."""

    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]


def measure_muscles(read: Results, tests: Iterable[SelfTest]) -> tuple[MeasuredMuscle, ...]:
    """Return what the results say of single muscles, the farthest from usual first."""
    of_length: dict[MuscleId, list[Result]] = {}
    of_strength: dict[MuscleId, list[Result]] = {}
    compared: set[str] = set()
    for test in tests:
        for finding, roles in test.muscles.items():
            states = read.by_finding.get(finding, ())
            compared |= {finding} if roles.compared else set()
            for muscle in roles.length:
                of_length.setdefault(muscle, []).extend(states)
            for muscle in roles.strength:
                of_strength.setdefault(muscle, []).extend(states)
    measured = [
        (_worst(results), MeasuredMuscle(muscle, state, side))
        for state, by_muscle in ((State.SHORT, of_length), (State.WEAK, of_strength))
        for muscle, results in by_muscle.items()
        if (side := _side(r for r in results if r.shares.normal < 0.5)) is not None
    ]
    short = {one.muscle for _, one in measured if one.state is State.SHORT}
    for muscle, shown in of_length.items():
        alone = [r for r in shown if r.finding not in compared]
        if muscle not in short and alone and _worst(alone) >= SURELY_USUAL:
            side = _side(alone) or Side.BOTH
            measured.append((1.0, MeasuredMuscle(muscle, State.LONG, side)))
    return tuple(one for _, one in sorted(measured, key=lambda pair: pair[0]))


def as_measured(usual: Muscles, measured: Sequence[MeasuredMuscle]) -> Muscles:
    """Return what is tight and weak in one person: measured, else as usual for the pattern.

    What measured long is not tight, whatever a pattern says; what measured weak comes first, also
    where it is usually the tight one, and is not tight then unless it measured short too.
    """
    short, long, weak = (muscles_in(state, measured) for state in State)
    first = [m for m in weak if m in (*usual.weak, *usual.tight)]
    tight = [m for m in short if m in usual.tight]
    tight += [m for m in usual.tight if m not in {**short, **long, **weak}]
    return Muscles(tuple(tight), (*first, *(m for m in usual.weak if m not in first)))


def muscles_in(state: State, measured: Iterable[MeasuredMuscle]) -> dict[MuscleId, Side]:
    """Return the muscles in a state with their side, the farthest from usual first."""
    return {one.muscle: one.side for one in measured if one.state is state}


def _worst(results: Iterable[Result]) -> float:
    """Return how usual the worst of some results is: 1 usual, 0 marked."""
    return min((r.shares.normal + r.shares.mild / 2 for r in results), default=1.0)


def _side(results: Iterable[Result]) -> Side | None:
    sides = {r.side for r in results}
    if not sides:
        return None
    one = sides & {*BOTH_SIDES}
    return one.pop() if len(sides) == len(one) == 1 else Side.BOTH
