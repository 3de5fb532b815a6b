"""Pain in a session: what is left out, which places are offered, and when the session ends."""

from collections.abc import Container
from dataclasses import replace

from bot.domain.ids import ExerciseId, Region
from bot.domain.training.dose import total
from bot.domain.training.exercise import Exercise
from bot.domain.training.pain import Colour, during_exercise
from bot.domain.training.plan_rules import PlanRules
from bot.domain.training.routine import Prescription, Routine
from bot.domain.training.workout import Card, CardState, Pains, Workout

TO_SPARE = 4
"""Pain from which its place is left out."""
HURT_TOO_MANY = 2
"""So many exercises that hurt end the session."""
MOST_PLACES = 4
"""Places offered where an exercise hurts."""


def spares_place(level: int | None, *, sharp: bool) -> bool:
    """Whether pain leaves its place, or the exercise it came in, out of the session."""
    return sharp or level is None or level >= TO_SPARE


def hurt_too_much(workout: Workout, card: int) -> bool:
    """Whether an exercise hurt so much that its place is left alone: the rule that its card goes
    by, so that a usual level during strength work is none."""
    level, sharp = workout.cards[card].pain, workout.pains.sharp
    if level is None or not spares_place(level, sharp=sharp):
        return level is None
    phase, start = workout.routine.items[card].phase, workout.pains.before or 0
    return during_exercise(level, phase, start, sharp=sharp) is not Colour.GREEN


def hurting_places(workout: Workout) -> frozenset[Region]:
    """Return the places told in words to hurt, without those whose level turned out to be small."""
    small = {p.region for p in workout.pains.places if p.level is not None and p.level < TO_SPARE}
    return workout.routine.today.hurting - small


def places_without_level(workout: Workout) -> frozenset[Region]:
    """Return the places told to hurt of which nobody knows how much."""
    pains, cards = workout.pains, workout.cards
    left_out = {card.region for card in cards if card.region and card.state is CardState.HURT}
    measured = {place.region for place in pains.places if place.level is not None}
    measured |= {card.region for card in cards if card.region and card.pain is not None}
    if pains.region is not None and (pains.during, pains.after, pains.morning) != (None,) * 3:
        measured.add(pains.region)
    return (hurting_places(workout) | left_out) - measured


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


def leave_alone(workout: Workout, stays: Container[ExerciseId], planned: Routine) -> Workout:
    """Return the workout without the open exercises that do not stay; others of a new plan take
    their places as far as they take no longer.

    Args:
        planned: what today would hold without them, made for the circumstances of now.
    """
    cards = list(zip(workout.routine.items, workout.cards, strict=True))
    kept = [pair for pair in cards if _is_kept(*pair, stays)]
    left_out = len(cards) - len(kept)
    budget = sum(item.seconds for item, _ in cards) - sum(item.seconds for item, _ in kept)
    known = {item.exercise for item, _ in cards}
    for item in planned.items:
        if left_out and item.seconds <= budget and item.exercise not in known:
            kept.append((item, Card()))
            left_out, budget = left_out - 1, budget - item.seconds
    items, states = tuple(item for item, _ in kept), tuple(card for _, card in kept)
    routine = replace(
        workout.routine,
        items=items,
        seconds=min(workout.routine.seconds, total([item.seconds for item in items])),
        today=planned.today,
        resting=planned.resting,
    )
    changed = replace(workout, routine=routine, cards=states)
    return changed.end() if changed.current is None else changed


def _is_kept(item: Prescription, card: Card, stays: Container[ExerciseId]) -> bool:
    return card.state is not CardState.OPEN or item.exercise in stays
