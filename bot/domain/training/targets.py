"""Choose what a session works on: its parts, and the leading patterns with their muscles and
sides."""

from dataclasses import dataclass
from enum import Enum

from bot.domain.assessment.profile import Finding, Likelihood
from bot.domain.ids import MuscleId, PatternId, Side
from bot.domain.training.periodization import DayKind
from bot.domain.training.routine import Block
from bot.domain.training.trainee import Knowledge, Trainee

SIDE_IS_WEAKER = frozenset(PatternId(id) for id in ("P11", "P17", "P18"))
"""Their side is that of the weak muscle, so that neither side counts as the tight one; of all
others the side that shows the pattern is both. Source: clinical model, patterns."""


MOST, MOST_AT_FIRST = 7, 4
"""Exercises in a session, and in the first week. Source: Henry 1999; clinical model."""
_ROWS: dict[Block, dict[int, str]] = {
    Block.CALM: {5: "LAA", 10: "LALAR", 20: "LALARA", 30: "LALALAR"},
    Block.BUILD: {5: "LAA", 10: "LAIOR", 20: "LALAIOR", 30: "LALAIOL"},
    Block.INTEGRATE: {5: "LAA", 10: "LAIOA", 20: "LAILAOI", 30: "LAILAOI"},
    Block.KEEP: {5: "LAA", 10: "LAIOA", 20: "LAIOIA", 30: "LAIOIAA"},
}
"""Each stretch is followed by the activation of its partner. Source: clinical model, programme."""
_LIGHT = {5: "LML", 10: "LMLRM", 20: "LMLRLM", 30: "LMLRLML"}
_LIGHT_KEEPING = "LM"


@dataclass(frozen=True, slots=True)
class Target:
    """One pattern, or what a general routine keeps moving."""

    pattern: PatternId | None
    tight: tuple[MuscleId, ...]
    weak: tuple[MuscleId, ...]
    side: Side | None
    """Left or right: the weaker side, which begins and sets the dose; None: both alike."""
    tight_side: Side | None
    """Left or right: the side that is stretched longer."""
    gentle: bool
    """Possible only: the lowest dose."""
    lower_body: bool | None
    """None: the whole body."""


def targets(trainee: Trainee, catalog: Knowledge, most: int) -> tuple[Target, ...]:
    """Return the leading patterns; a chain from the foot up counts as one.

    Args:
        most: how many the session has room for.
    """
    drivers = trainee.profile.drivers
    if not drivers:
        plan_rules = catalog.plan_rules
        return (
            Target(None, plan_rules.general_tight, plan_rules.general_weak, None, None, True, None),
        )
    active = [f for f in drivers if f.pattern not in trainee.keeping]
    kept = [f for f in drivers if f.pattern in trainee.keeping]
    chosen: list[Finding] = []
    groups = 0
    chained = False
    for finding in (*active, *kept):
        in_chain = catalog.patterns[finding.pattern].chain is not None
        if not (in_chain and chained):
            groups += 1
        if groups > most:
            break
        chained = chained or in_chain
        chosen.append(finding)
    return tuple(_target(f, catalog) for f in chosen)


def _target(finding: Finding, catalog: Knowledge) -> Target:
    pattern = catalog.patterns[finding.pattern]
    side = finding.worse if finding.side in (None, Side.BOTH) else finding.side
    if not finding.side_confirmed or side is Side.BOTH:
        side = None
    return Target(
        pattern=finding.pattern,
        tight=pattern.tight,
        weak=pattern.weak,
        side=side,
        tight_side=None if finding.pattern in SIDE_IS_WEAKER else side,
        gentle=finding.level is Likelihood.POSSIBLE,
        lower_body=pattern.lower_body,
    )


class Part(Enum):
    """A place in the session."""

    LENGTHEN = "L"
    ACTIVATE = "A"
    INTEGRATE = "I"
    OUTSIDE = "O"
    """Strength outside the main region."""
    RELEASE = "R"
    MOBILITY = "M"


def session_parts(
    minutes: int, block: Block, kind: DayKind, *, first_week: bool
) -> tuple[Part, ...]:
    """Return the parts of a session to fill, most needed first."""
    rows = _LIGHT if kind is DayKind.LIGHT else _ROWS[block]
    least = max((m for m in rows if m <= minutes), default=min(rows))
    row = rows[least]
    if kind is DayKind.LIGHT and block is Block.KEEP:
        row = _LIGHT_KEEPING
    return tuple(Part(letter) for letter in row[: MOST_AT_FIRST if first_week else MOST])


def patterns_at_once(minutes: int) -> int:
    """Return how many patterns a session of so many minutes has room for."""
    return 1 if minutes < 20 else 2 if minutes < 30 else 3
