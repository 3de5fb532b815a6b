"""What can come of an intent or of a moment; the views decide what each looks like."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.domain.alarm import Alarm
from bot.domain.assessment.again import Due
from bot.domain.assessment.profile import Profile
from bot.domain.assessment.shift import Shifted
from bot.domain.census import Census, People
from bot.domain.errors import BotError
from bot.domain.ids import ExerciseId, Movement, PatternId, QuestionId, Side, TestId
from bot.domain.intent import Meant, PainMoment
from bot.domain.person import Person
from bot.domain.safety.closure import Closure
from bot.domain.safety.flag import Flag
from bot.domain.safety.screen import Screening
from bot.domain.said import Said
from bot.domain.talk.answers import Value
from bot.domain.talk.dialogue import Dialogue
from bot.domain.talk.question import Question
from bot.domain.tip import Tip
from bot.domain.training.progress import Measured, Progress
from bot.domain.training.recheck import Recheck
from bot.domain.training.review import Review
from bot.domain.training.routine import Change
from bot.domain.training.tempo import Score
from bot.domain.training.workout import Workout


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


@dataclass(frozen=True, slots=True)
class Answered:
    """The tapped question, closed with its answer written under it."""

    question: Question
    value: Value


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


@dataclass(frozen=True, slots=True)
class Referred:
    """Somebody should look first; no plan until then."""

    screening: Screening
    locked_before: bool = False


@dataclass(frozen=True, slots=True)
class Cleared:
    """The person confirmed that a clinician gave the go-ahead."""

    left_out: frozenset[Movement]


@dataclass(frozen=True, slots=True)
class FlagHeard:
    """Words that sound like a red flag: advice at once, and one tap."""

    flag: Flag
    consented: bool


@dataclass(frozen=True, slots=True)
class FlagDismissed:
    """It was not so."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """The profile, as just concluded or asked for again."""

    profile: Profile
    closed: frozenset[Movement] = frozenset()
    plan_possible: bool = True
    fresh: bool = True
    closures: tuple[Closure, ...] = ()
    """What a clinician closed, as the person told it."""


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
    tip: Tip | None = None


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
    morning_of: date | None = None
    """The session whose next morning is asked about with it."""
    open_day: date | None = None
    """A day that was begun and never told about."""
    welcome: bool = False
    """The first after a planned break."""
    recheck: Recheck | None = None
    """What is to be measured again by now."""


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """Pushed on the day of the review: the week, and the day's routine if there is one."""

    review: Review
    person: Person
    routine: RoutineDue | None
    recheck: Recheck | None = None


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


@dataclass(frozen=True, slots=True)
class BarrierAsked:
    """What got in the way?"""

    barriers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BarrierMet:
    """What is done about it."""

    barrier: str


@dataclass(frozen=True, slots=True)
class NudgeDue:
    """Pushed in place of the routine that nobody answered."""

    workout: Workout


@dataclass(frozen=True, slots=True)
class PainAsked:
    """How much does it hurt: before a session, or the morning after."""

    day: date
    moment: PainMoment
    more: bool = False
    """6 or more: which?"""


@dataclass(frozen=True, slots=True)
class PainNoted:
    """A level of pain, and what follows from it."""

    moment: PainMoment
    level: int
    changes: tuple[Change, ...] = ()
    ask_where: bool = False


@dataclass(frozen=True, slots=True)
class SilenceAsked:
    """Pushed after three days without an answer: what suits better?"""

    person: Person


@dataclass(frozen=True, slots=True)
class Farewell:
    """Pushed last, after three weeks without an answer."""


@dataclass(frozen=True, slots=True)
class ClearanceDue:
    """Pushed some time after somebody was sent to a clinician."""


@dataclass(frozen=True, slots=True)
class TrackMade:
    """The tempo of a routine, to be heard."""

    score: Score


@dataclass(frozen=True, slots=True)
class RestDay:
    """Nothing is planned for today."""

    next_due: datetime | None
    zone: str
    tip: Tip | None = None


class TimerMoment(StrEnum):
    """What a timer tells."""

    START = "start"
    CHANGE = "change"
    END = "end"


@dataclass(frozen=True, slots=True)
class Timing:
    """A timer at one of its moments."""

    moment: TimerMoment
    side: Side | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class CardShown:
    """One exercise of the workout."""

    workout: Workout
    card: int
    edit: bool = True
    """Replaces the card that was tapped."""
    why: bool = False
    """With the reason why it is there unfolded."""
    because: Profile | None = None
    """What the reason goes back to."""
    changes: tuple[Change, ...] = ()
    """What differs from the card before."""
    less: bool = False
    """Asks how many were done."""
    timing: Timing | None = None
    message: int | None = None
    """The message it is shown in, whatever was tapped."""
    moving: bool = False
    """Shows the movement rather than its start and end."""


@dataclass(frozen=True, slots=True)
class WorkoutEnded:
    """The last card is settled."""

    workout: Workout
    edit: bool = True
    milestone: bool = False
    """The last day of a week that reached its target."""


@dataclass(frozen=True, slots=True)
class Postponed:
    """The same routine again at that moment."""

    due: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Declined:
    """Not today, and that is fine."""

    next_due: datetime | None
    zone: str
    changes: tuple[Change, ...] = ()
    """Why there is nothing, if today asks for rest."""


@dataclass(frozen=True, slots=True)
class NeverNoted:
    """An exercise that is not asked for again."""

    exercise: ExerciseId
    instead: ExerciseId | None = None


@dataclass(frozen=True, slots=True)
class NeverUndone:
    """It may be asked for again."""

    exercise: ExerciseId


@dataclass(frozen=True, slots=True)
class NeverWhich:
    """Which exercise is never wanted again?"""

    exercises: tuple[ExerciseId, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """What a clinician closed is left out."""

    closure: Closure
    number: int


@dataclass(frozen=True, slots=True)
class Reopened:
    """It is asked for again."""


@dataclass(frozen=True, slots=True)
class CheckinDue:
    """Pushed: how did it go?"""

    workout: Workout


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What was told of a day, as understood, and what follows."""

    workout: Workout
    next_due: datetime | None
    zone: str
    changes: tuple[Change, ...] = ()
    weeks_done: tuple[int, int] | None = None
    """(sessions done this week, sessions planned)."""
    tip: Tip | None = None


@dataclass(frozen=True, slots=True)
class ProgressShown:
    """Weeks, pain and tests so far."""

    progress: Progress
    person: Person


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """All settings, each one tap from being changed."""

    person: Person


@dataclass(frozen=True, slots=True)
class Paused:
    """No messages until that day; None: until the person says so."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Resumed:
    """Messages again."""

    next_due: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """Nothing more is sent."""


@dataclass(frozen=True, slots=True)
class EraseAsked:
    """Everything would be gone: sure?"""


@dataclass(frozen=True, slots=True)
class Erased:
    """Everything is gone."""


@dataclass(frozen=True, slots=True)
class Exported:
    """All that is kept, as documents."""

    documents: tuple[tuple[str, bytes], ...]
    """(file name, content)."""


@dataclass(frozen=True, slots=True)
class Helped:
    """What the bot can do."""

    commands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrivacyTold:
    """What is kept and what is not."""

    retention: int
    """Days of silence after which it is erased by itself."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A button of something that is over."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The bot could not take that."""

    error: BotError


@dataclass(frozen=True, slots=True)
class Unclear:
    """It could be either: which?"""

    choices: tuple[tuple[Said, Meant], ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Undone:
    """It is as it was before."""


@dataclass(frozen=True, slots=True)
class Unwell:
    """Ill: nothing today, and a pause is offered."""


@dataclass(frozen=True, slots=True)
class Away:
    """Travelling: is the clock another one there?"""

    zone: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words nobody could make sense of."""


@dataclass(frozen=True, slots=True)
class NotReadable:
    """A photo, a voice message, a sticker."""


@dataclass(frozen=True, slots=True)
class Chatted:
    """A small courtesy: thanks, a greeting."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """The bot failed; nothing was changed."""


Told = (
    Welcomed
    | Greeted
    | FlagDismissed
    | NoProfile
    | SetUp
    | RestDay
    | Postponed
    | Declined
    | BarrierAsked
    | BarrierMet
    | SilenceAsked
    | Farewell
    | ClearanceDue
    | SettingsShown
    | Paused
    | Resumed
    | Stopped
    | EraseAsked
    | Erased
    | Helped
    | PrivacyTold
    | Undone
    | Unwell
    | Away
    | NotUnderstood
    | NotReadable
    | Chatted
    | Broken
)
"""Those that are a few words and at most a row of buttons."""


@dataclass(frozen=True, slots=True)
class StatsTold:
    """To an operator: how the messages fare."""

    census: Census


@dataclass(frozen=True, slots=True)
class WhoTold:
    """To an operator: how many people there are, and not who."""

    people: People


@dataclass(frozen=True, slots=True)
class ContentTold:
    """To an operator: what is wrong with the content; None when nobody has looked yet."""

    problems: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """To an operator: something is wrong."""

    alarm: Alarm


ToOperator = StatsTold | WhoTold | ContentTold | AlarmRaised
"""Those that only operators get."""

Outcome = (
    Asking
    | Answered
    | ChangeOffered
    | ZonesFound
    | Referred
    | Cleared
    | FlagHeard
    | Assessed
    | Remeasured
    | RoutineDue
    | CardShown
    | TrackMade
    | NeverNoted
    | NeverUndone
    | NeverWhich
    | Closed
    | Reopened
    | WorkoutEnded
    | CheckinDue
    | NudgeDue
    | ReviewDue
    | Retested
    | PainAsked
    | PainNoted
    | CheckedIn
    | ProgressShown
    | Exported
    | Stale
    | Refused
    | Unclear
    | StatsTold
    | WhoTold
    | ContentTold
    | AlarmRaised
    | Told
)
