"""Outcomes: what the bot says by itself when a message is due."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.assessment.again import Due
from bot.domain.assessment.profile import Profile
from bot.domain.ids import FlagId
from bot.domain.outcome.reported import PainAsked
from bot.domain.person import Person
from bot.domain.tip import Tip
from bot.domain.training.kept_to import KeptTo
from bot.domain.training.retest import Recheck
from bot.domain.training.review import Review
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Workout


@dataclass(frozen=True, slots=True)
class RoutineDue:
    """The day's routine, pushed or asked for."""

    workout: Workout
    person: Person
    first: bool
    profile: Profile | None
    asked: bool = False
    """Asked for rather than pushed."""
    tip: Tip | None = None
    test: Due | None = None
    """A short self-test that is due before it."""
    asks: PainAsked | None = None
    """The pain that is asked about with it: of the morning, or of a place that comes back."""
    open_day: date | None = None
    """A day that was begun and never told about."""
    welcome: bool = False
    """The first after a planned break."""
    went_by: bool = False
    """The last one went by: what they meant to do then is said back."""
    late: bool = False
    """It comes much later than it should, since the bot was away."""
    recheck: Recheck | None = None
    """What is to be measured again by now."""
    kept_to: KeptTo | None = None
    """What the conditions change, said with the first routine."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Pushed on the day of the review: the week, and the day's routine if there is one."""

    review: Review
    person: Person
    routine: RoutineDue | None
    recheck: Recheck | None = None


@dataclass(frozen=True, slots=True)
class BarrierAsked:
    """What got in the way?"""

    barriers: tuple[str, ...]
    more: bool = False
    """Whether there are others than these."""


@dataclass(frozen=True, slots=True)
class BarrierMet:
    """What is done about it."""

    barrier: str


@dataclass(frozen=True, slots=True)
class NudgeDue:
    """Pushed in place of the routine that nobody answered."""

    workout: Workout


@dataclass(frozen=True, slots=True)
class StretchDue:
    """Pushed where it was switched on: the second stretch of a day."""

    item: Prescription
    conditions: frozenset[FlagId] | None = None
    """Those of the person, by which cautions are chosen; None: not known, so that all are shown."""


@dataclass(frozen=True, slots=True)
class BreakDue:
    """Pushed where it was switched on: a break from sitting."""

    tip: Tip


@dataclass(frozen=True, slots=True)
class SilenceAsked:
    """Pushed after three days without an answer: what suits better?"""

    person: Person


@dataclass(frozen=True, slots=True)
class Farewell:
    """Pushed last, after three weeks without an answer."""


@dataclass(frozen=True, slots=True)
class RestDay:
    """Nothing is planned for today."""

    next_due: datetime | None
    zone: str
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """The same routine again at that moment."""

    due: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class CheckinDue:
    """Pushed: how did it go?"""

    workout: Workout
