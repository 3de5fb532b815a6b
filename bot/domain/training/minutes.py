"""How many minutes a routine is said to take, and how many of them were trained."""

from bot.domain.training.routine import Routine
from bot.domain.training.workout import CardState, Workout

MINUTE_S = 60


def minutes_of(routine: Routine) -> int:
    """Return the minutes a routine is announced with, rests included and rounded up."""
    return -(-routine.seconds // MINUTE_S)


def minutes_done(workout: Workout) -> int:
    """Return the minutes of what was done: all that were announced, or their share."""
    seconds = [item.seconds for item in workout.routine.items]
    done = sum(
        item.seconds
        for item, card in zip(workout.routine.items, workout.cards, strict=True)
        if card.state is CardState.DONE
    )
    if not done:
        return 0
    return max(1, round(minutes_of(workout.routine) * done / sum(seconds)))
