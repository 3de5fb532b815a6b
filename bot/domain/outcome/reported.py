"""Outcomes: what somebody reported: pain, a check-in, a bad day."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import Region
from bot.domain.tip import Tip
from bot.domain.training.progress import Week
from bot.domain.training.routine import Change
from bot.domain.training.workout import PainMoment, Workout


@dataclass(frozen=True, slots=True)
class PainAsked:
    """How much does it hurt: before a session, or the morning after."""

    day: date
    moment: PainMoment
    some: bool = False
    """It does hurt: how much?"""
    more: bool = False
    """6 or more: which?"""
    place: Region | None = None
    """Of which place it is asked; None: wherever it is worst."""
    hurt_on: date | None = None
    """When that place hurt too much."""


@dataclass(frozen=True, slots=True)
class PainNoted:
    """A level of pain, and what follows from it."""

    moment: PainMoment
    level: int
    changes: tuple[Change, ...] = ()
    ask_where: bool = False
    left_out: bool = False
    """Whether the exercise it came in is left out."""
    too_much: bool = False
    """Whether it is so much that its place is left alone, though the exercise is done."""
    consoled: bool = False
    """Whether the card that asked about it has said already that it is sorry."""
    start: date | None = None
    """The day whose routine stands further up and is still to be done."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What was told of a day, as understood, and what follows."""

    workout: Workout
    next_due: datetime | None
    zone: str
    changes: tuple[Change, ...] = ()
    week: Week | None = None
    """The one under way, once something was done in it."""
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class Unwell:
    """Ill: nothing today, and a pause is offered."""


@dataclass(frozen=True, slots=True)
class Away:
    """Travelling: is the clock another one there?"""

    zone: str
