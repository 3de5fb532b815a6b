"""Which changes of a week came from what the person told: the cause, and the exercises."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import Region
from bot.domain.training.exercise import Practice
from bot.domain.training.plan_rules import Reason
from bot.domain.training.too_much import EASIER, was_too_much
from bot.domain.training.workout import CardState, Workout


class OwnDoing(StrEnum):
    """Changes that the cards and events of a week tell, beside the reasons of the plan."""

    LEFT_OUT = "left_out"
    """It hurt, and was left out."""
    SWAPPED = "swapped"
    SWAPPED_EASIER = "swapped_easier"
    SWAPPED_HARDER = "swapped_harder"
    TOO_MUCH = "too_much"
    CLOSED = "closed_by_clinician"


STEPS_ASKED = (OwnDoing.SWAPPED_EASIER, OwnDoing.SWAPPED_HARDER)
"""Steps that are only told of while they hold."""


@dataclass(frozen=True, slots=True)
class Made:
    """One kind of change that was made: its cause as its words are called, and the exercises."""

    cause: str
    exercises: tuple[Practice, ...] = ()
    places: tuple[Region, ...] = ()
    """The places that were spared or worked again."""


def changes_of(
    recent: Sequence[Workout], order: Sequence[str], *, closed: bool
) -> tuple[Made, ...]:
    """Return what really changed in these workouts and was caused by the person.

    A plan that nothing was done of changed nothing for anybody.

    Args:
        recent: the workouts of the week.
        order: the causes that are told, the most telling first.
    """
    by_cause: dict[str, Made] = {OwnDoing.CLOSED: Made(OwnDoing.CLOSED)} if closed else {}
    for number, workout in enumerate(recent):
        for one in _causes(workout):
            if one.cause in STEPS_ASKED and _is_back(one.exercises, recent[number + 1 :]):
                continue
            before = by_cause.get(one.cause, Made(one.cause))
            by_cause[one.cause] = Made(
                one.cause,
                tuple(dict.fromkeys((*before.exercises, *one.exercises))),
                tuple(dict.fromkeys((*before.places, *one.places))),
            )
    return tuple(by_cause[cause] for cause in order if cause in by_cause)


def _is_back(exercises: Sequence[Practice], later: Sequence[Workout]) -> bool:
    """Whether what was left behind was planned again on a later day."""
    planned = [item for w in later for item in w.routine.items if item.instead_of is None]
    return any(item.is_of(practice) for practice in exercises for item in planned)


def _causes(workout: Workout) -> Iterator[Made]:
    if workout.done:
        for change in workout.routine.changes:
            of = Practice(change.exercise, change.muscle) if change.exercise is not None else None
            exercises = () if of is None else (of,)
            yield Made(change.reason.key.removeprefix("change."), exercises, change.places)
    if was_too_much(workout):
        yield Made(OwnDoing.TOO_MUCH)
    for item, card in zip(workout.routine.items, workout.cards, strict=True):
        if card.state is CardState.HURT:
            yield Made(OwnDoing.LEFT_OUT, (Practice(item.exercise),))
        elif item.instead_of is not None and card.state is CardState.DONE:
            yield Made(_instead(card.felt), (Practice(item.instead_of),))
        elif card.felt == EASIER and card.state is CardState.DONE:
            yield Made(Reason.EASIER_ASKED, (Practice(item.exercise),))


def _instead(felt: str | None) -> OwnDoing:
    by_wish = {EASIER: OwnDoing.SWAPPED_EASIER, "harder": OwnDoing.SWAPPED_HARDER}
    return by_wish.get(felt or "", OwnDoing.SWAPPED)


def known_causes(reasons: Iterable[str]) -> frozenset[str]:
    """Return every cause that there may be, by the reasons of the plan."""
    return frozenset((*reasons, *OwnDoing))
