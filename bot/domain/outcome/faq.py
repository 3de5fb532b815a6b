"""Outcomes: answers to questions, from content, plan and profile."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.assessment.profile import Profile
from bot.domain.faq import TermId, TopicId
from bot.domain.ids import Equipment, ExerciseId, MuscleId, PatternId, TestId
from bot.domain.safety.flag import Flag
from bot.domain.talk.question import Question
from bot.domain.training.routine import Prescription
from bot.domain.training.workout import Workout


@dataclass(frozen=True, slots=True)
class TopicTold:
    """A written answer, and what its condition closes."""

    topic: TopicId
    flag: Flag | None = None


@dataclass(frozen=True, slots=True)
class TopicsOffered:
    """No answer is known; the nearest topics are offered."""

    nearest: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class WhyExercise:
    """Why an exercise of the plan is there."""

    item: Prescription
    because: Profile | None


@dataclass(frozen=True, slots=True)
class WhyRoutine:
    """Why today's routine holds what it holds."""

    workout: Workout


@dataclass(frozen=True, slots=True)
class WhyQuestion:
    """Why the open question is asked."""

    question: Question


@dataclass(frozen=True, slots=True)
class HowToAnswer:
    """How the open question is answered."""

    question: Question


@dataclass(frozen=True, slots=True)
class HowTo:
    """How an exercise is done."""

    exercise: ExerciseId
    item: Prescription | None = None
    """As it is planned today, if it is."""


@dataclass(frozen=True, slots=True)
class ExerciseAsked:
    """Which exercise is meant?"""

    exercises: tuple[ExerciseId, ...]


@dataclass(frozen=True, slots=True)
class DoseTold:
    """How much and how long."""

    item: Prescription


@dataclass(frozen=True, slots=True)
class LengthTold:
    """How many minutes today's routine takes."""

    workout: Workout


@dataclass(frozen=True, slots=True)
class FrequencyTold:
    """How often an exercise is planned, or a routine."""

    item: Prescription | None
    strength: frozenset[int]
    """Weekdays with strength, Monday is 0."""
    routines: frozenset[int]
    """Weekdays with a routine."""


@dataclass(frozen=True, slots=True)
class SideTold:
    """Which side first, and why."""

    item: Prescription


@dataclass(frozen=True, slots=True)
class ExerciseSafe:
    """What to watch in an exercise, and when to stop."""

    exercise: ExerciseId


@dataclass(frozen=True, slots=True)
class ConditionTold:
    """What a condition closes, and whether that holds for an exercise."""

    flag: Flag
    exercise: ExerciseId | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class TermExplained:
    """A word of the glossary."""

    term: TermId


@dataclass(frozen=True, slots=True)
class ExerciseExplained:
    """What an exercise is."""

    exercise: ExerciseId


@dataclass(frozen=True, slots=True)
class MuscleExplained:
    """What a muscle is, and what works on it."""

    muscle: MuscleId
    because: Profile | None


@dataclass(frozen=True, slots=True)
class PatternExplained:
    """What a pattern is."""

    pattern: PatternId


@dataclass(frozen=True, slots=True)
class TestExplained:
    """What a self-test is for."""

    test: TestId


@dataclass(frozen=True, slots=True)
class EquipmentExplained:
    """What a piece of equipment is."""

    equipment: Equipment


@dataclass(frozen=True, slots=True)
class FoundTold:
    """What was found, in short."""

    profile: Profile | None


@dataclass(frozen=True, slots=True)
class NextTold:
    """When the next routine comes."""

    due: datetime | None
    zone: str
    waiting: bool
    """Today's stands there and was not ended."""


FaqAnswer = (
    TopicTold
    | TopicsOffered
    | WhyExercise
    | WhyRoutine
    | WhyQuestion
    | HowToAnswer
    | HowTo
    | ExerciseAsked
    | DoseTold
    | LengthTold
    | FrequencyTold
    | SideTold
    | ExerciseSafe
    | ConditionTold
    | TermExplained
    | ExerciseExplained
    | MuscleExplained
    | PatternExplained
    | TestExplained
    | EquipmentExplained
    | FoundTold
    | NextTold
)


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """A question with its answer, and the way back to where the person was."""

    answer: FaqAnswer
    locked: bool = False
    """Training is locked: that is said first."""
    back: bool = True
    """Offers the way back; the open question stands below by itself."""
