"""A profile: what seems tight, what seems weak, on which side, how sure, and why."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import PatternId, QuestionId, Side, TestId
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
    """One pattern that was found."""

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
    """What an assessment concluded, stored as it was told."""

    conclusion: Conclusion
    drivers: tuple[Finding, ...]
    """At most three, in order: these shape the plan."""
    others: tuple[Finding, ...] = ()
    """Found, but of lower rank."""
    unsure: tuple[PatternId, ...] = ()
    """Tests without a result; they are offered on another day."""
    repeat: tuple[TestId, ...] = ()
    """Self-tests to do once more next day, since answers contradict each other."""
    provisional: bool = False
    """Made from the short form, before the self-tests."""
    outdated: bool = False
    """Read from a release that told a pattern which is no longer told: to be concluded anew."""
