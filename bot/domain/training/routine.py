"""A routine: what one day asks of one person, and the circumstances of today."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.assessment.measured import State
from bot.domain.ids import Equipment, ExerciseId, MuscleId, PatternId, Region, Side
from bot.domain.phrase import Phrase
from bot.domain.training.dose import Dose
from bot.domain.training.exercise import Phase, Practice


class Only(StrEnum):
    """One half of a routine, where only that is wanted."""

    STRETCH = "stretch"
    STRENGTH = "strength"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is different today; None and empty where nothing is."""

    minutes: int | None = None
    equipment: frozenset[Equipment] | None = None
    """What there is beside the things of the place."""
    place: str | None = None
    tired: bool = False
    ill: bool = False
    hurting: frozenset[Region] = frozenset()
    missing: frozenset[Equipment] = frozenset()
    """What is not at hand, though it usually is."""
    avoid: frozenset[ExerciseId] = frozenset()
    """Exercises the person does not want today."""
    focus: Region | None = None
    """The place that today is to work on first."""
    focus_side: Side | None = None
    """Its weaker side, where one was told."""
    only: Only | None = None
    """The one half that is wanted today."""

    def and_also(self, more: "Circumstances") -> "Circumstances":
        """Combine both; where they contradict each other, the later one holds."""
        at_hand = more.equipment or frozenset()
        return Circumstances(
            minutes=self.minutes if more.minutes is None else more.minutes,
            equipment=self.equipment if more.equipment is None else more.equipment,
            place=more.place or self.place,
            tired=self.tired or more.tired,
            ill=self.ill or more.ill,
            hurting=self.hurting | more.hurting,
            missing=(self.missing - at_hand) | more.missing,
            avoid=self.avoid | more.avoid,
            focus=more.focus or self.focus,
            focus_side=more.focus_side if more.focus is not None else self.focus_side,
            only=more.only or self.only,
        )


class Block(StrEnum):
    """Where in the programme. Source: clinical model, programme blocks."""

    CALM = "A"
    BUILD = "B"
    INTEGRATE = "C"
    KEEP = "D"


@dataclass(frozen=True, slots=True)
class Why:
    """Why an exercise is there."""

    pattern: PatternId | None
    """None: a whole-body movement outside the main region, a sore place, or a general routine."""
    muscle: MuscleId
    side: Side | None
    place: Region | None = None
    """The sore place it is for, until more is known."""
    measured: State | None = None
    """Short or weak, where the muscle itself measured so."""
    kept: bool = False
    """Whether its pattern was normal twice and only needs keeping."""
    possible: bool = False
    """Whether its pattern is possible rather than likely, and is told as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription(Dose):
    """One exercise with its dose for today."""

    exercise: ExerciseId
    phase: Phase
    side_first: Side | None
    """The side to begin with; None when both sides work together."""
    why: Why
    seconds: int
    """How long it takes, by the time formula, rest and change of side included."""
    instead_of: ExerciseId | None = None
    """The exercise that was planned, when the person asked for another one today."""

    def is_of(self, practice: Practice) -> bool:
        """Whether it is this exercise, done for this muscle where it fits many."""
        return self.exercise == practice.exercise and practice.muscle in (None, self.why.muscle)

    @property
    def code(self) -> str:
        """A short code of the dose: equal codes are equal doses."""
        amount = self.reps if self.hold_s is None else self.hold_s
        slow = "s" if self.slow else ""
        return f"{self.sets}x{amount}{slow}+{self.heavier}"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from before, with the reason as words of the content."""

    reason: Phrase
    exercise: ExerciseId | None = None
    muscle: MuscleId | None = None
    """What the exercise is done for, where it fits many."""
    other: ExerciseId | None = None
    """The exercise whose place it took."""
    levels: tuple[float, float] | None = None
    """Pain then and now, where the change is about it."""
    places: tuple[Region, ...] = ()
    """The places it spares or works again."""
    side: Side | None = None
    """The side of its one place, where it is known."""
    until: date | None = None
    """The last day that its places rest."""


@dataclass(frozen=True, slots=True)
class Routine:
    """What is planned for one local day; no items: a day of rest."""

    day: date
    items: tuple[Prescription, ...]
    seconds: int
    minutes: int
    """The limit it was made for; `seconds` never exceeds it."""
    block: Block
    light: bool = False
    """Stretching and moving only."""
    general: bool = False
    """Not driven by a pattern: nothing was found."""
    changes: tuple[Change, ...] = ()
    eased: bool = False
    """Half the sets, to recover: nothing done on such a day leads a step up."""
    today: Circumstances = field(default_factory=Circumstances)
    """What it was made for."""
    introduction: bool = False
    """The first exercise of all, before there is a plan: no step follows from it."""
    resting: frozenset[Region] = frozenset()
    """Places that hurt too much, now or lately, and are left alone today."""
