"""Outcomes: what an assessment or a re-test led to."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.assessment.profile import Profile
from bot.domain.assessment.shift import Shifted
from bot.domain.ids import Movement, PatternId, QuestionId, Region, TestId
from bot.domain.person import Person
from bot.domain.safety.closure import Closure
from bot.domain.tip import Tip
from bot.domain.training.choices import Chosen
from bot.domain.training.measurements import Measured
from bot.domain.training.retest import Recheck


@dataclass(frozen=True, slots=True)
class Assessed:
    """The profile, as just concluded or asked for again."""

    profile: Profile
    closed: frozenset[Movement] = frozenset()
    plan_possible: bool = True
    fresh: bool = True
    closures: tuple[Closure, ...] = ()
    """What a clinician closed, as the person told it."""
    keeping: tuple[PatternId, ...] = ()
    """What led once and only needs keeping; told where nothing else was found."""
    next_due: datetime | None = None
    """When the next routine comes, if one is promised."""
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Remeasured:
    """A self-test was done again, or on a later day, and the profile concluded anew."""

    test: TestId
    shifts: tuple[Shifted, ...]
    """What differs in the profile; empty where it stays as it is."""
    own: tuple[QuestionId, float] | None = None
    """A number and how much the person's own two tries of it differed."""
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class NoProfile:
    """There is none yet."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """Everything is known to begin."""

    person: Person
    next_due: datetime
    today: date
    general: bool
    """No pattern leads the plan."""
    place: Region | None = None
    """The sore place that leads it instead."""
    tip: Tip | None = None
    may_start: bool = True
    """Whether a first routine may be done at once: nothing was done today."""


@dataclass(frozen=True, slots=True)
class Retested:
    """What a re-test showed, each number held against its error."""

    kind: Recheck
    measured: tuple[Measured, ...]
    graduated: tuple[PatternId, ...]
    """Normal for the second time: it only needs keeping."""
    all_kept: bool
    hard: tuple[float, float] | None
    """How hard the activity was that they named, the first time and now."""
    worse_twice: bool = False
    """Something was worse than at first, beyond its error, for the second time."""
    chosen: tuple[Chosen, ...] = ()
    """What was seen in tests that have no number."""
    unmeasured: tuple[TestId, ...] = ()
    """Tests that were asked for and stayed without an answer."""
