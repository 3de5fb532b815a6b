"""Which exercises wait until strength or steadiness was built before them."""

from dataclasses import dataclass

from bot.domain.ids import Equipment, ExerciseId, MuscleId
from bot.domain.training.balance import Balance
from bot.domain.training.eligibility import index_of
from bot.domain.training.exercise import STRENGTH, Exercise
from bot.domain.training.exercise_index import STRONG_ENOUGH
from bot.domain.training.rest import Spared
from bot.domain.training.routine import Block
from bot.domain.training.trainee import Knowledge
from bot.domain.training.training_state import TrainingState


@dataclass(frozen=True, slots=True)
class Pool:
    """What may be chosen today, and what of it is chosen rather than the rest."""

    allowed: frozenset[ExerciseId]
    spared: Spared
    """What nothing works today, whatever it fits beside."""
    own: frozenset[Equipment]
    """Things at hand that not every household has: they are used."""
    sore: frozenset[MuscleId]
    """Muscles of places that hurt: nothing one-sided, and weights late."""
    block: Block
    pulls_first: bool = False
    """Whether pulling has to come up to pushing."""
    balance: Balance = Balance.USUAL


@dataclass(frozen=True, slots=True)
class Preparation:
    """What a person has built so far, against what an exercise asks for."""

    catalog: Knowledge
    pool: Pool
    state: TrainingState

    def is_missing(self, exercise: Exercise) -> bool:
        """Whether it asks for strength that was not built yet, or for balance on one leg before its
        easier step went well."""
        if exercise.unsupported:
            return not all(self.state.standing(id).level for id in self._supported(exercise))
        return exercise.jumps and all(
            self.state.standing(id).level < STRONG_ENOUGH
            for id in index_of(self.catalog).preparing(exercise)
        )

    def is_missing_for_weights(self, exercise: Exercise, main: MuscleId) -> bool:
        """Whether it asks for weights before band or bodyweight, where it hurts or the muscle is
        small."""
        if exercise.phase not in STRENGTH or not exercise.weighted:
            return False
        if main in self.pool.sore:
            return True
        return main in self.catalog.plan_rules.small and not any(
            self.state.standing(placed.exercise.id).level >= STRONG_ENOUGH
            for phase in STRENGTH
            for placed in index_of(self.catalog).for_muscle(phase, main)
            if not placed.exercise.weighted
        )

    def _supported(self, exercise: Exercise) -> list[ExerciseId]:
        """Return what comes before a free stand on one leg: the easier step, and with balance that
        has to be trained a stand with the hands on a wall."""
        steady = self.catalog.plan_rules.balance[:1]
        first = (exercise.easier, *(steady if self.pool.balance is not Balance.USUAL else ()))
        return [id for id in first if id is not None and id in self.pool.allowed]
