"""A day that went by: the moment for what the person meant to do then."""

from collections.abc import Sequence

from bot.domain.training.workout import CardState, Ending, Pains, Workout


def went_by(history: Sequence[Workout]) -> bool:
    """Whether the last routine went by, and the one before it did not: it is said once.

    A day that was declined did not go by: its person had decided.

    Args:
        history: earlier days, the oldest first.
    """
    return _went_by(history[-1:]) and not _went_by(history[-2:-1])


def _went_by(one: Sequence[Workout]) -> bool:
    """Nobody said a word, or only that nothing was done; False of no day."""
    return any(
        workout.pains == Pains()
        and not any(card.state is CardState.HURT for card in workout.cards)
        and (workout.ending is Ending.NONE or (workout.ending is None and not workout.begun))
        for workout in one
    )
