"""What a reply in plain words can mean."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.errors import BotError
from bot.domain.ids import Equipment, Movement, Region, Side
from bot.domain.setting import Setting


class Moment(StrEnum):
    """When it hurt, seen from the workout."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"
    MORNING = "morning"


class Asked(StrEnum):
    """What the bot asked last; a number alone answers it."""

    DONE = "done"
    PAIN = "pain"
    EFFORT = "effort"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a reply is read."""

    asked: Asked | None = None
    total: int | None = None
    """Exercises of today's routine."""
    usual: time = time(8)
    """The person's own time, for days named without one."""


NOTHING_ASKED = Context()
"""Nothing is known but the text."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was done of today's routine; all of it when nothing more is said."""

    count: int | None = None
    of: int | None = None
    which: tuple[int, ...] = ()
    """Positions in the list, from 1."""
    none: bool = False
    but: tuple[int, ...] = ()
    """Positions left out, from 1."""


@dataclass(frozen=True, slots=True)
class Did:
    """What was really done of the open exercise: a number, what it was done with, or both."""

    number: int | None = None
    """Repetitions, or seconds of a hold."""
    side: Side | None = None
    """None: not said which."""
    seconds: bool = False
    load: str | None = None
    """As they said it: "5 kg", "red band"."""


@dataclass(frozen=True, slots=True)
class Partly:
    """Some of today's routine was done, and not said how much."""


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain as told; None where it was not."""

    level: int | None = None
    region: Region | None = None
    side: Side | None = None
    moment: Moment | None = None
    sharp: bool = False


@dataclass(frozen=True, slots=True)
class Hurts:
    """Something hurts now, without a number."""

    region: Region | None = None
    side: Side | None = None
    sharp: bool = False


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it was, 0-10."""

    level: int


@dataclass(frozen=True, slots=True)
class Start:
    """Today's routine, now."""


@dataclass(frozen=True, slots=True)
class Easier:
    """An easier one, please."""


@dataclass(frozen=True, slots=True)
class Harder:
    """A harder one, please."""


@dataclass(frozen=True, slots=True)
class Later:
    """The routine again at that UTC instant; None: later, not said when."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotToday:
    """No routine today."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Pass over what is asked or shown."""


@dataclass(frozen=True, slots=True)
class PauseUntil:
    """No messages before that local day; None: until they say so."""

    day: date | None = None


@dataclass(frozen=True, slots=True)
class Resume:
    """Messages again."""


@dataclass(frozen=True, slots=True)
class Tired:
    """Low on energy."""


@dataclass(frozen=True, slots=True)
class Sick:
    """Ill."""


@dataclass(frozen=True, slots=True)
class Travelling:
    """Away from home."""


@dataclass(frozen=True, slots=True)
class Without:
    """That piece of equipment is not at hand; None: nothing at all is."""

    equipment: Equipment | None


@dataclass(frozen=True, slots=True)
class With:
    """That piece of equipment is at hand."""

    equipment: Equipment


@dataclass(frozen=True, slots=True)
class Minutes:
    """A routine of that length; None: shorter, not said how short."""

    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the person is: home, office, hotel, gym, outdoors."""

    place: str


@dataclass(frozen=True, slots=True)
class ChangeTime:
    """The daily message at that local wall time from now on."""

    at: time


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """These training weekdays from now on (Monday is 0), or all but these."""

    days: frozenset[int]
    without: bool = False


@dataclass(frozen=True, slots=True)
class Choose:
    """That setting from now on; the value is as `bot.domain.setting.put` takes it, and empty where
    its choices are to be shown."""

    setting: Setting
    value: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What was just said is to be read otherwise; nothing told: it was wrong."""

    side: Side | None = None
    number: float | None = None
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Thanks:
    """A thank you."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """A hello."""


@dataclass(frozen=True, slots=True)
class StopAll:
    """Leave: nothing more is to be sent."""

    erase: bool = False
    """And what was told is to go, too."""


@dataclass(frozen=True, slots=True)
class Help:
    """What can I do here?"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Something to hand to a clinician, please."""


@dataclass(frozen=True, slots=True)
class SomethingElse:
    """Another exercise or routine, please."""


@dataclass(frozen=True, slots=True)
class NeverAgain:
    """This exercise is not wanted again; the whole text, which may name it."""

    words: str = ""


@dataclass(frozen=True, slots=True)
class PhysioSays:
    """A clinician closed movements or a region, until a local day or for good."""

    movements: frozenset[Movement] = frozenset()
    region: Region | None = None
    until: date | None = None
    who: str = field(default="", compare=False)
    """What the clinician was called: "physio"."""


@dataclass(frozen=True, slots=True)
class Yes:
    """Agreed."""


@dataclass(frozen=True, slots=True)
class No:
    """Not agreed."""


Meaning = (
    Done
    | Did
    | Partly
    | Pain
    | Hurts
    | Effort
    | Start
    | Easier
    | Harder
    | Later
    | NotToday
    | Skip
    | PauseUntil
    | Resume
    | Tired
    | Sick
    | Travelling
    | Without
    | With
    | Minutes
    | Place
    | ChangeTime
    | ChangeDays
    | Choose
    | Correction
    | Thanks
    | Greeting
    | StopAll
    | Help
    | Summary
    | SomethingElse
    | NeverAgain
    | PhysioSays
    | Yes
    | No
)


@dataclass(frozen=True, slots=True)
class Understood:
    """A reply, taken apart."""

    meanings: tuple[Meaning, ...] = ()
    ambiguous: tuple[tuple[Meaning, Meaning], ...] = ()
    """Pairs of which only one can be meant: ask back."""
    refused: tuple[BotError, ...] = ()
    """Meant, but impossible: a pain of 12, a day that is over."""
    left: str = ""
    """What was not understood."""

    def __bool__(self) -> bool:
        """Whether anything was understood."""
        return bool(self.meanings or self.ambiguous or self.refused)
