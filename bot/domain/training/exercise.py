"""An exercise: which muscle, in which phase, with what, in which dose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from bot.domain.ids import Equipment, ExerciseId, FlagId, Movement, MuscleId, PatternId
from bot.domain.phrase import Phrase

WEIGHTS = frozenset(Equipment(e) for e in ("dumbbell", "bag", "cable", "medicine_ball"))


JUMPS = Movement("plyometrics")
UNSUPPORTED = Movement("unsupported_single_leg_balance")


class Phase(StrEnum):
    """The order within a session. Source: the NASM corrective continuum, mobility added."""

    INHIBIT = "inhibit"
    MOBILITY = "mobility"
    LENGTHEN = "lengthen"
    ACTIVATE = "activate"
    INTEGRATE = "integrate"


STRENGTH = frozenset({Phase.ACTIVATE, Phase.INTEGRATE})
"""Phases that build strength."""


class Position(StrEnum):
    """How the body is held."""

    STANDING = "standing"
    SITTING = "sitting"
    FLOOR_SITTING = "floor_sitting"
    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side_lying"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands_and_knees"
    HANGING = "hanging"
    WALKING = "walking"


class Slower(StrEnum):
    """Which part of a repetition a slower tempo makes longer."""

    DOWN = "down"
    """Something is lowered."""
    BACK = "back"
    """Something goes back to where it was, against a band or sideways."""
    NONE = "none"
    """Nothing travels, as in a squeeze, or it cannot be slow."""


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class DoseRange:
    """How much: sets of repetitions (each perhaps held), or sets of a hold."""

    sets: Range
    reps: Range | None
    """None: the set is one hold."""
    hold_s: Range | None
    """Seconds of the hold; with `reps`, of the hold in each repetition."""


class Practice(NamedTuple):
    """What is learnt by itself: an exercise, and the muscle it is done for where it fits many."""

    exercise: ExerciseId
    muscle: MuscleId | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the catalogue."""

    id: ExerciseId
    name: Phrase
    phase: Phase
    muscles: tuple[MuscleId, ...]
    """What it stretches or works, the main one first."""
    one_sided: bool
    """Done one side at a time, the weaker first."""
    equipment: tuple[frozenset[Equipment], ...]
    """Alternatives; empty when nothing is needed."""
    positions: tuple[Position, ...]
    dose: DoseRange
    closed_by: frozenset[Movement]
    easier: ExerciseId | None
    harder: ExerciseId | None
    steps: tuple[Phrase, ...]
    mistake: Phrase
    breathing: Phrase
    also_for: frozenset[PatternId]
    mistakes: Mapping[MuscleId, Phrase] = field(default_factory=dict)
    """What to stay clear of at single muscles, where it fits many."""
    any_tight: bool = False
    """Fits whichever muscle is tight (massage by hand, all joints)."""
    load: frozenset[Equipment] = frozenset()
    """What makes it heavier, any one of them."""
    in_hand: bool = False
    """Never done without a weight, if only a filled bottle."""
    caution: Phrase | None = None
    caution_for: frozenset[FlagId] = frozenset()
    """The conditions it is meant for; empty: it holds for everybody."""
    begins: Phrase | None = None
    """How its first side is named, with {side}, where the side alone does not say what is meant."""
    felt: Phrase | None = None
    """Where it is felt; None: in its main muscle."""
    press: Phrase | None = None
    """How to press against the stretch; None: it is only held."""
    slower: Slower = Slower.DOWN
    """What a slower tempo makes longer."""

    @property
    def jumps(self) -> bool:
        """Whether it is a jump, hop or throw, which asks for strength built before."""
        return JUMPS in self.closed_by

    @property
    def unsupported(self) -> bool:
        """Whether it balances on one leg without a hand on something."""
        return UNSUPPORTED in self.closed_by

    @property
    def weighted(self) -> bool:
        """Whether it is always done with a weight: no band and no bodyweight will do."""
        return self.in_hand or (
            bool(self.equipment) and all(needed & WEIGHTS for needed in self.equipment)
        )

    def practice(self, muscle: MuscleId) -> Practice:
        """Return what is learnt by doing it for a muscle."""
        return Practice(self.id, muscle if self.any_tight else None)

    def mistake_at(self, muscle: MuscleId) -> Phrase:
        """Return what goes wrong most often, at the muscle it is done for."""
        return self.mistakes.get(muscle, self.mistake)

    def caution_of(self, conditions: frozenset[FlagId] | None) -> Phrase | None:
        """Return the caution for these conditions; any caution where they are not known (None)."""
        fits = conditions is None or not self.caution_for or bool(self.caution_for & conditions)
        return self.caution if fits else None

    def possible_with(self, at_hand: frozenset[Equipment]) -> bool:
        """Whether one of its alternatives is at hand."""
        return not self.equipment or any(needed <= at_hand for needed in self.equipment)
