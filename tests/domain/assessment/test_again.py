"""Self-tests on later days: which is due, and what two tries make together."""

from datetime import date, timedelta

from bot.domain.assessment.again import (
    FORTNIGHT,
    NEW_AT_MOST,
    Due,
    Reason,
    Sitting,
    due,
    own_errors,
    repeated,
    together,
)
from bot.domain.assessment.assess import profile
from bot.domain.assessment.shift import Shift, shifts
from bot.domain.ids import PatternId, QuestionId, TestId
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value
from tests.content import real_catalog

CATALOG = real_catalog()
TESTS = tuple(CATALOG.tests.values())
DAY = date(2027, 1, 4)
NEXT = timedelta(days=1)
KNOWN: Answers = {QuestionId("age"): 40.0, QuestionId("sex"): "male"}
STIFF_ANKLE: dict[str, Value] = {
    "T01": 1.0,
    "T07_left": "level",
    "T07_right": "level",
    "T11": Sides(4.0, 9.5),
    "T16": Sides(45.0, 44.0),
    "T16_felt": "buttock",
}


def _sitting(day: date, answers: dict[str, Value]) -> Sitting:
    return Sitting(day, {QuestionId(q): v for q, v in answers.items()})


def _due(*sittings: Sitting, day: date, known: Answers = KNOWN) -> Due | None:
    answers = {**known, **together(sittings, TESTS)}
    concluded = profile(answers, CATALOG, repeated(sittings, TESTS))
    return due(concluded, sittings, day, known, CATALOG.battery, CATALOG.patterns)


def test_nothing_is_asked_on_the_day_of_the_assessment() -> None:
    assert _due(_sitting(DAY, STIFF_ANKLE), day=DAY) is None


def test_a_contradiction_comes_before_everything_else_and_only_once() -> None:
    known = {
        **KNOWN,
        QuestionId("signs_upper"): frozenset({"blade"}),
        QuestionId("blade_side"): "left",
    }
    first = _sitting(DAY, {**STIFF_ANKLE, "T06": "right_2"})
    assert _due(first, day=DAY + NEXT, known=known) == Due(TestId("T06"), Reason.CONTRADICTS)
    again = _sitting(DAY + NEXT, {"T06": "right_2"})
    then = _due(first, again, day=DAY + 2 * NEXT, known=known)
    assert then is None or then.reason is not Reason.CONTRADICTS


def test_the_leading_test_is_done_twice_in_the_first_week() -> None:
    sittings = [_sitting(DAY, STIFF_ANKLE)]
    reasons = {}
    for n in range(1, 8):
        asked = _due(*sittings, day=DAY + n * NEXT)
        if asked is None:
            break
        reasons[asked.test] = asked.reason
        questions = CATALOG.tests[asked.test].questions
        sittings.append(_sitting(DAY + n * NEXT, {str(q.id): _again(q.id) for q in questions}))
    assert reasons[TestId("T11")] is Reason.VARIES


def _again(question: str) -> Value:
    return Sides(5.0, 9.0) if question == "T11" else SKIPPED


def test_after_two_weeks_nothing_is_asked_beyond_the_rechecks() -> None:
    late = DAY + timedelta(days=FORTNIGHT + 1)
    assert _due(_sitting(DAY, STIFF_ANKLE), day=late) is None


def test_never_more_new_tests_than_a_fortnight_holds() -> None:
    sittings = [_sitting(DAY, STIFF_ANKLE)]
    known = {
        **KNOWN,
        QuestionId("signs_lower"): frozenset({"arch", "belly", "knees_in", "low_arch"}),
        QuestionId("signs_upper"): frozenset({"head", "round", "high", "blade", "elbows"}),
    }
    new = 0
    for n in range(1, FORTNIGHT + 1):
        asked = _due(*sittings, day=DAY + n * NEXT, known=known)
        if asked is None:
            continue
        new += asked.reason is Reason.MISSING
        first = CATALOG.tests[asked.test].questions[0]
        sittings.append(_sitting(DAY + n * NEXT, {str(first.id): SKIPPED}))
    assert 0 < new <= NEW_AT_MOST


def test_lengths_count_by_their_mean_and_holds_by_the_better_try() -> None:
    first = _sitting(DAY, {"T11": Sides(4.0, 9.0), "T16": Sides(12.0, 40.0)})
    second = _sitting(DAY + NEXT, {"T11": Sides(6.0, 9.0), "T16": Sides(20.0, 35.0)})
    assert together([first, second], TESTS) == {
        "T11": Sides(5.0, 9.0),
        "T16": Sides(20.0, 40.0),
    }


def test_not_sure_replaces_no_number() -> None:
    first, second = _sitting(DAY, {"T01": 3.0}), _sitting(DAY + NEXT, {"T01": NOT_SURE})
    assert together([first, second], TESTS) == {"T01": 3.0}


def test_a_try_after_the_fortnight_replaces_the_first() -> None:
    first = _sitting(DAY, {"T01": 3.0})
    late = _sitting(DAY + timedelta(days=28), {"T01": 1.0})
    assert together([first, late], TESTS) == {"T01": 1.0}
    assert own_errors([first, late], TESTS) == {}


def test_the_own_error_is_the_largest_difference_between_two_tries() -> None:
    first = _sitting(DAY, {"T11": Sides(4.0, 9.0)})
    second = _sitting(DAY + NEXT, {"T11": Sides(6.5, 8.0)})
    assert own_errors([first, second], TESTS) == {"T11": 2.5}


def test_what_differs_is_told_and_an_equal_profile_tells_nothing() -> None:
    answers = {**KNOWN, **_sitting(DAY, STIFF_ANKLE).answers}
    before = profile(answers, CATALOG)
    assert shifts(before, before) == ()
    normal = {**answers, QuestionId("T11"): Sides(10.0, 10.0)}
    [gone] = shifts(before, profile(normal, CATALOG))
    assert (gone.pattern, gone.shift) == (PatternId("P08"), Shift.GONE)
