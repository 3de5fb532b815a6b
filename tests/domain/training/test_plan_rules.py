"""What planning reads beside the exercises names only what there is."""

from itertools import chain

import pytest

from bot.catalog.languages import phrases
from bot.domain.ids import QuestionId
from bot.domain.training.plan_rules import Reason
from tests.domain.training.builders import CATALOG

GUIDE = CATALOG.plan_rules


def test_areas_things_and_general_muscles_are_words_of_the_vocabularies() -> None:
    muscles = chain.from_iterable(a.muscles for a in GUIDE.areas.values())
    assert {*muscles, *GUIDE.general_tight, *GUIDE.general_weak} <= set(CATALOG.muscles)
    movements = chain.from_iterable(a.movements for a in GUIDE.areas.values())
    assert set(movements) <= set(CATALOG.movements)
    assert GUIDE.household | GUIDE.office | GUIDE.outdoors | GUIDE.gym <= set(CATALOG.equipment)


def test_every_place_that_may_hurt_has_its_area() -> None:
    asked = CATALOG.questions[QuestionId("pain_regions")].options
    assert {str(o.id) for o in asked} - {"none"} == {str(region) for region in GUIDE.areas}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_that_can_be_translated(reason: Reason) -> None:
    phrase = GUIDE.reasons[reason]
    assert phrase.key == f"change.{reason}"
    assert phrase in set(phrases(CATALOG))
    assert phrase.english.format(
        exercise="Glute bridge",
        other="Front plank",
        then="5",
        now="3",
        place="your knee",
        side="left",
        until="Thu, Jan 7",
    )
