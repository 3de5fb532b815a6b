"""When a routine was too much, or all of its rest, and when one goes well again."""

from bot.domain.training.pain import Colour
from bot.domain.training.workout import CardState, Workout

EASIER = "easier"
"""How an exercise felt for which an easier step was asked."""
TOO_MUCH = "too_much"
"""How an exercise felt that was left, or only just done, since it was too much."""
EFFORT = 7
"""RPE up to which a session counts as good. Source: seed 003."""


def note_too_much(workout: Workout, *, too_much: bool) -> Workout:
    """Note whether what was left undone was too much: all of it where nothing was left."""
    places = range(len(workout.cards))
    undone = (CardState.OPEN, CardState.SKIPPED)
    left = [n for n in places if workout.cards[n].state in undone]
    for n in places:
        if too_much and n in (left or places):
            workout = workout.noted(n, felt=TOO_MUCH)
        elif workout.cards[n].felt == TOO_MUCH:
            workout = workout.noted(n, felt=None)
    return workout


def was_too_much(workout: Workout) -> bool:
    """Whether it was told that all of it, or the rest, was too much."""
    return any(card.felt == TOO_MUCH for card in workout.cards)


def went_well(workout: Workout, grade: Colour) -> bool:
    """Whether something was done without too much pain or effort."""
    easy = workout.effort is None or workout.effort <= EFFORT
    return workout.done > 0 and grade is Colour.GREEN and easy
