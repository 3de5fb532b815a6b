"""Intents: everything a person can do; a button carries one too."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import DialogueId, FlagId, OptionId, QuestionId, UserId
from bot.domain.training.workout import PainMoment
from bot.domain.typed_intent import TypedIntent


@dataclass(frozen=True, slots=True)
class Command:
    """A command and what was written after it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """Agreed that health answers are kept, to the words of that version."""

    version: str


@dataclass(frozen=True, slots=True)
class Tap:
    """An option of a question; of several, it is ticked or unticked."""

    dialogue: DialogueId
    question: QuestionId
    option: OptionId


@dataclass(frozen=True, slots=True)
class Ticked:
    """The ticked options are the answer."""

    dialogue: DialogueId
    question: QuestionId


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to a question already answered: yes, change it."""

    dialogue: DialogueId
    question: QuestionId
    option: OptionId


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before."""

    dialogue: DialogueId
    question: QuestionId | None = None
    """The one under which it stood: once that is left, it leads no further back."""


class RoutineVerb(StrEnum):
    """What can be done with a day's routine as a whole."""

    START = "start"
    LATER = "later"
    SHORTER = "shorter"
    NOT_TODAY = "no"
    OTHER = "other"
    """Other exercises."""
    TRACK = "track"
    """The tempo as sound."""
    REPORT = "report"
    """Tell how it went, without the cards."""
    MEASURE = "measure"
    """Do the self-test that is due, before the routine."""


@dataclass(frozen=True, slots=True)
class OnRoutine:
    """A button under the routine of a day."""

    day: date
    verb: RoutineVerb
    argument: str = ""
    """Minutes, for `later` and `shorter`; for `other` the first exercise it was shown under."""


class CardVerb(StrEnum):
    """What can be done with one card of a workout."""

    DONE = "done"
    SKIP = "skip"
    HURTS = "hurts"
    """Asks where, then how much; see `bot.app.training.exercise_pain`."""
    LEAVE = "leave"
    """Leave out an exercise that hurts."""
    MORE = "more"
    """The buttons that are needed less often."""
    CARD = "card"
    """Back to the card as it is."""
    EASIER = "easier"
    HARDER = "harder"
    OTHER = "other"
    """A different exercise for the same."""
    NEXT = "next"
    """The next side or set."""
    SET = "set"
    """One set is done, on both sides where there are two."""
    TIMER = "timer"
    LESS = "less"
    """Done, but less than planned; then how many."""
    MOVING = "moving"
    """The exercise as a movement, in place of its start and end."""
    WHY = "why"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class OnCard:
    """A button under one card of a day's workout."""

    day: date
    card: int
    verb: CardVerb
    exercise: str = ""
    """Which one the card showed: a button of a superseded plan does nothing to another."""
    argument: str = ""
    """Repetitions or seconds, for `less`; for `hurts` the place, the level and whether it is sharp
    ("knee.5.sharp"); for `next` and the steps what the card showed, so that a
    tap on two devices counts once."""


@dataclass(frozen=True, slots=True)
class OnPain:
    """A level of pain, for a day's session."""

    day: date
    moment: PainMoment
    level: str
    """0 to 10, `some` to be asked for it, `more` for the high ones, or `skip`."""
    place: str = ""
    """Where; empty where it was not asked of one place."""


@dataclass(frozen=True, slots=True)
class OnFlag:
    """The answer to "is this so?" after words that sounded like a red flag."""

    flag: FlagId
    answer: str
    """yes, no or not_sure; what a No meant: somebody_else, long_ago, mistake or explained."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Which of two things was meant by a message of that day."""

    day: date
    meaning: str


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back what the last message changed."""

    token: int | None = None
    """Which change the button stands under; None: the last one."""


@dataclass(frozen=True, slots=True)
class OnSetting:
    """A button of the settings' message: a page of it, a question, or a choice."""

    name: str = ""
    """A `Setting`, or a page: the first without a name, `more`."""
    value: str = ""
    """The choice; empty: ask."""
    typed: bool = False
    """Whether it was written: the answer is a message of its own."""


@dataclass(frozen=True, slots=True)
class Text:
    """Something written."""

    words: str
    edited: bool = False
    about: datetime | None = None
    """When the message was sent that it replies to or, where it is edited, itself."""
    forwarded: bool = False
    """Whether somebody else may have written it."""


@dataclass(frozen=True, slots=True)
class Location:
    """A shared place."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class FromPage:
    """What the measuring page sent; anybody may have made it up."""

    data: str


@dataclass(frozen=True, slots=True)
class Membership:
    """The person blocked the bot, or let it in again."""

    blocked: bool


@dataclass(frozen=True, slots=True)
class Other:
    """A photo, a voice message, a sticker: nothing the bot can read; its caption if any."""

    caption: str = ""


Intent = (
    Command
    | Consent
    | Tap
    | Ticked
    | Change
    | Back
    | OnRoutine
    | OnCard
    | OnPain
    | OnFlag
    | Meant
    | Undo
    | OnSetting
    | Text
    | Location
    | FromPage
    | Membership
    | Other
    | TypedIntent
)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One update, read."""

    update_id: int
    person: UserId
    language: str
    """The client's language, as in "en" or "pt-BR"; empty when not told."""
    intent: Intent
    message: int | None = None
    """The message whose button was tapped."""
