"""How common a finding is without a cause depends on how it is looked for."""

import pytest

from bot.domain.assessment.evidence import observe
from bot.domain.assessment.result import read_results
from bot.domain.assessment.self_test import Leak
from bot.domain.ids import FindingId, TestId
from bot.domain.talk.answers import Answers, Sides
from tests.domain.assessment.people import catalog


def leak_of(answers: Answers, finding: str) -> Leak:
    """How common the first side of a finding is taken to be."""
    tests, network = catalog().tests.values(), catalog().network
    results = read_results(answers, tests, short_holds=False)
    observed = observe(answers, results, network, catalog().patterns.values())
    return next(one.leak for one in observed.findings if one.finding == finding)


@pytest.mark.parametrize(
    ("finding", "typed", "by_phone"),
    [
        ("T25", {"T25": "left_1"}, {"T25_phone": Sides(28.0, 41.0)}),
        (
            "T07",
            {"T07_flat": "yes", "T07_left": "above", "T07_right": "level"},
            {"T07_flat": "yes", "T07_phone": Sides(20.0, 2.0)},
        ),
    ],
)
def test_a_reading_against_norm_and_other_side_is_no_rarer_than_a_look(
    finding: str, typed: Answers, by_phone: Answers
) -> None:
    leaks = catalog().tests[TestId(finding)].leaks
    assert leak_of(typed, finding) == leaks[FindingId(finding)]
    assert leak_of(by_phone, finding) == leaks[FindingId(f"{finding}_phone")]
    assert leak_of(by_phone, finding).mild > leak_of(typed, finding).mild
