"""Which exercises step back after a workout that hurt, what rests for two days, what comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import ExerciseId, Movement, MuscleId, Region
from bot.domain.training.exercise import STRENGTH, Exercise, Practice
from bot.domain.training.exercise_index import ExerciseIndex
from bot.domain.training.pain import REST
from bot.domain.training.pain_in_session import hurting_places
from bot.domain.training.plan_rules import Area, PlanRules
from bot.domain.training.workout import CardState, Workout

COMES_BACK_WITHIN = timedelta(days=14)
"""So long after its rest the first time of an exercise is a careful one."""

LEFT_OUT = timedelta(days=7)
"""So long an exercise that hurt is left out where it has no easier step."""
NOTHING_NEW = timedelta(days=14)
"""So long after a red no new strength work loads its place."""


@dataclass(frozen=True, slots=True)
class Spared:
    """What no exercise may work, move or be."""

    muscles: frozenset[MuscleId] = frozenset()
    movements: frozenset[Movement] = frozenset()
    exercises: frozenset[ExerciseId] = frozenset()

    def spares(self, exercise: Exercise, muscle: MuscleId | None = None) -> bool:
        """Whether an exercise is left out.

        Args:
            muscle: what it is done for; one that fits many works that muscle alone.
        """
        alone = muscle is not None and exercise.any_tight
        return (
            exercise.id in self.exercises
            or not self.muscles.isdisjoint({muscle} if alone else exercise.muscles)
            or not self.movements.isdisjoint(exercise.closed_by)
        )

    def and_also(self, more: "Spared") -> "Spared":
        """Spare both."""
        return Spared(
            self.muscles | more.muscles,
            self.movements | more.movements,
            self.exercises | more.exercises,
        )


@dataclass(frozen=True, slots=True)
class Rest:
    """What rests after pain, up to and including a day."""

    until: date
    spared: Spared
    no_new_until: date = date.min
    """Up to this day, what is spared and was never done does not begin."""
    places: frozenset[Region] = frozenset()
    """The places that rest, where they are known."""

    @property
    def of_place(self) -> bool:
        """Whether a place rests, and not a single exercise alone."""
        return bool(self.spared.muscles or self.spared.movements)


def comes_back(
    rests: Iterable[Rest], exercise: Exercise, muscle: MuscleId, last: date | None, day: date
) -> bool:
    """Whether an exercise that rested would be done for the first time since.

    Args:
        muscle: what it is done for.
        last: the day it was done last.
    """
    return any(
        rest.until < day <= rest.until + COMES_BACK_WITHIN
        and (last is None or last <= rest.until)
        and rest.spared.spares(exercise, muscle)
        for rest in rests
    )


def resting_places(rests: Iterable[Rest], day: date) -> frozenset[Region]:
    """Return the places that rest on a day."""
    return frozenset().union(*(rest.places for rest in rests if day <= rest.until))


def resting_until(rests: Iterable[Rest], day: date) -> Mapping[date, frozenset[Region]]:
    """Return which places rest until when, the soonest day first; each place once, no place where
    only that something hurt is known."""
    last: dict[Region | None, date] = {}
    for rest in rests:
        if day <= rest.until and rest.of_place:
            for place in rest.places or {None}:
                last[place] = max(rest.until, last.get(place, rest.until))
    return {
        until: frozenset(place for place, end in last.items() if end == until and place)
        for until in sorted(set(last.values()))
    }


def returning_places(rests: Iterable[Rest], day: date) -> frozenset[Region]:
    """Return the places whose rest is over since a few days."""
    return frozenset().union(*(rest.places for rest in lately_over(rests, day)))


def lately_over(rests: Iterable[Rest], day: date) -> list[Rest]:
    """Return the rests that ended in the last two weeks."""
    return [r for r in rests if r.until < day <= r.until + COMES_BACK_WITHIN]


def loading(rested: Rest, done: Iterable[Practice], index: ExerciseIndex) -> list[Practice]:
    """Return the strength work of a person that loads what rests."""
    return [
        one
        for one in done
        if one.exercise in index.placed
        and index.placed[one.exercise].exercise.phase in STRENGTH
        and rested.spared.spares(index.placed[one.exercise].exercise)
    ]


def affected(workout: Workout, index: ExerciseIndex, plan_rules: PlanRules) -> list[Practice]:
    """Return the exercises that hurt or work the painful place; all strength work where no place is
    known."""
    known = [i for i in workout.routine.items if i.exercise in index.placed]
    area = _area(workout, plan_rules)
    touching = set(hurt_in(workout))
    if area is not None:
        touching |= {i.exercise for i in known if _works(i.exercise, area, index)}
    if not touching:
        touching = {i.exercise for i in known if i.phase in STRENGTH}
    return [index.practice(i.exercise, i.why.muscle) for i in known if i.exercise in touching]


def rest(workout: Workout, index: ExerciseIndex, plan_rules: PlanRules) -> Rest:
    """Return what rests for 48 hours; where no place is known, everything that was trained."""
    area = _area(workout, plan_rules)
    hurt = hurt_in(workout)
    if area is None and not hurt:
        hurt = [i.exercise for i in workout.routine.items]
    muscles = frozenset(
        m for id in hurt if id in index.placed for m in index.placed[id].exercise.muscles
    )
    spared = Spared(muscles)
    if area is not None:
        spared = spared.and_also(Spared(area.muscles, area.movements, area.moved_by))
    region = workout.pains.region
    return Rest(
        until=workout.day + REST,
        spared=spared,
        no_new_until=workout.day + NOTHING_NEW,
        places=frozenset() if area is None or region is None else frozenset({region}),
    )


def left_out(id: ExerciseId, day: date, index: ExerciseIndex) -> Rest:
    """Return the rest of one exercise that hurt and cannot be made easier, and of its harder
    steps."""
    ladder, here = {id}, index.neighbour(id, harder=True)
    while here is not None and here not in ladder:
        ladder.add(here)
        here = index.neighbour(here, harder=True)
    return Rest(day + LEFT_OUT, Spared(exercises=frozenset(ladder)))


def too_new(rests: Iterable[Rest], exercise: Exercise, day: date) -> bool:
    """Whether strength work that was never done would load what hurt too much lately."""
    return exercise.phase in STRENGTH and any(
        rest.until < day <= rest.no_new_until and rest.spared.spares(exercise) for rest in rests
    )


def told_rest(workout: Workout, plan_rules: PlanRules) -> Rest | None:
    """Return what rests after a place was told in words to hurt too much; None where none was, or
    its level turned out to be small."""
    spared = Spared()
    for region in sorted(hurting_places(workout)):
        if (area := plan_rules.areas.get(region)) is not None:
            spared = spared.and_also(Spared(area.muscles, area.movements, area.moved_by))
    if spared == Spared():
        return None
    return Rest(workout.day + REST, spared, places=hurting_places(workout))


def _area(workout: Workout, plan_rules: PlanRules) -> Area | None:
    region = workout.pains.region
    return None if region is None else plan_rules.areas.get(region)


def hurt_in(workout: Workout) -> list[ExerciseId]:
    """Return the exercises that hurt and were left out."""
    return [
        item.exercise
        for item, card in zip(workout.routine.items, workout.cards, strict=True)
        if card.state is CardState.HURT
    ]


def _works(id: ExerciseId, area: Area, index: ExerciseIndex) -> bool:
    exercise = index.placed[id].exercise
    return not area.muscles.isdisjoint(exercise.muscles) or not area.movements.isdisjoint(
        exercise.closed_by
    )
