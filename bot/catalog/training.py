"""Read `content/training.yaml` and `first_exercises.yaml`: what is at hand, areas, changes."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from bot.catalog import shared_models
from bot.catalog.parse import parse
from bot.catalog.read import BrokenFile
from bot.domain.assessment.measured import Muscles
from bot.domain.ids import Equipment, ExerciseId, Movement, MuscleId, Region
from bot.domain.phrase import Phrase
from bot.domain.training.plan_rules import Area, PlanRules, Reason
from bot.domain.training.review_changes import known_causes

ANYWHERE = "anywhere"
"""What suits every place, in the list of first exercises."""


class AreaPart(shared_models.Part):
    """What rests when a place hurts, and what usually helps it."""

    muscles: list[shared_models.Slug]
    movements: list[shared_models.Slug]
    tight: list[shared_models.Slug]
    weak: Annotated[list[shared_models.Slug], Field(min_length=1)]
    spares: list[shared_models.Slug] = Field(default_factory=list)
    moved_by: list[shared_models.Slug] = Field(default_factory=list)


class GeneralPart(shared_models.Part):
    """The muscles of a general routine."""

    tight: list[shared_models.Slug]
    weak: list[shared_models.Slug]


class TrainingFile(shared_models.File):
    """content/training.yaml"""

    household: list[shared_models.Slug]
    office: list[shared_models.Slug]
    outdoors: list[shared_models.Slug]
    gym: list[shared_models.Slug]
    general: GeneralPart
    small: list[shared_models.Slug]
    push: list[shared_models.Slug]
    pull: list[shared_models.Slug]
    balance: list[shared_models.Slug]
    areas: dict[shared_models.Slug, AreaPart]
    changes: dict[Reason, shared_models.Text]
    told_in_review: list[str]


class FirstExercisesFile(shared_models.File):
    """content/first_exercises.yaml"""

    places: dict[shared_models.Slug, list[shared_models.Slug]]


def load_guide(content: Path) -> PlanRules:
    """What planning and progress read.

    Raises:
        BrokenFile: it cannot be read, has a fault, or a reason has no words.
    """
    path = content / "training.yaml"
    file = parse(path, TrainingFile)
    first = parse(content / "first_exercises.yaml", FirstExercisesFile)
    silent = sorted(set(Reason) - set(file.changes))
    if silent:
        raise BrokenFile(f"{path}: changes: no words for {', '.join(silent)}")
    unknown = sorted(set(file.told_in_review) - known_causes(Reason))
    if unknown:
        raise BrokenFile(f"{path}: told_in_review: nothing is called {', '.join(unknown)}")
    return PlanRules(
        reasons={r: Phrase(f"change.{r}", words) for r, words in file.changes.items()},
        areas={
            Region(region): Area(
                frozenset(MuscleId(i) for i in part.muscles),
                frozenset(Movement(i) for i in part.movements),
                Muscles(
                    tuple(MuscleId(i) for i in part.tight), tuple(MuscleId(i) for i in part.weak)
                ),
                frozenset(Movement(i) for i in part.spares),
                frozenset(ExerciseId(i) for i in part.moved_by),
            )
            for region, part in file.areas.items()
        },
        household=frozenset(Equipment(e) for e in file.household),
        office=frozenset(Equipment(e) for e in file.office),
        outdoors=frozenset(Equipment(e) for e in file.outdoors),
        gym=frozenset(Equipment(e) for e in file.gym),
        small=frozenset(MuscleId(i) for i in file.small),
        push=frozenset(MuscleId(i) for i in file.push),
        pull=frozenset(MuscleId(i) for i in file.pull),
        balance=tuple(map(ExerciseId, file.balance)),
        general_tight=tuple(MuscleId(i) for i in file.general.tight),
        general_weak=tuple(MuscleId(i) for i in file.general.weak),
        first={
            None if place == ANYWHERE else Region(place): tuple(map(ExerciseId, exercises))
            for place, exercises in first.places.items()
        },
        told_in_review=tuple(file.told_in_review),
    )
