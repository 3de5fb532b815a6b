"""A change within the error of measurement is no change."""

import pytest

from bot.domain.assessment.change import Change, compare, own_error
from bot.domain.ids import QuestionId
from bot.domain.talk.measure import Measure
from tests.domain.assessment.people import questions


def measure(question: str) -> Measure:
    scale = questions()[QuestionId(question)].measure
    assert scale is not None
    return scale


@pytest.mark.parametrize(
    ("question", "before", "after", "change"),
    [
        ("T11", 6.5, 8.4, Change.SAME),
        ("T11", 6.5, 8.5, Change.BETTER),
        ("T11", 8.5, 6.5, Change.WORSE),
        ("T01", 7, 5, Change.BETTER),
        ("T01", 5, 6.9, Change.SAME),
        ("T05", 20, 28, Change.BETTER),
        ("T18", 20, 15, Change.SAME),
        ("T16", 30, 30, Change.SAME),
    ],
)
def test_only_a_change_as_large_as_the_error_counts(
    question: str, before: float, after: float, change: Change
) -> None:
    assert compare(before, after, measure(question)) is change


def test_a_person_whose_own_tries_vary_more_needs_a_larger_change() -> None:
    wide = own_error([(6.0, 9.0), (8.0, 8.5)])
    assert wide == 3.0
    assert compare(6.5, 9.0, measure("T11"), wide) is Change.SAME
    assert compare(6.5, 9.5, measure("T11"), wide) is Change.BETTER
    assert own_error([]) is None
