"""What the self-tests showed: answers in, one result per finding and side out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.assessment.norms import (
    Body,
    against_other_side,
    against_usual,
    usual,
    worst,
)
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import FindingId, QuestionId, Side, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import Answers, Sides
from bot.domain.talk.measure import Level, Measure
from bot.domain.talk.question import Option, Question

BOTH_SIDES = (Side.LEFT, Side.RIGHT)
_NORMAL = Level.NORMAL


@dataclass(frozen=True, slots=True)
class Result:
    """What one answer to a self-test showed."""

    test: TestId
    finding: FindingId
    question: QuestionId
    side: Side | None
    """Left or right; None: the body as a whole."""
    level: Level
    lopsided: Level
    """How much worse this side is than the other, whatever both are worth."""
    because: Phrase | None = None
    value: float | None = None
    usual: float | None = None
    unit: str = ""
    because_sides: Phrase | None = None
    other: float | None = None
    """The other side's number."""
    error: float = 0.0
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Results:
    """Every result, and the tests that were begun."""

    found: tuple[Result, ...]
    begun: frozenset[TestId]

    def of(self, finding: FindingId, side: Side) -> tuple[Result, ...]:
        """Results of one finding that speak about a side."""
        return tuple(r for r in self.found if r.finding == finding and r.side in (None, side))

    @property
    def done(self) -> frozenset[TestId]:
        """Tests with at least one result."""
        return frozenset(r.test for r in self.found)


def read_results(answers: Answers, tests: Iterable[SelfTest], *, short_holds: bool) -> Results:
    """What the answers to the self-tests show.

    Args:
        short_holds: Long holds are closed, so that a hold was stopped at `short_cap`.
    """
    body = Body.of(answers)
    found: list[Result] = []
    begun: set[TestId] = set()
    for test in tests:
        for question in test.questions:
            if question.id in answers:
                begun.add(test.id)
                found += _results(test.id, question, answers, body, short_holds)
    return Results(tuple(found), frozenset(begun))


def _results(
    test: TestId, question: Question, answers: Answers, body: Body, short_holds: bool
) -> Iterator[Result]:
    value = answers[question.id]
    if isinstance(value, Sides):
        yield from _by_side(test, question, value, body, short_holds)
    elif isinstance(value, (int, float)):
        if question.measure is not None:
            level = against_usual(question.measure, body, value)
            yield _measured(test, question, None, value, level, Level.NORMAL, body)
    elif isinstance(value, frozenset):
        for option in question.options:
            if option.level is not None:
                ticked = option.id in value
                yield from _chosen(test, question, option, option.level if ticked else _NORMAL)
    else:
        picked = question.option(value)
        if picked is not None and picked.level is not None:
            yield from _chosen(test, question, picked, picked.level)
            if picked.side in BOTH_SIDES and picked.finding is None:
                # One question for both sides: the side that was not named is the usual one.
                yield _usual_side(test, question, picked.side.other)


def _usual_side(test: TestId, question: Question, side: Side) -> Result:
    found = FindingId(question.id)
    return Result(test, found, question.id, side, _NORMAL, _NORMAL, question.because)


def _by_side(
    test: TestId, question: Question, sides: Sides, body: Body, short_holds: bool
) -> Iterator[Result]:
    measure = question.measure
    if measure is None:
        return
    worse, difference = against_other_side(measure, sides)
    for side in BOTH_SIDES:
        number = sides.of(side)
        if number is None or (short_holds and _stopped(measure, body, number)):
            continue
        lopsided = difference if side is worse else Level.NORMAL
        level = worst(against_usual(measure, body, number), lopsided)
        yield _measured(
            test, question, side, number, level, lopsided, body, other=sides.of(side.other)
        )


def _stopped(measure: Measure, body: Body, held: float) -> bool:
    """Whether a hold may have been ended by the short cap and not by failing."""
    norm = usual(measure, body)
    return measure.short_cap is not None and (
        held >= measure.short_cap and (norm is None or held < norm.normal)
    )


def _measured(
    test: TestId,
    question: Question,
    side: Side | None,
    number: float,
    level: Level,
    lopsided: Level,
    body: Body,
    other: float | None = None,
) -> Result:
    assert question.measure is not None
    norm = usual(question.measure, body)
    return Result(
        test,
        FindingId(question.id),
        question.id,
        side,
        level,
        lopsided,
        question.because,
        number,
        norm.normal if norm else None,
        question.unit,
        question.because_sides,
        other,
        question.measure.error,
        question.measure.higher_is_better,
    )


def _chosen(test: TestId, question: Question, option: Option, level: Level) -> Iterator[Result]:
    finding = option.finding or FindingId(question.id)
    because = option.because if level is option.level else question.because
    lopsided = level if option.side in BOTH_SIDES and option.finding is None else _NORMAL
    for side in BOTH_SIDES if option.side is Side.BOTH else (option.side,):
        yield Result(test, finding, question.id, side, level, lopsided, because)
