"""What a text is read against: situation, open question, today's exercises, the moment."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum


class Shape(StrEnum):
    """What the open question takes for an answer."""

    NOTHING = "nothing"
    LEVEL = "level"
    """A number from 0 to 10."""
    NUMBER = "number"
    SIDES = "sides"
    """Two numbers, left and right."""
    MINUTES = "minutes"
    OPTION = "option"
    TICKS = "ticks"
    """Several options."""
    TIME = "time"
    PLACE = "place"
    """A place on earth."""
    BODY = "body"
    """A place of the body."""
    YES_NO = "yes_no"
    NONE_SOME = "none_some"
    """None of these, some of these."""
    WORDS = "words"
    """Anything in the person's own words."""
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that is offered, and how else people say it."""

    id: str
    text: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One of today's exercises."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class TextContext:
    """What a text is read against."""

    situation: str = "idle"
    now: datetime = datetime(2026, 11, 28, 9, tzinfo=UTC)
    """The moment where the person is (aware, in their zone)."""
    shape: Shape = Shape.NOTHING
    options: tuple[Option, ...] = ()
    low: float = 0
    high: float = 10
    unit: str = ""
    exercises: tuple[Exercise, ...] = ()
    card: int | None = None
    """Place of the open exercise, from 1."""
    minutes: int = 10
    """Minutes of a usual routine."""
    days: tuple[str, ...] = ()
    """Days of the week with a routine; empty: every day."""
    language: str = "en"
    forwarded: bool = False
    edited: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    """What the person told of themselves that makes more words alarming, such as `pregnant`."""

    @property
    def today(self) -> date:
        """The person's local day."""
        return self.now.date()
