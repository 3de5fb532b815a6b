"""Outcomes: the cards of a workout, its timer, its end, and what is never wanted again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.assessment.profile import Profile
from bot.domain.ids import ExerciseId, FlagId, Region, Side
from bot.domain.training.audio_cues import Score
from bot.domain.training.milestone import Milestone
from bot.domain.training.pain import Colour
from bot.domain.training.routine import Change
from bot.domain.training.workout import Workout


@dataclass(frozen=True, slots=True)
class TrackMade:
    """The tempo of a routine, to be heard."""

    score: Score


class TimerMoment(StrEnum):
    """What a timer tells."""

    START = "start"
    PRESS = "press"
    EASE = "ease"
    CHANGE = "change"
    END = "end"


@dataclass(frozen=True, slots=True)
class Timing:
    """A timer at one of its moments."""

    moment: TimerMoment
    side: Side | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class CardPain:
    """What was told so far of an exercise that hurts; the first that is missing is asked."""

    places: tuple[Region, ...]
    """Offered first: those the exercise works or stretches."""
    region: Region | None = None
    level: int | None = None
    high: bool = False
    """Asked for the higher numbers."""
    sharp: bool = False
    colour: Colour = Colour.GREEN
    """What the pain rule says of that level in this exercise."""


@dataclass(frozen=True, slots=True)
class FirstExercise:
    """One gentle exercise before there is a plan."""

    workout: Workout
    place: Region | None = None
    """What brings them here, whether it is for that or leaves it alone; None where nothing
    hurts."""
    conditions: frozenset[FlagId] | None = None
    """Those of the person, by which cautions are chosen; None: not known, so that all are shown."""


class FirstEnding(StrEnum):
    """What became of the first exercise."""

    DONE = "done"
    LATER = "later"
    HURT = "hurt"


@dataclass(frozen=True, slots=True)
class FirstExerciseEnded:
    """The first exercise is over or put off; the set-up follows."""

    how: FirstEnding


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
    more: bool = False
    """With the buttons that are needed less often."""
    hurts: CardPain | None = None
    """Asks about pain in this exercise, or says what follows."""
    conditions: frozenset[FlagId] | None = None
    """Those of the person, by which cautions are chosen; None: not known, so that all are shown."""


@dataclass(frozen=True, slots=True)
class WorkoutEnded:
    """The last card is settled."""

    workout: Workout
    edit: bool = True


@dataclass(frozen=True, slots=True)
class MilestoneReached:
    """Worth a word of its own."""

    milestone: Milestone
    weeks: int
    """That reached their target so far."""


@dataclass(frozen=True, slots=True)
class TodayCard:
    """Today at a glance, on top of the chat where a channel can pin."""

    workout: Workout
    message: int | None
    """The message that is pinned already."""


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
