"""Reshape today's routine to the day: shorter, tired, without the band, in the office, other
exercises."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from bot.app.context import Scene
from bot.app.person import schedule
from bot.app.training.routine import barred, of_day, routine_due, save, show, trainee
from bot.domain.catalog import DeliveryKind
from bot.domain.errors import NothingElse
from bot.domain.ids import Equipment
from bot.domain.outcome import Outcome
from bot.domain.outcome.reply import Refused
from bot.domain.outcome.workout import CardShown, Declined, WorkoutEnded
from bot.domain.training import substitution
from bot.domain.training.eligibility import HOME
from bot.domain.training.plan import plan
from bot.domain.training.routine import Circumstances
from bot.domain.training.trainee import SHORTEST
from bot.domain.training.workout import Ending, Workout, WorkoutState
from bot.understanding.meaning import (
    Hurts,
    Meaning,
    Minutes,
    Place,
    Sick,
    SomethingElse,
    Tired,
    Travelling,
    With,
    Without,
)

AWAY = "hotel"


async def reshape(scene: Scene, day: date, more: Circumstances) -> list[Outcome]:
    """Plan another routine for what is left of the day; it counts as done like any other."""
    if why_not := await barred(scene):
        return why_not
    workout = await of_day(scene, day)
    over = workout.ending not in (None, Ending.NOT_TODAY)
    today = workout.routine.today.and_also(more)
    who = await trainee(scene, today)
    if day != scene.today or over or who is None:
        return await show(scene, asked=True)
    planned = plan(who, day, scene.catalog)
    if not planned.items and more.avoid:
        return [Refused(NothingElse())]
    changed = workout.replanned(planned)
    await scene.store.deliveries.close(scene.person.id, [DeliveryKind.TIMER])
    if not changed.cards:
        await save(scene, workout.decline())
        await schedule.settle(scene)
        due = await schedule.upcoming(scene)
        return [Declined(due, str(scene.zone), planned.changes)]
    await save(scene, changed)
    if changed.current is None:
        return [WorkoutEnded(changed, edit=False)]
    if changed.state is WorkoutState.UNDER_WAY:
        return [CardShown(changed, changed.current, edit=False, changes=planned.changes)]
    return [await routine_due(scene, changed, asked=True)]


async def others(scene: Scene, day: date, instead_of: str) -> list[Outcome]:
    """Replace all open exercises with different ones.

    Args:
        instead_of: the first of the plan under which it was asked for; a plan that came after it
            stays.
    """
    workout = await of_day(scene, day)
    if instead_of not in ("", workout.next_exercise):
        return await show(scene, asked=True)
    return await reshape(scene, day, _without_open(workout))


def circumstances(
    scene: Scene, meanings: Iterable[Meaning], workout: Workout | None
) -> Circumstances | None:
    """Return what the words say of today; None when they say nothing of it."""
    told: Circumstances | None = None
    own = scene.person.preferences.equipment
    for meaning in meanings:
        match meaning:
            case Minutes(minutes):
                more = Circumstances(minutes=minutes or SHORTEST)
            case Tired():
                more = Circumstances(tired=True)
            case Sick():
                more = Circumstances(ill=True)
            case Hurts(region):
                more = Circumstances(hurting=frozenset({region} if region else ()))
            case Without(None):
                more = Circumstances(equipment=frozenset())
            case Without(equipment) if equipment is not None:
                more = Circumstances(missing=frozenset({equipment}))
            case With(equipment):
                more = Circumstances(equipment=_with(equipment, own, told, workout))
            case Travelling():
                more = _at(AWAY)
            case Place(place):
                more = _at(place) if place != HOME else Circumstances(place=HOME, equipment=own)
            case SomethingElse() if workout is not None:
                more = _without_open(workout)
            case _:
                continue
        told = more if told is None else told.and_also(more)
    return told


def _at(place: str) -> Circumstances:
    """Return the circumstances of another place: things at home are not there unless they say
    so."""
    return Circumstances(place=place, equipment=frozenset())


def _with(
    equipment: Equipment,
    own: frozenset[Equipment],
    told: Circumstances | None,
    workout: Workout | None,
) -> frozenset[Equipment]:
    """Add one thing to what is known to be at hand today."""
    before = own
    for known in (workout.routine.today if workout else None, told):
        if known is not None and known.equipment is not None:
            before = known.equipment
    return before | {equipment}


def _without_open(workout: Workout) -> Circumstances:
    first = 0 if workout.current is None else workout.current
    return Circumstances(avoid=frozenset(i.exercise for i in workout.routine.items[first:]))


async def substituted(
    scene: Scene, workout: Workout, card: int, today: Circumstances
) -> Workout | None:
    """Put another exercise of the same phase on an open card; None when nothing else fits."""
    who = await trainee(scene, today)
    item = workout.routine.items[card]
    planned = {i.exercise for i in workout.routine.items}
    substitute = None if who is None else substitution.substitute(item, planned, who, scene.catalog)
    if substitute is None:
        return None
    await scene.store.deliveries.close(scene.person.id, [DeliveryKind.TIMER])
    changed = workout.put(card, substitute)
    return replace(changed, routine=replace(changed.routine, today=today))
