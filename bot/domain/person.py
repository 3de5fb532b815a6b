"""A person and their preferences, with the defaults; which hours are quiet."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from bot.domain.ids import Equipment, ExerciseId, FlagId, UserId
from bot.domain.ruler import Lengths, Ruler
from bot.domain.safety.flag import Refer

EVERY_DAY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the person chose; everything may be changed at any time."""

    zone: str | None = None
    """IANA name; None until told."""
    push_at: time | None = None
    """Local wall time of the daily message; None until told."""
    minutes: int = 10
    days: frozenset[int] = EVERY_DAY
    """Training weekdays, Monday is 0."""
    equipment: frozenset[Equipment] = frozenset()
    place: str = "home"
    anchor: str | None = None
    """The if-then sentence: "after my first coffee"."""
    barrier: str | None = None
    """What most often gets in the way: an option of the question, or the person's own words."""
    barrier_plan: str | None = None
    """What they do then: an option of the question that follows, or their own words."""
    quiet_from: time = time(22)
    quiet_to: time = time(7)
    pictures: bool = True
    reminders: bool = True
    """Whether the nudge and the check-in are sent."""
    review_day: int = 6
    units: str = "cm"
    ruler: Ruler = Ruler.TAPE
    """What lengths are measured with."""
    hand: float | None = None
    """The hand span in centimetres, once told; it stays when another ruler is chosen."""
    push_days: frozenset[int] = frozenset()
    """Weekdays with a message; empty: every training day. On the others /today has the routine."""
    second_stretch: bool = False
    """Whether a short stretch is wanted besides, later on the same day."""
    movement_breaks: bool = False
    """Whether a word about getting up is wanted in long hours of sitting."""
    never: frozenset[ExerciseId] = frozenset()
    """Exercises the person never wants again."""

    @property
    def inches(self) -> bool:
        """Whether lengths are told in inches; they are kept in centimetres."""
        return self.units == "in"

    @property
    def lengths(self) -> Lengths:
        """How they tell lengths."""
        return Lengths(self.inches, self.ruler, self.hand)

    def quiet(self, at: time) -> bool:
        """Whether a wall time lies in the quiet hours; with both ends equal there are none."""
        start, end = self.quiet_from, self.quiet_to
        return start <= at < end if start <= end else at >= start or at < end


@dataclass(frozen=True, slots=True)
class Lock:
    """Why there is no plan at the moment."""

    refer: Refer
    flags: tuple[FlagId, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """One person. Nothing about health is here but the lock."""

    id: UserId
    language: str = "en"
    came_from: str | None = None
    """Payload of the deep link that brought them."""
    consent_version: str | None = None
    consent_at: datetime | None = None
    preferences: Preferences = field(default_factory=Preferences)
    started: date | None = None
    """Local day of the first routine."""
    paused_until: date | None = None
    """First local day with messages again; `date.max` until they say so."""
    stopped: bool = False
    """Left: nothing is sent until they write."""
    reachable: bool = True
    """False: blocked, deactivated or gone, as Telegram said."""
    lock: Lock | None = None
    cleared: frozenset[FlagId] = frozenset()
    """Flags for which the person confirmed that a clinician gave the go-ahead."""
    cleared_at: datetime | None = None

    @property
    def consented(self) -> bool:
        """Health answers may be kept."""
        return self.consent_at is not None
