"""Who may press against a stretch, and in which stretches."""

from collections.abc import Sequence
from datetime import date

from bot.domain.ids import Movement, Region
from bot.domain.training.dose import Dose
from bot.domain.training.exercise import Exercise, Phase
from bot.domain.training.pain import WEEK, Colour
from bot.domain.training.periodization import week_of
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.routine import Block
from bot.domain.training.trainee import Trainee
from bot.domain.training.training_state import Entry, between

CONTRACT_FROM_WEEK = 2
"""Weeks count from 0. Source: clinical model, phases."""
LEAST_EASE_S = 30
"""The shortest stretch that a press leads into. Source: seed 003."""
CONTRACT_CLOSED_BY = frozenset(
    Movement(m)
    for m in (
        "long_isometric_hold",
        "end_range_stretching",
        "end_range_spinal_flexion",
        "loaded_spinal_flexion",
    )
)
"""The first two as such; the others by which fragile bones, discs and loose joints are known."""
NECK = (Region("neck"), Region("head"))


def may_contract_relax(trainee: Trainee, day: date, block: Block, log: Sequence[Entry]) -> bool:
    """Whether known stretches may be done with a press: from the third week, past the first block,
    nothing closed that speaks against it, nothing that hurts or heals, and a week of sessions
    behind that were all green.

    Args:
        log: earlier days, the oldest first.
    """
    week = between(log, day - WEEK, day)
    return (
        week_of(day, trainee.started) >= CONTRACT_FROM_WEEK
        and block is not Block.CALM
        and trainee.closed.isdisjoint(CONTRACT_CLOSED_BY)
        and not (trainee.today.hurting or trainee.healing or trainee.today.tired)
        and any(e.done for e in week)
        and all(e.colour is Colour.GREEN for e in week)
    )


def can_contract_relax(exercise: Exercise, dose: Dose) -> bool:
    """Whether there is something to press against, and a hold long enough to ease into."""
    shortest = min(dose.side_hold_s or (dose.hold_s or 0,))
    return exercise.press is not None and dose.reps is None and shortest >= LEAST_EASE_S


def may_press(exercise: Exercise, plan_rules: PlanRules) -> bool:
    """Whether a file may tell how to press: a held stretch of anything but the neck."""
    neck = frozenset().union(*(plan_rules.areas[r].muscles for r in NECK if r in plan_rules.areas))
    held = exercise.phase is Phase.LENGTHEN and exercise.dose.reps is None
    return held and neck.isdisjoint(exercise.muscles)
