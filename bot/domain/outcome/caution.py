"""Outcomes: red flags, referral, and what is closed for a person."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import Movement
from bot.domain.intent import Back
from bot.domain.safety.closure import Closure
from bot.domain.safety.emergency import NearestHelp
from bot.domain.safety.flag import Flag, Refer
from bot.domain.safety.screening import Screening


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody should look first; no plan until then."""

    screening: Screening
    locked_before: bool = False
    slip: Back | None = None
    """Leads back to the question that caused it, for whose finger slipped."""
    help: NearestHelp = field(default_factory=NearestHelp)


@dataclass(frozen=True, slots=True)
class Cleared:
    """The person confirmed that a clinician gave the go-ahead."""

    left_out: frozenset[Movement]
    measure: bool = False
    """Whether what was measured before may be measured again, after the time between."""
    limits: bool = False
    """Whether the clinician wants something left out, which is said by itself."""


@dataclass(frozen=True, slots=True)
class Rescreened:
    """The safety questions were answered again, and nobody has to look first."""

    closed: frozenset[Movement]
    """What is left out from now on, and was not before."""
    watched: tuple[Flag, ...] = ()
    """What was told for the first time and is to be done with care."""
    next_due: datetime | None = None
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class FlagHeard:
    """Words that sound like a warning sign: advice at once, and one tap."""

    flag: Flag
    consented: bool
    unclear: bool = False
    """Whether it may be of another person or time."""
    again: bool = False
    """Whether the question comes by itself, days later."""
    contradicted: bool = False
    """Whether a No did not go with plain words, so that it is asked what they meant."""
    help: NearestHelp = field(default_factory=NearestHelp)


@dataclass(frozen=True, slots=True)
class FlagDismissed:
    """It was not so, or the worst is over."""

    refer: Refer = Refer.NONE
    """Where it would have led."""
    rests: bool = False
    """Whether there is no training yet, after words of a crisis."""
    of_another: bool = False
    """Whether it was about somebody else, who may need help."""


@dataclass(frozen=True, slots=True)
class ClearanceDue:
    """Pushed some time after somebody was sent to a clinician."""


@dataclass(frozen=True, slots=True)
class CameOfAge:
    """Pushed on the 18th birthday of who was too young for a plan."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What a clinician closed is left out."""

    closure: Closure
    number: int


@dataclass(frozen=True, slots=True)
class Reopened:
    """It is asked for again."""
