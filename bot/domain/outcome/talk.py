"""Outcomes: a question, an answer, a choice to confirm."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.ids import QuestionId
from bot.domain.person import Person
from bot.domain.safety.emergency import NearestHelp
from bot.domain.talk.answers import Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question


@dataclass(frozen=True, slots=True)
class Welcomed:
    """First contact: what this is, and the question for consent."""

    version: str


@dataclass(frozen=True, slots=True)
class Greeted:
    """Known already and nothing is open: where things stand."""

    person: Person
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class Asking:
    """The current question of a dialogue."""

    dialogue: Dialogue
    again: bool = False
    """Shown again in the message that was tapped (an option was ticked)."""
    closes: bool = False
    """Comes back from a question that may be answered by sharing a location."""
    page: str | None = None
    """The address of the page that measures this test with the phone."""
    resumed: bool = False
    """Taken up again where it was left."""
    help: NearestHelp = field(default_factory=NearestHelp)
    """Whom to call where the question is about something urgent."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The tapped question, closed with its answer written under it."""

    question: Question
    value: Value
    closes: bool = False
    """The page that measures it need not be offered any longer."""
    now: datetime | None = None
    """When it was answered, to say back what time it is in a zone."""


@dataclass(frozen=True, slots=True)
class ChangeOffered:
    """Answered otherwise before: change it?"""

    dialogue: Dialogue
    question: Question
    value: Value


@dataclass(frozen=True, slots=True)
class ZonesFound:
    """Several zones fit what was told."""

    dialogue: Dialogue
    question: QuestionId
    zones: tuple[tuple[str, str], ...]
    """(what it is called, IANA name)."""
    retry: bool = False
