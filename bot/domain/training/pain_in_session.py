"""Pain in a session: what is left out, which places are offered, and when the session ends."""

from dataclasses import replace

from bot.domain.ids import Region
from bot.domain.training.exercise import Exercise
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.workout import CardState, Pains, Workout

TO_SPARE = 4
"""Pain from which its place is left out."""
HURT_TOO_MANY = 2
"""So many exercises that hurt end the session."""
MOST_PLACES = 4
"""Places offered where an exercise hurts."""


def spares_place(level: int | None, *, sharp: bool) -> bool:
    """Whether pain leaves its place, or the exercise it came in, out of the session."""
    return sharp or level is None or level >= TO_SPARE


def hurting_places(workout: Workout) -> frozenset[Region]:
    """Return the places told in words to hurt, without those whose level turned out to be small."""
    small = {p.region for p in workout.pains.places if p.level is not None and p.level < TO_SPARE}
    return workout.routine.today.hurting - small


def ends_session(workout: Workout) -> bool:
    """Whether so many exercises hurt that the session ends by itself."""
    return sum(card.state is CardState.HURT for card in workout.cards) >= HURT_TOO_MANY


def worst_of(pains: Pains, level: int, region: Region | None, *, sharp: bool) -> Pains:
    """Return the pains of a session after one more: the worst of them counts, with its place."""
    worst = max(level, pains.during or 0)
    placed = region if level == worst and region else pains.region
    return replace(pains, during=worst, region=placed, sharp=sharp or pains.sharp)


def places_of(exercise: Exercise, rules: PlanRules) -> tuple[Region, ...]:
    """Return the places an exercise works, stretches or moves, the main muscle's first."""

    def rank(region: Region) -> int:
        area = rules.areas[region]
        shared = [n for n, muscle in enumerate(exercise.muscles) if muscle in area.muscles]
        if shared:
            return min(shared)
        return len(exercise.muscles) if area.movements & exercise.closed_by else 99

    near = sorted((r for r in rules.areas if rank(r) < 99), key=rank)
    return tuple(near[:MOST_PLACES])
