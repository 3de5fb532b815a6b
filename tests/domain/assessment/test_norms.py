"""What is usual depends on age and sex; where they are not told, the lenient cut is taken."""

import pytest

from bot.domain.assessment.norms import Body, against_other_side, against_usual, usual
from bot.domain.assessment.result import read_results
from bot.domain.ids import FindingId, QuestionId, Side, TestId
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.measure import Level, Measure
from tests.domain.assessment.people import catalog, questions


def measure(question: str) -> Measure:
    scale = questions()[QuestionId(question)].measure
    assert scale is not None
    return scale


@pytest.mark.parametrize(
    ("question", "age", "sex", "number", "level"),
    [
        ("T01", 30, "male", 2, Level.NORMAL),
        ("T01", 30, "male", 2.1, Level.MILD),
        ("T01", 30, "male", 6.4, Level.MILD),
        ("T01", 30, "male", 6.5, Level.MARKED),
        ("T05", 30, "male", 28, Level.MILD),
        ("T05", 30, "female", 28, Level.NORMAL),
        ("T05", 30, "male", 18.9, Level.MARKED),
        ("T11", 59, "male", 8.9, Level.MILD),
        ("T11", 60, "male", 8.9, Level.NORMAL),
        ("T11", 60, "male", 3.9, Level.MARKED),
        ("T12", 85, "female", 4, Level.MARKED),
        ("T15", 45, "female", 20, Level.MILD),
        ("T15", 45, "male", 21, Level.NORMAL),
        ("T16", 50, "male", 29, Level.MILD),
        ("T16", 51, "male", 29, Level.NORMAL),
        ("T18", 25, "male", 18, Level.MARKED),
        ("T18", 82, "male", 7, Level.NORMAL),
        ("T24", 25, "male", 15.5, Level.MARKED),
    ],
)
def test_a_number_is_held_against_the_cuts_for_that_person(
    question: str, age: float, sex: str, number: float, level: Level
) -> None:
    assert against_usual(measure(question), Body(age, sex), number) is level


def test_every_norm_covers_every_adult_age_of_both_sexes() -> None:
    for question in questions().values():
        if question.measure is None or not question.measure.norms:
            continue
        for age in range(18, 111):
            for sex in ("female", "male"):
                assert usual(question.measure, Body(age, sex)) is not None, (question.id, age, sex)


def test_an_age_between_two_birthdays_still_has_a_norm() -> None:
    assert usual(measure("T11"), Body(59.5, "male")) == usual(measure("T11"), Body(59, "male"))


def test_without_age_and_sex_the_lenient_cut_is_taken() -> None:
    norm = usual(measure("T15"), Body(None, None))
    assert norm is not None
    assert norm.normal == 10
    norm = usual(measure("T05"), Body(40, None))
    assert norm is not None
    assert norm.normal == 23


@pytest.mark.parametrize(
    ("question", "sides", "worse", "level"),
    [
        ("T11", Sides(10, 11.9), None, Level.NORMAL),
        ("T11", Sides(10, 12), Side.LEFT, Level.MILD),
        ("T03", Sides(6, 7.5), Side.RIGHT, Level.MILD),
        ("T03", Sides(6, 8.6), Side.RIGHT, Level.MARKED),
        ("T15", Sides(30, 26), None, Level.NORMAL),
        ("T15", Sides(30, 25), Side.RIGHT, Level.MILD),
        ("T15", Sides(22, 30), Side.LEFT, Level.MARKED),
        ("T15", Sides(8, 5), None, Level.NORMAL),
        ("T22", Sides(0, 0), None, Level.NORMAL),
    ],
)
def test_a_difference_counts_only_beyond_its_limit(
    question: str, sides: Sides, worse: Side | None, level: Level
) -> None:
    assert against_other_side(measure(question), sides) == (worse, level)


def results(answers: Answers, *, short_holds: bool = False) -> dict[str, dict[object, Level]]:
    levels: dict[str, dict[object, Level]] = {}
    read = read_results(answers, catalog().tests.values(), short_holds=short_holds)
    for r in (r for results in read.by_finding.values() for r in results):
        levels.setdefault(r.finding, {})[r.side] = r.level
    return levels


def test_a_hold_stopped_by_the_short_cap_says_nothing_and_a_failure_before_it_counts() -> None:
    held: Answers = {QuestionId("age"): 30.0, QuestionId("T16"): Sides(10, 7)}
    assert results(held)["T16"] == {Side.LEFT: Level.MARKED, Side.RIGHT: Level.MARKED}
    assert results(held, short_holds=True)["T16"] == {Side.RIGHT: Level.MARKED}
    long: Answers = {QuestionId("age"): 30.0, QuestionId("T16"): Sides(40, 40)}
    assert results(long, short_holds=True)["T16"][Side.LEFT] is Level.NORMAL


def test_pushes_for_every_pull_are_a_quotient_and_no_pull_is_no_result() -> None:
    answers: Answers = {
        QuestionId("age"): 30.0,
        QuestionId("sex"): "male",
        QuestionId("T20_pull"): 10.0,
        QuestionId("T20"): 26.0,
    }
    assert results(answers)["T20"] == {None: Level.MARKED}
    assert "T20" not in results({**answers, QuestionId("T20_pull"): 0.0})


def test_a_tick_is_a_finding_and_no_tick_is_a_usual_one() -> None:
    answers: Answers = {QuestionId("T14"): frozenset({"knees", "shift_left"})}
    assert results(answers)["T14_knees"] == {None: Level.MILD}
    assert results(answers)["T14_arch"] == {None: Level.NORMAL}
    assert results(answers)["T14_shift"] == {Side.RIGHT: Level.MILD, Side.LEFT: Level.NORMAL}


def test_a_test_begun_without_a_result_is_known_as_such() -> None:
    read = read_results(
        {QuestionId("T07_flat"): "no", QuestionId("T16"): "not_sure"},
        catalog().tests.values(),
        short_holds=False,
    )
    assert read.begun == {TestId("T07"), TestId("T16")}
    assert read.done == frozenset()
    assert read.unanswered == {FindingId("T16")}
