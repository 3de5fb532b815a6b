"""The week tells of a wish only while it still holds."""

from dataclasses import replace

from bot.domain.training.plan_rules import Reason
from bot.domain.training.review_changes import OwnDoing, changes_of
from bot.domain.training.workout import Workout
from tests.domain.training.test_progression import session, stepped_up

EASIER = (str(Reason.EASIER_ASKED),)
HARDER = (str(OwnDoing.SWAPPED_HARDER),)


def causes(*week: Workout) -> list[str]:
    return [change.cause for change in changes_of(week, (*EASIER, *HARDER), closed=False)]


def test_a_harder_exercise_is_told_of_while_it_stays() -> None:
    assert causes(session(0), stepped_up(1)) == [*HARDER]
    assert causes(stepped_up(1), session(3, "chin_tuck")) == [*HARDER]


def test_a_harder_exercise_is_not_told_of_once_the_easier_one_is_back() -> None:
    assert causes(stepped_up(1), session(3)) == []


def test_a_wish_that_was_granted_again_is_told_of() -> None:
    assert causes(stepped_up(1), session(3), stepped_up(5)) == [*HARDER]


def test_less_of_an_exercise_that_was_asked_for_at_its_card_is_told_of() -> None:
    workout = session(0, "calf_straight")
    eased = replace(workout, cards=(replace(workout.cards[0], felt="easier"),))
    assert causes(eased) == [*EASIER]
