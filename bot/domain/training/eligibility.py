"""Which exercises a person may do: not contraindicated, nothing missing, not unwanted."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.assessment.measured import MeasuredMuscle, State, muscles_in
from bot.domain.ids import Equipment, ExerciseId, Movement, MuscleId, Region
from bot.domain.training.balance import Balance
from bot.domain.training.exercise import UNSUPPORTED, Phase
from bot.domain.training.exercise_index import ExerciseIndex, index_exercises
from bot.domain.training.rest import Spared
from bot.domain.training.trainee import Knowledge, Trainee

HOME, OFFICE, OUTDOORS, GYM = "home", "office", "outdoors", "gym"
ENDS_OF_RANGE = frozenset(
    Movement(m)
    for m in (
        "end_range_stretching",
        "end_range_spinal_flexion",
        "end_range_spinal_extension",
        "shoulder_extension_end_range",
        "neck_end_range",
    )
)
"""Where every joint's end of range is closed (loose joints), nothing is lengthened."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A movement that is closed, and the exercises that were left out because of it."""

    movement: Movement
    exercises: tuple[ExerciseId, ...]


def always(trainee: Trainee, catalog: Knowledge) -> frozenset[ExerciseId]:
    """Return the exercises that are eligible on any usual day."""
    return _open(
        trainee,
        catalog,
        trainee.preferences.place,
        trainee.preferences.equipment,
    )


def today(
    trainee: Trainee,
    catalog: Knowledge,
    spared: Spared,
    usual: frozenset[ExerciseId],
) -> frozenset[ExerciseId]:
    """Return the exercises that are eligible today, without what is missing or rests."""
    index = index_of(catalog)
    eligible = usual
    circumstances = trainee.today
    if (
        circumstances.equipment is not None
        or circumstances.place is not None
        or circumstances.missing
    ):
        own = (
            trainee.preferences.equipment
            if circumstances.equipment is None
            else circumstances.equipment
        )
        eligible = _open(trainee, catalog, trainee.place, own, circumstances.missing)
    eligible -= circumstances.avoid | stretches_of_long(trainee.profile.muscles, catalog)
    if spared == Spared():
        return eligible
    return frozenset(id for id in eligible if not spared.spares(index.placed[id].exercise))


def moving(places: Iterable[Region], catalog: Knowledge) -> frozenset[ExerciseId]:
    """Return the exercises that move or load one of these places."""
    areas = catalog.plan_rules.areas
    return frozenset().union(*(areas[place].moved_by for place in places if place in areas))


def spared_places(places: Iterable[Region], catalog: Knowledge) -> Spared:
    """Return what places that hurt or heal are spared."""
    areas = catalog.plan_rules.areas
    spared = Spared()
    for place in places:
        if (area := areas.get(place)) is not None:
            spared = spared.and_also(Spared(area.muscles, area.movements, area.moved_by))
    return spared


def stretches_of_long(
    measured: Iterable[MeasuredMuscle], catalog: Knowledge
) -> frozenset[ExerciseId]:
    """Return the stretches of what measured long already."""
    long = muscles_in(State.LONG, measured).keys()
    return frozenset(
        p.exercise.id
        for p in index_of(catalog).of_phase(Phase.LENGTHEN)
        if not long.isdisjoint(p.exercise.muscles)
    )


def sore_muscles(trainee: Trainee, catalog: Knowledge) -> frozenset[MuscleId]:
    """Return the muscles of every place that hurts, these weeks or today."""
    areas = catalog.plan_rules.areas
    sore = {*trainee.profile.sore, *trainee.today.hurting} & areas.keys()
    return frozenset().union(*(areas[place].muscles for place in sore))


def loadable(trainee: Trainee, catalog: Knowledge) -> frozenset[ExerciseId]:
    """Return the exercises that can be made heavier with what the person usually has."""
    at_hand = _at_hand(trainee.preferences.place, trainee.preferences.equipment, catalog)
    return frozenset(e.id for e in catalog.exercises.values() if e.load & at_hand)


def own_things(trainee: Trainee, catalog: Knowledge) -> frozenset[Equipment]:
    """Return what is at hand today that not everybody has at home."""
    usual, today = trainee.preferences, trainee.today
    own = usual.equipment if today.equipment is None else today.equipment
    at_hand = _at_hand(trainee.place, own, catalog) - today.missing
    return at_hand - catalog.plan_rules.household


def left_out(trainee: Trainee, catalog: Knowledge) -> tuple[LeftOut, ...]:
    """Return what the person's conditions close of what their patterns would ask for."""
    wanted = {
        m
        for f in trainee.profile.drivers
        for m in (*catalog.patterns[f.pattern].tight, *catalog.patterns[f.pattern].weak)
    } or {*catalog.plan_rules.general_tight, *catalog.plan_rules.general_weak}
    concerned = [e for e in catalog.exercises.values() if wanted & set(e.muscles)]
    return tuple(
        LeftOut(movement, tuple(sorted(e.id for e in concerned if movement in e.closed_by)))
        for movement in sorted(trainee.closed)
        if any(movement in e.closed_by for e in concerned)
    )


def index_of(catalog: Knowledge) -> ExerciseIndex:
    """Return the index of the catalogue's exercises, built once."""
    return index_exercises(catalog.exercises)


def _open(
    trainee: Trainee,
    catalog: Knowledge,
    place: str,
    own: frozenset[Equipment],
    missing: frozenset[Equipment] = frozenset(),
) -> frozenset[ExerciseId]:
    upright = place == OFFICE
    at_hand = _at_hand(place, own, catalog) - missing
    never = trainee.preferences.never | moving(trainee.healing, catalog)
    closed = trainee.closed
    if trainee.balance is Balance.SUPPORTED:
        closed |= {UNSUPPORTED}
    return _among(index_of(catalog), at_hand, closed, never, upright)


def _at_hand(place: str, own: frozenset[Equipment], catalog: Knowledge) -> frozenset[Equipment]:
    around = {
        OFFICE: catalog.plan_rules.office,
        OUTDOORS: catalog.plan_rules.outdoors,
        GYM: catalog.plan_rules.household | catalog.plan_rules.gym,
    }
    return own | around.get(place, catalog.plan_rules.household)


@lru_cache(maxsize=256)
def _among(
    index: ExerciseIndex,
    at_hand: frozenset[Equipment],
    closed: frozenset[Movement],
    never: frozenset[ExerciseId],
    upright: bool,
) -> frozenset[ExerciseId]:
    no_stretch = closed >= ENDS_OF_RANGE
    return frozenset(
        id
        for id, placed in index.placed.items()
        if closed.isdisjoint(placed.exercise.closed_by)
        and (placed.upright or not upright)
        and id not in never
        and not (no_stretch and placed.exercise.phase is Phase.LENGTHEN)
        and placed.exercise.possible_with(at_hand)
    )
