"""Intents that only typed words carry and no button does."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import Region, Side
from bot.domain.safety.closure import Closure
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import Report, Work


@dataclass(frozen=True, slots=True)
class SendReport:
    """How the last workout went."""

    report: Report


@dataclass(frozen=True, slots=True)
class AskPainDetails:
    """A pain without its level: what is missing is asked."""

    pain: Report


@dataclass(frozen=True, slots=True)
class CorrectReport:
    """The last report is to be read otherwise."""

    number: int | None = None
    region: Region | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class RecordWork:
    """What was done of the open exercise, or what it is done with."""

    work: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Reshape:
    """Today's routine for other circumstances."""

    today: Circumstances


@dataclass(frozen=True, slots=True)
class Postpone:
    """Today's routine at another moment."""

    until: datetime


@dataclass(frozen=True, slots=True)
class RestForIllness:
    """Nothing today: the person is ill."""


@dataclass(frozen=True, slots=True)
class ExcludeExercise:
    """An exercise never again; the words may name it."""

    words: str


@dataclass(frozen=True, slots=True)
class CloseMovements:
    """What a clinician told the person to leave out."""

    closure: Closure


@dataclass(frozen=True, slots=True)
class MoveTo:
    """The person is in another place on earth; the words may name it."""

    place: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """Another language, by its code."""

    code: str


TypedIntent = (
    SendReport
    | AskPainDetails
    | CorrectReport
    | RecordWork
    | Reshape
    | Postpone
    | RestForIllness
    | ExcludeExercise
    | CloseMovements
    | MoveTo
    | ChooseLanguage
)
