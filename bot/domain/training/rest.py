"""What a workout that hurt touches: which exercises step back, and what rests."""

from dataclasses import dataclass
from datetime import date

from bot.domain.ids import ExerciseId, Movement, MuscleId
from bot.domain.training.exercise_index import STRENGTH, Shelf
from bot.domain.training.pain import REST
from bot.domain.training.plan_rules import Area, Guide
from bot.domain.training.workout import CardState, Workout


@dataclass(frozen=True, slots=True)
class Rest:
    """What rests after a red, up to and including a day."""

    until: date
    muscles: frozenset[MuscleId]
    movements: frozenset[Movement]


def affected(workout: Workout, shelf: Shelf, guide: Guide) -> list[ExerciseId]:
    """What hurt or works the painful place; all strength work where no place was told."""
    known = [i for i in workout.routine.items if i.exercise in shelf.placed]
    area = _area(workout, guide)
    touching = set(_hurt(workout))
    if area is not None:
        touching |= {i.exercise for i in known if _works(i.exercise, area, shelf)}
    if not touching:
        touching = {i.exercise for i in known if i.phase in STRENGTH}
    return [i.exercise for i in known if i.exercise in touching]


def rest(workout: Workout, shelf: Shelf, guide: Guide) -> Rest:
    """What rests for 48 hours; where no place was told, everything that was trained."""
    area = _area(workout, guide)
    hurt = _hurt(workout)
    if area is None and not hurt:
        hurt = [i.exercise for i in workout.routine.items]
    muscles = frozenset(
        m for id in hurt if id in shelf.placed for m in shelf.placed[id].exercise.muscles
    )
    if area is None:
        return Rest(workout.day + REST, muscles, frozenset())
    return Rest(workout.day + REST, muscles | area.muscles, area.movements)


def sore(workout: Workout, guide: Guide) -> frozenset[MuscleId]:
    """The muscles of the sore place."""
    area = _area(workout, guide)
    return frozenset() if area is None else area.muscles


def _area(workout: Workout, guide: Guide) -> Area | None:
    region = workout.pains.region
    return None if region is None else guide.areas.get(region)


def _hurt(workout: Workout) -> list[ExerciseId]:
    return [
        item.exercise
        for item, card in zip(workout.routine.items, workout.cards, strict=True)
        if card.state is CardState.HURT
    ]


def _works(id: ExerciseId, area: Area, shelf: Shelf) -> bool:
    exercise = shelf.placed[id].exercise
    return not area.muscles.isdisjoint(exercise.muscles) or not area.movements.isdisjoint(
        exercise.closed_by
    )
