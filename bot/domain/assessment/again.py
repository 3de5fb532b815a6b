"""Which self-test is due on a later day, and what two tries make together: best or mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise, takewhile

from bot.domain.assessment.battery import Inquiry
from bot.domain.assessment.change import own_error
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Profile
from bot.domain.assessment.result import read_results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.assessment.subject import asked_of
from bot.domain.ids import PatternId, QuestionId, Side, TestId
from bot.domain.talk.answers import (
    NOT_SURE,
    SKIPPED,
    Answers,
    Sides,
    Value,
    error_of,
    rough,
)
from bot.domain.talk.condition import ALWAYS, Condition
from bot.domain.talk.question import Question

TESTS = QuestionId("again_tests")
"""Which tests are asked: an answer that the bot gives itself when it opens the script."""
FIRST_WEEK, FORTNIGHT = 7, 14
"""Days in which leading tests are done twice, and in which two tries count together."""
NEW_AT_FIRST, NEW_AT_MOST = 3, 9
"""Tests beyond the first sitting: before the second tries, and in the whole fortnight."""
_BEST_COUNTS = frozenset({"s", "times"})
"""Of holds and repetitions the better try counts, of lengths and angles the mean. Source: clinical
model, self-test cards."""


class Reason(StrEnum):
    """Why a test is asked on a later day."""

    CONTRADICTS = "contradicts"
    """Answers disagree about it."""
    MISSING = "missing"
    """It was not done in the first sitting, and would tell enough."""
    VARIES = "varies"
    """A second try shows how much the person's own number varies."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """The self-tests of one day."""

    day: date
    answers: Answers


@dataclass(frozen=True, slots=True)
class Due:
    """One self-test to do on a later day."""

    test: TestId
    reason: Reason


@dataclass(frozen=True, slots=True)
class TestsAgain:
    """The self-tests named by the answer to `again_tests`, as a part of a script."""

    tests: tuple[SelfTest, ...]
    when: Condition = ALWAYS

    @property
    def all(self) -> tuple[Question, ...]:
        """Every question of every test."""
        return tuple(q for test in self.tests for q in test.all_questions)

    def questions(self, answers: Answers) -> tuple[Question, ...]:
        """Return the questions of the tests that the answers name."""
        named = answers.get(TESTS)
        if not isinstance(named, frozenset):
            return ()
        return tuple(q for t in self.tests if t.id in named for q in asked_of(t, answers))


def sittings_in_a_row(days: Sequence[date]) -> int:
    """Count the latest sittings that follow each other within a fortnight.

    Args:
        days: of the sittings, oldest first, and today at the end.
    """
    gaps = [(after - before).days for before, after in pairwise(days)]
    return len(list(takewhile(lambda gap: gap <= FORTNIGHT, reversed(gaps))))


def due(
    profile: Profile,
    sittings: Sequence[Sitting],
    day: date,
    known: Answers,
    battery: Inquiry,
    patterns: Mapping[PatternId, Pattern],
) -> Due | None:
    """Return the one self-test to do on a day of the first two weeks, if any.

    Contradictions first, then what tells most, and within the first week the leading tests a
    second time.

    Args:
        profile: Concluded from all sittings.
        sittings: The assessment first; none when no test was done.
        known: The answers of the safety screen and the short form.
    """
    if not sittings or profile.provisional or sittings[-1].day >= day:
        return None
    gone = (day - sittings[0].day).days
    if gone > FORTNIGHT:
        return None
    answers = {**known, **together(sittings, battery.tests)}
    allowed = {t.id for t in battery.allowed_tests(answers)}
    tried = [_tests(s.answers, battery.tests) for s in sittings]
    repeated = {t for tests in tried[1:] for t in tests}
    doubtful = next((t for t in profile.repeat if t in allowed - repeated), None)
    if doubtful is not None:
        return Due(doubtful, Reason.CONTRADICTS)
    more = len(repeated - tried[0])
    missing = battery.further(answers) if more < NEW_AT_MOST else None
    second = (
        _second_try(profile, answers, battery, patterns, repeated) if gone <= FIRST_WEEK else None
    )
    if missing is not None and (more < NEW_AT_FIRST or second not in allowed):
        return Due(missing, Reason.MISSING)
    return Due(second, Reason.VARIES) if second in allowed else None


def repeated(sittings: Sequence[Sitting], tests: Iterable[SelfTest]) -> frozenset[TestId]:
    """Return the tests that were done again on a later day."""
    tests = tuple(tests)
    return frozenset(t for s in sittings[1:] for t in _tests(s.answers, tests))


def together(sittings: Sequence[Sitting], tests: Iterable[SelfTest]) -> dict[QuestionId, Value]:
    """Combine the answers of all sittings into the ones that count.

    Two numbers of the same two weeks count together; later ones, and choices, replace earlier
    answers; "not sure" replaces nothing.
    """
    tests = tuple(tests)
    asked = {q.id: q for t in tests for q in t.all_questions}
    counts: dict[QuestionId, Value] = {}
    for sitting in sittings:
        for test in tests:
            if test.by_phone is not None and _typed(test, sitting.answers):
                counts.pop(test.by_phone.id, None)
        for id, value in sitting.answers.items():
            if id not in asked or (value in (NOT_SURE, SKIPPED) and id in counts):
                continue
            close = (sitting.day - sittings[0].day).days <= FORTNIGHT
            before = counts.get(id) if close else None
            counts[id] = _of_both(before, value, best=asked[id].unit in _BEST_COUNTS)
    return counts


def own_errors(sittings: Sequence[Sitting], tests: Iterable[SelfTest]) -> dict[QuestionId, float]:
    """Return how much each of a person's numbers varied between two days of the same two weeks."""
    measured = [q for t in tests for q in t.all_questions if q.measure and q.measure.over is None]
    errors = {}
    for question in measured:
        tries = [
            s.answers[question.id]
            for s in sittings
            if question.id in s.answers and (s.day - sittings[0].day).days <= FORTNIGHT
        ]
        pairs = [p for a, b in pairwise(tries) for p in _pairs(a, b)]
        error = own_error(pairs)
        if error is not None:
            errors[question.id] = round(error, 1)
    return errors


def _tests(answers: Answers, tests: Iterable[SelfTest]) -> set[TestId]:
    return {t.id for t in tests if any(q.id in answers for q in t.all_questions)}


def _typed(test: SelfTest, answers: Answers) -> bool:
    """Whether a sitting typed a number that an earlier one measured with the phone."""
    page = test.by_phone
    if page is None or page.phone is None or page.id in answers:
        return False
    typed = [answers[id] for id in page.phone.instead_of if id in answers]
    return any(value not in (NOT_SURE, SKIPPED) for value in typed)


def strongest(
    profile: Profile,
    answers: Answers,
    battery: Inquiry,
    patterns: Mapping[PatternId, Pattern],
) -> list[TestId]:
    """Return, for each leading pattern, the most informative test that was done."""
    done = read_results(answers, battery.tests, short_holds=False).done
    best = (
        next((t for t in patterns[f.pattern].by_test if t in done), None) for f in profile.drivers
    )
    return [test for test in best if test is not None]


def _second_try(
    profile: Profile,
    answers: Answers,
    battery: Inquiry,
    patterns: Mapping[PatternId, Pattern],
    repeated: set[TestId],
) -> TestId | None:
    """Return the first of the strongest tests that was done only once, if any."""
    best = strongest(profile, answers, battery, patterns)
    return next((test for test in best if test not in repeated), None)


def _of_both(before: Value | None, value: Value, *, best: bool) -> Value:
    match before, value:
        case Sides(), Sides():
            left, right = (
                _number_of(before.of(s), value.of(s), best=best) for s in (Side.LEFT, Side.RIGHT)
            )
            return Sides(left, right)
        case ((int() | float()), (int() | float())):
            number = _number_of(before, value, best=best)
            return value if number is None else number
        case _:
            return value


def _number_of(first: float | None, second: float | None, *, best: bool) -> float | None:
    if first is None or second is None:
        return second if first is None else first
    if best:
        return max(first, second)
    return rough(round((first + second) / 2, 2), max(error_of(first), error_of(second)))


def _pairs(first: Value, second: Value) -> list[tuple[float, float]]:
    match first, second:
        case Sides(), Sides():
            both = [(first.of(s), second.of(s)) for s in (Side.LEFT, Side.RIGHT)]
            return [(a, b) for a, b in both if a is not None and b is not None]
        case ((int() | float()), (int() | float())):
            return [(float(first), float(second))]
        case _:
            return []
