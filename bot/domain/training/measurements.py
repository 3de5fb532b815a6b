"""Numbers of self-tests over time, each held against its own error of measurement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.assessment.change import Change, compare, error_between
from bot.domain.assessment.result import quotient
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import QuestionId, Side, TestId
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.measure import Measure
from bot.domain.talk.question import Question

FIRST_TRIES = timedelta(days=14)
TWICE = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One number of a self-test over time, at least once."""

    test: TestId
    question: QuestionId
    unit: str
    measure: Measure
    tries: tuple[tuple[date, Sides | float], ...]
    """(day, number or both sides), the oldest first."""
    counted: Sides | float | None = None
    """What the person counted the last time, where `tries` are quotients of it."""

    @property
    def last_day(self) -> date:
        """The day it was measured last."""
        return self.tries[-1][0]

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides that were measured; None alone where the number is of the whole body."""
        last = self.tries[-1][1]
        return (Side.LEFT, Side.RIGHT) if isinstance(last, Sides) else (None,)

    def numbers(self, side: Side | None) -> tuple[tuple[date, float], ...]:
        """Return (day, number) of one side."""
        numbers = ((day, number_of(value, side)) for day, value in self.tries)
        return tuple((day, number) for day, number in numbers if number is not None)

    def change(self, side: Side | None) -> Change | None:
        """Return the change from the first to the last time; None with nothing to compare."""
        numbers = self.numbers(side)
        if len(numbers) < 2:
            return None
        return compare(numbers[0][1], numbers[-1][1], self.measure)

    @property
    def error(self) -> float:
        """How much the first and the last time may differ by measuring alone."""
        numbers = [[number for _, number in self.numbers(side)] for side in self.sides]
        between = [error_between(line[0], line[-1], self.measure) for line in numbers if line]
        return max(between, default=self.measure.error)

    @property
    def worse_twice(self) -> bool:
        """Whether on some side the last two re-tests both lay below the first by more than the
        error.

        Tries of the first two weeks only tell the error. Source: clinical model, programme.
        """
        return any(self._worse_twice(side) for side in self.sides)

    def _worse_twice(self, side: Side | None) -> bool:
        numbers = self.numbers(side)
        later = [n for day, n in numbers if day - numbers[0][0] >= FIRST_TRIES]
        return len(later) >= TWICE and all(
            compare(numbers[0][1], n, self.measure) is Change.WORSE for n in later[-TWICE:]
        )

    def with_own(self, error: float | None) -> "Measured":
        """Return it compared with the person's own variation, where that is larger than the
        test's."""
        if error is None or error <= self.measure.error:
            return self
        return replace(self, measure=replace(self.measure, error=error))


def number_of(value: Sides | float, side: Side | None) -> float | None:
    """Return the number of a side, or of the whole body."""
    if isinstance(value, Sides):
        return None if side is None else value.of(side)
    return value if side is None else None


def measured(
    runs: Iterable[tuple[date, Answers]], tests: Mapping[TestId, SelfTest]
) -> tuple[Measured, ...]:
    """Return every number that was measured, test by test.

    Args:
        runs: (day, answers) of each assessment and re-test, the oldest first.
    """
    all_runs = list(runs)
    return tuple(
        number
        for test in tests.values()
        for question in test.all_questions
        if question.measure is not None
        and (number := _measured(test, question, question.measure, all_runs)) is not None
    )


def _measured(
    test: SelfTest, question: Question, measure: Measure, runs: list[tuple[date, Answers]]
) -> Measured | None:
    tries: list[tuple[date, Sides | float]] = []
    counted: Sides | float | None = None
    for day, answers in runs:
        answer = value = answers.get(question.id)
        if measure.over is not None and value is not None:
            value = quotient(value, answers.get(measure.over))
        if isinstance(value, Sides | float | int):
            tries.append((day, value))
            counted = answer if measure.over and isinstance(answer, Sides | float | int) else None
    if not tries:
        return None
    unit = question.unit if measure.over is None else ""
    return Measured(test.id, question.id, unit, measure, tuple(tries), counted)
