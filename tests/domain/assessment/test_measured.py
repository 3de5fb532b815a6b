"""What the answers to a self-test say of single muscles, over every test that measures one."""

import pytest

from bot.domain.assessment.assess import profile
from bot.domain.assessment.measured import MeasuredMuscle, Muscles, State, as_measured
from bot.domain.assessment.self_test import Roles, SelfTest
from bot.domain.ids import FindingId, MuscleId, Side
from bot.domain.talk.answers import Answers, Sides, Value
from bot.domain.talk.measure import Level
from bot.domain.talk.question import Question
from tests.domain.assessment.people import catalog

CATALOG = catalog()
ROLES = [
    (test.id, finding)
    for test in CATALOG.tests.values()
    for finding in test.muscles
    if not test.page_only
]


def answered(test: SelfTest, finding: FindingId, *, well: bool) -> Answers:
    """The best or the worst that can be told of a finding on the left."""
    answers: dict[str, Value] = {"sex": "female", "age": 40.0, "sports": frozenset({"press"})}
    for question in test.questions:
        options = {str(o.id): o for o in question.options}
        if "yes" in options and options["yes"].level is None:
            answers[question.id] = "yes"
        graded = [o for o in question.options if o.level is not None]
        if graded:
            wanted = Level.NORMAL if well else Level.MARKED
            fitting = [o for o in graded if o.level is wanted and o.side is not Side.RIGHT]
            answers[question.id] = (fitting or [o for o in graded if o.level is wanted])[0].id
        elif question.measure is not None:
            answers[question.id] = _number(question, well=well, uneven=str(question.id) == finding)
        elif question.unit:
            answers[question.id] = 20.0
    return answers  # type: ignore[return-value]


def _number(question: Question, *, well: bool, uneven: bool) -> Value:
    measure = question.measure
    assert measure is not None
    high = 40.0 if measure.over else min(question.high, 100.0)
    best, worst = (high, question.low) if measure.higher_is_better else (question.low, high)
    if measure.asymmetry and not measure.norms and not uneven:
        return Sides(20.0, 20.0)
    left = best if well else worst
    return Sides(left, best) if str(question.kind) == "sides" else left


def of(test: SelfTest, finding: FindingId, *, well: bool) -> tuple[MeasuredMuscle, ...]:
    return profile(answered(test, finding, well=well), CATALOG).muscles


@pytest.mark.parametrize(("id", "finding"), ROLES)
def test_the_worst_result_makes_its_muscles_short_or_weak(id: str, finding: FindingId) -> None:
    test = next(t for t in CATALOG.tests.values() if t.id == id)
    roles = test.muscles[finding]
    states = {(m.muscle, m.state) for m in of(test, finding, well=False)}
    assert {(m, State.SHORT) for m in roles.length} <= states
    assert {(m, State.WEAK) for m in roles.strength} <= states


@pytest.mark.parametrize(("id", "finding"), ROLES)
def test_the_best_result_makes_a_muscle_long_unless_only_the_sides_were_compared(
    id: str, finding: FindingId
) -> None:
    test = next(t for t in CATALOG.tests.values() if t.id == id)
    roles: Roles = test.muscles[finding]
    states = {(m.muscle, m.state) for m in of(test, finding, well=True)}
    for muscle in roles.length:
        assert ((muscle, State.LONG) in states) is not roles.compared
    assert not {(m, State.WEAK) for m in roles.strength} & states


def test_a_result_of_one_side_is_kept_for_that_side() -> None:
    answers: Answers = {"T10": Sides(40.0, 90.0)}  # type: ignore[dict-item]
    assert profile(answers, CATALOG).muscles == (
        MeasuredMuscle(MuscleId("hamstrings"), State.SHORT, Side.LEFT),
    )


def test_short_is_not_long_even_where_another_test_says_so() -> None:
    usual = Muscles((MuscleId("a"), MuscleId("b")), (MuscleId("c"),))
    short = MeasuredMuscle(MuscleId("b"), State.SHORT, Side.LEFT)
    weak = MeasuredMuscle(MuscleId("a"), State.WEAK, Side.LEFT)
    muscles = as_measured(usual, (short, weak))
    assert muscles == Muscles((MuscleId("b"),), (MuscleId("a"), MuscleId("c")))


def test_places_that_hurt_come_the_worst_first() -> None:
    answers: Answers = {
        "pain_regions": frozenset({"neck", "thigh", "knee"}),  # type: ignore[dict-item]
        "pain_neck": 2.0,  # type: ignore[dict-item]
        "pain_thigh": 5.0,  # type: ignore[dict-item]
        "pain_knee": 0.0,  # type: ignore[dict-item]
    }
    assert profile(answers, CATALOG).sore == ("thigh", "neck")
