"""What was told to hurt without a number is not compared with what has one."""

from dataclasses import replace

import pytest

from bot.domain.ids import Region
from bot.domain.training.pain_in_session import places_without_level
from bot.domain.training.plan import plan
from bot.domain.training.progress import Week
from bot.domain.training.review import AlsoKnown, review
from bot.domain.training.routine import Circumstances
from bot.domain.training.workout import CardState, Pains, PlacePain, Workout
from tests.domain.training.builders import CATALOG, MONDAY, finding, trainee

KNEE, LOW_BACK = Region("knee"), Region("low_back")
SORE = trainee(finding("P01"))
HURTING = replace(SORE, today=Circumstances(hurting=frozenset({KNEE})))


def told(*places: PlacePain) -> Workout:
    """A day on which the knee was told to hurt, with what each place was asked."""
    return replace(Workout.of(plan(HURTING, MONDAY, CATALOG)), pains=Pains(2, places=places))


@pytest.mark.parametrize(
    ("places", "unmeasured"),
    [
        ((PlacePain(LOW_BACK, 2),), {KNEE}),
        ((PlacePain(KNEE, None), PlacePain(LOW_BACK, 2)), {KNEE}),
        ((PlacePain(KNEE, 5), PlacePain(LOW_BACK, 2)), set()),
    ],
)
def test_a_place_without_a_number_leaves_open_which_hurt_most(
    places: tuple[PlacePain, ...], unmeasured: set[Region]
) -> None:
    workout = told(*places)
    assert places_without_level(workout) == unmeasured
    looked_back = review([workout], Week(MONDAY, 1, 1), (), AlsoKnown(), ahead=False)
    assert looked_back.has_unmeasured_pain is bool(unmeasured)


def test_a_place_left_out_at_a_card_is_measured_only_with_its_number() -> None:
    workout = Workout.of(plan(SORE, MONDAY, CATALOG))
    left_out = workout.noted(0, region=KNEE, state=CardState.HURT)
    assert places_without_level(left_out) == {KNEE}
    assert not places_without_level(left_out.noted(0, pain=5))
