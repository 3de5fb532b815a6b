"""Which gentle exercise comes first for a sore place, before there is a plan."""

from collections.abc import Iterator
from datetime import date

from bot.domain.ids import ExerciseId, Region
from bot.domain.training import eligibility
from bot.domain.training.dosage import Terms, item
from bot.domain.training.exercise_index import Placed
from bot.domain.training.routine import Block, Routine
from bot.domain.training.selection import Choice
from bot.domain.training.targets import Target
from bot.domain.training.trainee import Knowledge, Trainee
from bot.domain.training.training_state import TrainingState

MINUTES = 5


def first_exercise(
    trainee: Trainee, place: Region | None, day: date, catalog: Knowledge
) -> Routine | None:
    """Return a routine of the one exercise that is usual for a place and closed by nothing, or of
    one that leaves the place alone.

    Args:
        place: what brings them here; None where nothing hurts.

    Returns:
        None when every exercise that is gentle enough is closed.
    """
    placed = next(_open_to(trainee, place, catalog), None)
    if placed is None:
        return None
    muscle = placed.exercise.muscles[0]
    usual = placed.exercise.id in catalog.plan_rules.first.get(place, ())
    target = Target(
        place=place if usual else None,
        tight=(muscle,),
        weak=(muscle,),
        gentle=True,
        lower_body=None,
    )
    terms = Terms(day, MINUTES, Block.CALM, short_holds=True)
    chosen = item(Choice(placed, target, muscle), TrainingState(), terms).prescription
    return Routine(
        day=day,
        items=(chosen,),
        seconds=chosen.seconds,
        minutes=MINUTES,
        block=Block.CALM,
        light=True,
        general=True,
        introduction=True,
    )


def _open_to(trainee: Trainee, place: Region | None, catalog: Knowledge) -> Iterator[Placed]:
    rules, index = catalog.plan_rules, eligibility.index_of(catalog)
    spared = eligibility.spared_places(trainee.healing, catalog)
    allowed = eligibility.today(trainee, catalog, spared, eligibility.always(trainee, catalog))
    usual: tuple[ExerciseId, ...] = rules.first.get(place, ())
    disturbing = frozenset() if place is None else eligibility.moving([place], catalog)
    elsewhere = (id for id in rules.first.get(None, ()) if id not in disturbing)
    return (index.placed[id] for id in (*usual, *elsewhere) if id in allowed)
