"""A profile: what seems tight or weak, on which side, how sure, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.assessment.measured import MeasuredMuscle, Muscles, State, as_measured, muscles_in
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.result import BOTH_SIDES
from bot.domain.ids import MuscleId, PatternId, QuestionId, Region, Side, TestId
from bot.domain.phrase import Phrase


class Likelihood(StrEnum):
    """How probable a pattern is; below "possible" it is not reported."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class Conclusion(StrEnum):
    """What came out of the whole assessment."""

    FOUND = "found"
    NOTHING = "nothing"
    """Nothing worth correcting."""
    NOT_ENOUGH = "not_enough"
    """Too many tests unsure or undone to say."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One answer that speaks for or against a pattern."""

    question: QuestionId
    because: Phrase
    weight: float
    """How far the probability falls without it; rises, where it speaks against."""
    side: Side | None = None
    value: float | None = None
    usual: float | None = None
    """Where normal begins for this person, in the unit of the question."""
    unit: str = ""
    error: float = 0.0
    """How far the number may be off, in the same unit."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One pattern that the assessment found."""

    pattern: PatternId
    side: Side | None
    """None: the pattern has no side. Both: each side shows it."""
    worse: Side | None
    """Of both, the side that is worse beyond the error of measurement."""
    side_confirmed: bool
    """False: the answers leave the side open; both are trained equally."""
    level: Likelihood
    probability: float
    because: tuple[Reason, ...]
    """Strongest first, at most three."""
    against: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """What an assessment concluded, stored as it was reported."""

    conclusion: Conclusion
    drivers: tuple[Finding, ...]
    """At most three, in order: these shape the plan."""
    others: tuple[Finding, ...] = ()
    """Found, but of lower rank."""
    unsure: tuple[PatternId, ...] = ()
    """Tests without a result; they are offered on another day."""
    tested: tuple[PatternId, ...] = ()
    """Patterns whose own strongest self-test was beyond usual, told or not."""
    repeat: tuple[TestId, ...] = ()
    """Self-tests to do once more next day, since answers contradict each other."""
    provisional: bool = False
    """Made from the short form, before the self-tests."""
    outdated: bool = False
    """Read from a release that told a pattern which is no longer told: to be concluded anew."""
    muscles: tuple[MeasuredMuscle, ...] = ()
    """What self-tests measured of single muscles, the farthest from usual first."""
    sore: tuple[Region, ...] = ()
    """Places that hurt, the worst first."""
    learned: tuple[Reason, ...] = ()
    """What habits and signs told, where that was too little for a conclusion."""

    def muscles_of(self, pattern: Pattern) -> Muscles:
        """Return what is tight and weak of a pattern: as measured, else as is usual."""
        return as_measured(pattern.muscles, self.muscles)

    def seems_tight(self, patterns: Mapping[PatternId, Pattern]) -> bool:
        """Whether any muscle measured short, or is tight by what was found."""
        tight = (self.muscles_of(patterns[f.pattern]).tight for f in (*self.drivers, *self.others))
        return bool(muscles_in(State.SHORT, self.muscles)) or any(tight)

    def sides_of(self, muscle: MuscleId, state: State, finding: Finding) -> tuple[Side, ...]:
        """Return the sides on which a muscle of a finding is short or weak."""
        side = muscles_in(state, self.muscles).get(muscle, finding.side)
        return BOTH_SIDES if side is None or side is Side.BOTH else (side,)
