"""A pattern goes to keeping only when its own test was normal twice."""

from collections.abc import Mapping

from bot.domain.assessment.assess import profile
from bot.domain.assessment.profile import Profile
from bot.domain.ids import PatternId, QuestionId
from bot.domain.talk.answers import Sides, Value
from bot.domain.training.retest import graduated
from tests.domain.training.builders import CATALOG

KNEE_IN = PatternId("P07")
RUNNER: Mapping[str, Value] = {
    "age": 33.0,
    "sex": "male",
    "sports": frozenset({"run"}),
    "signs_lower": frozenset({"low_arch", "knees_in"}),
    "arch_side": "left",
    "knee_side": "right",
    "T14": frozenset({"feet"}),
    "T14_heels": "better",
    "T16": Sides(45.0, 45.0),
    "T16_felt": "seat",
    "T19_left": "full",
    "T19_right": "narrow",
    "T19_new": "no",
}


def squatted(knees_in: float, pelvis: str, ankle: Sides) -> Profile:
    """Return what is concluded when the right knee falls in so often of five one-leg squats."""
    answers = {**RUNNER, "T13": Sides(1.0, knees_in), "T13_pelvis": pelvis, "T11": ankle}
    return profile({QuestionId(id): value for id, value in answers.items()}, CATALOG)


def test_a_pattern_that_others_explain_is_not_normal_while_its_own_test_is_not() -> None:
    first = squatted(4, "right", Sides(5.0, 6.0))
    second = squatted(3, "right", Sides(6.5, 7.3))
    third = squatted(2, "none", Sides(8.0, 8.7))
    assert KNEE_IN in {finding.pattern for finding in first.drivers}
    assert KNEE_IN not in {finding.pattern for finding in second.drivers}
    assert KNEE_IN not in graduated([first, second, third], CATALOG.patterns)


def test_normal_twice_by_its_own_test_goes_to_keeping() -> None:
    first = squatted(4, "right", Sides(5.0, 6.0))
    normal = squatted(0, "none", Sides(13.0, 13.0))
    assert KNEE_IN not in normal.tested
    assert KNEE_IN not in graduated([first, normal, first], CATALOG.patterns)
