"""The first exercise is for the place that hurts, or leaves it alone and says so."""

from datetime import timedelta

import pytest

from bot.domain.ids import ExerciseId, Region
from bot.domain.outcome.workout import FirstExercise
from bot.domain.training import eligibility
from bot.domain.training.first_exercise import first_exercise
from bot.domain.training.workout import Workout
from bot.views.screens import view
from bot.views.texts import Texts
from tests.domain.training.builders import CATALOG, MONDAY, trainee

ENGLISH = Texts("en", CATALOG.words)
OWN = CATALOG.plan_rules.first


def shown(place: Region, *never: ExerciseId) -> tuple[ExerciseId, str]:
    """The exercise that somebody with this sore place gets, and the words above it."""
    who = trainee(never=frozenset(never))
    routine = first_exercise(who, place, MONDAY + timedelta(days=1), CATALOG)
    assert routine is not None
    screen = view(FirstExercise(Workout.of(routine), place), ENGLISH, CATALOG)
    return routine.items[0].exercise, screen.text.splitlines()[0]


@pytest.mark.parametrize("place", sorted(filter(None, OWN)))
def test_a_place_that_people_come_with_has_an_exercise_of_its_own(place: Region) -> None:
    exercise, words = shown(place)
    assert exercise in OWN[place]
    assert f"for your {ENGLISH(f'region.{place}')}" in words


@pytest.mark.parametrize("place", sorted(CATALOG.plan_rules.areas))
def test_where_its_own_are_closed_the_exercise_leaves_the_place_alone_and_says_so(
    place: Region,
) -> None:
    exercise, words = shown(place, *OWN.get(place, ()))
    assert exercise not in eligibility.moving([place], CATALOG)
    assert f"leaves your {ENGLISH(f'region.{place}')} alone" in words
