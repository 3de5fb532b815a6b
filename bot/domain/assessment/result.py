"""What self-tests showed: from which number on a test is positive, and on which side."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import hypot

from bot.domain.assessment.norms import (
    Body,
    against_other_side,
    against_usual,
    usual,
    worst,
)
from bot.domain.assessment.self_test import SelfTest
from bot.domain.assessment.shares import NORMAL, Shares, against_norms, behind_the_other
from bot.domain.ids import FindingId, QuestionId, Side, TestId
from bot.domain.phrase import Phrase
from bot.domain.talk.answers import NOT_SURE, SKIPPED, Answers, Sides, Value, error_of
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
    shares: Shares
    """How likely each level is, since a number has an error."""
    behind: float = 0.0
    """How likely this side is behind the other by a difference that counts."""
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
    """Every result, and which tests were begun without one."""

    by_finding: Mapping[FindingId, tuple[Result, ...]]
    begun: frozenset[TestId]
    """Tests with at least one answer."""
    unanswered: frozenset[FindingId]
    """Asked, and answered with "not sure" or "can't do this now"."""

    def of(self, finding: FindingId, side: Side) -> tuple[Result, ...]:
        """Return the results of one finding that speak about a side."""
        return tuple(r for r in self.by_finding.get(finding, ()) if r.side in (None, side))

    @property
    def done(self) -> frozenset[TestId]:
        """Return the tests with at least one result."""
        return frozenset(r.test for results in self.by_finding.values() for r in results)


def read_results(answers: Answers, tests: Iterable[SelfTest], *, short_holds: bool) -> Results:
    """Read the answers to the self-tests into results.

    Args:
        short_holds: Long holds are closed, so that a hold was stopped at `short_cap`.
    """
    body = Body.of(answers)
    asked = [
        (t.id, q)
        for t in tests
        for q in t.all_questions
        if q.id in answers and q.id not in t.replaced(answers)
    ]
    by_finding: dict[FindingId, tuple[Result, ...]] = {}
    for test, q in asked:
        for result in _results(test, q, answers, body, short_holds):
            by_finding[result.finding] = (*by_finding.get(result.finding, ()), result)
    return Results(
        by_finding,
        frozenset(test for test, _ in asked),
        frozenset(FindingId(q.id) for _, q in asked if answers[q.id] in (NOT_SURE, SKIPPED)),
    )


def _results(
    test: TestId, question: Question, answers: Answers, body: Body, short_holds: bool
) -> Iterator[Result]:
    value = answers[question.id]
    if isinstance(value, frozenset):
        for option in question.options:
            ticked = option.id in value
            if option.level is not None and (ticked or NOT_SURE not in value):
                yield from _chosen(test, question, option, option.level if ticked else _NORMAL)
    elif isinstance(value, str):
        picked = question.option(value)
        if picked is not None and picked.level is not None:
            yield from _chosen(test, question, picked, picked.level)
            if picked.side in BOTH_SIDES and picked.finding is None:
                # One question for both sides: the side that was not named is the usual one.
                yield _usual(test, question, FindingId(question.id), picked.side.other)
            if picked.side is None:
                for finding in _not_picked(question, picked):
                    yield _usual(test, question, finding, None, picked.because)
    elif question.measure is not None:
        over = question.measure.over
        measured = value if over is None else quotient(value, answers.get(over))
        yield from _measured(test, question, measured, body, short_holds)
        if question.opposite is not None:
            yield from _results(test, question.opposite, answers, body, short_holds)


def _usual(
    test: TestId,
    question: Question,
    finding: FindingId,
    side: Side | None,
    because: Phrase | None = None,
) -> Result:
    words = because or question.because
    return Result(test, finding, question.id, side, _NORMAL, _NORMAL, NORMAL, because=words)


def _not_picked(question: Question, picked: Option) -> list[FindingId]:
    """Return the other findings that a question decides between: a deep back is not a flat one."""
    own = picked.finding or FindingId(question.id)
    findings = (o.finding or FindingId(question.id) for o in question.options if o.level)
    return [finding for finding in dict.fromkeys(findings) if finding != own]


def quotient(value: Value, over: Value | None) -> Value | None:
    """Return a number per one of the other question; None where nothing divides it."""
    match value, over:
        case Sides(), Sides():
            parts = [_quotient_of(value.of(s), over.of(s)) for s in BOTH_SIDES]
            return None if parts == [None, None] else Sides(*parts)
        case ((int() | float()), (int() | float())):
            return _quotient_of(value, over)
        case _:
            return None


def _quotient_of(value: float | None, over: float | None) -> float | None:
    return None if value is None or not over else round(value / over, 2)


def _measured(
    test: TestId, question: Question, value: Value | None, body: Body, short_holds: bool
) -> Iterator[Result]:
    measure = question.measure
    if measure is None:
        return
    worse, difference = None, _NORMAL
    numbers: list[tuple[Side | None, float | None]] = []
    if isinstance(value, Sides):
        worse, difference = against_other_side(measure, value)
        numbers = [(side, value.of(side)) for side in BOTH_SIDES]
    elif isinstance(value, (int, float)):
        numbers = [(None, value)]
    norm = usual(measure, body)
    for side, number in numbers:
        if number is None or (short_holds and _stopped(measure, body, number)):
            continue
        lopsided = difference if side is not None and side is worse else _NORMAL
        alone = against_usual(measure, body, number)
        behind = NORMAL
        if side is not None and isinstance(value, Sides):
            behind = behind_the_other(measure, value, side)
        other = value.of(side.other) if side is not None and isinstance(value, Sides) else None
        yield Result(
            test=test,
            finding=question.finding or FindingId(question.id),
            question=question.id,
            side=side,
            level=worst(alone or _NORMAL, lopsided),
            lopsided=lopsided,
            shares=against_norms(measure, body, number, question.unit).or_else(behind),
            behind=1 - behind.normal,
            because=question.because,
            value=number,
            usual=norm.normal if norm else None,
            unit=question.unit,
            because_sides=question.because_sides,
            other=other,
            error=hypot(measure.error, error_of(number), error_of(other)),
            higher_is_better=measure.higher_is_better,
        )


def _stopped(measure: Measure, body: Body, held: float) -> bool:
    """Whether a hold may have ended at the short cap and not by failing."""
    norm = usual(measure, body)
    return measure.short_cap is not None and (
        held >= measure.short_cap and (norm is None or held < norm.normal)
    )


def _chosen(test: TestId, question: Question, option: Option, level: Level) -> Iterator[Result]:
    finding = option.finding or FindingId(question.id)
    because = option.because if level is option.level else question.because
    lopsided = level if option.side in BOTH_SIDES and option.finding is None else _NORMAL
    for side in BOTH_SIDES if option.side is Side.BOTH else (option.side,):
        yield Result(
            test,
            finding,
            question.id,
            side,
            level,
            lopsided,
            Shares.sure(level),
            behind=float(lopsided is not _NORMAL),
            because=because,
        )
