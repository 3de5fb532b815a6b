"""One pattern on one side: the points that speak for it and against it, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.assessment.norms import worst
from bot.domain.assessment.pattern import Evidence, Pattern, TestEvidence
from bot.domain.assessment.profile import Likelihood, Reason
from bot.domain.assessment.result import BOTH_SIDES, Result, Results
from bot.domain.ids import QuestionId, Side, TestId
from bot.domain.talk.answers import Answers
from bot.domain.talk.measure import Level

HABIT, HABITS_AT_MOST = 0.5, 1.0
SIGN, SIGNS_AT_MOST = 1.0, 2.0
TEST = {Level.NORMAL: 0.0, Level.MILD: 1.5, Level.MARKED: 3.0}
HALF = 0.5
STRONGEST_IS_NORMAL = -1.5
LIKELY, POSSIBLE = 4.0, 2.5
"""Chosen so that habits and signs together (3) never make a pattern likely: posture signs are
common in healthy people (Herrington 2011)."""

_SIDES = frozenset(Side)

Told = tuple[Evidence, Side | None]
"""A habit or sign that holds, and the side it was told for."""


@dataclass(frozen=True, slots=True)
class TestOutcome:
    """What one self-test says about one pattern on one side."""

    test: TestId
    level: Level
    weight: float
    result: Result
    """The finding that decided."""
    sided: bool
    """It speaks about this side and not about the whole body."""


@dataclass(frozen=True, slots=True)
class Score:
    """One pattern on one side."""

    side: Side
    reasons: tuple[Reason, ...]
    outcomes: tuple[TestOutcome, ...]
    unsure: frozenset[TestId]
    """Begun, but without a result for this side."""
    overruled: frozenset[TestId]
    """Tests that were normal where the person felt otherwise."""
    signed: bool
    """A sign names this very side."""

    @property
    def points(self) -> float:
        """The sum of all reasons."""
        return sum(reason.points for reason in self.reasons)

    @property
    def tested(self) -> bool:
        """At least one test is beyond usual."""
        return any(o.level is not Level.NORMAL for o in self.outcomes)

    @property
    def level(self) -> Likelihood | None:
        """Likely, possible, or None: not reported."""
        if self.points >= LIKELY and self.tested:
            return Likelihood.LIKELY
        return Likelihood.POSSIBLE if self.points >= POSSIBLE else None


def score_sides(pattern: Pattern, answers: Answers, results: Results) -> tuple[Score, Score]:
    """The points of one pattern on the left and on the right side."""
    habits = _holding(pattern.habits, answers)
    signs = _holding(pattern.signs, answers)
    left, right = (_score(pattern, side, habits, signs, answers, results) for side in BOTH_SIDES)
    return left, right


def _score(
    pattern: Pattern,
    side: Side,
    habits: list[Told],
    signs: list[Told],
    answers: Answers,
    results: Results,
) -> Score:
    outcomes, unsure, whole = _outcomes(pattern, side, results)
    here = [(e, told) for e, told in signs if told in (None, Side.BOTH, side)]
    overruled = [e for e, _ in here if _is_normal(e, side, results)]
    felt = [(e, told) for e, told in here if e not in overruled]
    done = [(e, told) for e, told in habits if told in (None, Side.BOTH, side)]
    reasons = (
        *_up_to(HABITS_AT_MOST, HABIT, done, answers),
        *_up_to(SIGNS_AT_MOST, SIGN, felt, answers),
        *_test_reasons(pattern, outcomes, whole - {*unsure}),
    )
    return Score(
        side,
        reasons,
        tuple(outcomes),
        frozenset(unsure),
        frozenset(TestId(str(e.tested_by)[:3]) for e in overruled),
        any(told is side for _, told in felt),
    )


def _holding(evidence: Iterable[Evidence], answers: Answers) -> list[Told]:
    return [(e, side_of(e, answers)) for e in evidence if e.when.holds(answers)]


def side_of(evidence: Evidence, answers: Answers) -> Side | None:
    """The side a habit or sign is on; None: told without a side."""
    if evidence.side_from is None:
        return evidence.side
    told = answers.get(evidence.side_from)
    return Side(told) if isinstance(told, str) and told in _SIDES else None


def _is_normal(evidence: Evidence, side: Side, results: Results) -> bool:
    if evidence.tested_by is None:
        return False
    found = results.of(evidence.tested_by, side)
    return bool(found) and worst(*(r.level for r in found)) is Level.NORMAL


def _up_to(most: float, each: float, told: list[Told], answers: Answers) -> Iterator[Reason]:
    for evidence, side in told[: int(most / each)]:
        with_side = evidence.because_side if side in BOTH_SIDES else None
        because = with_side or evidence.because
        yield Reason(_answered(evidence, answers), because, each, side)


def _answered(evidence: Evidence, answers: Answers) -> QuestionId:
    """The question whose answer makes the evidence hold."""
    return next(
        clauses[0].question
        for clauses in evidence.when.alternatives
        if all(c.holds(answers) for c in clauses)
    )


def _outcomes(
    pattern: Pattern, side: Side, results: Results
) -> tuple[list[TestOutcome], list[TestId], set[TestId]]:
    """(what the tests say, those without a result, those of which every finding is there).

    Half a test does not clear anybody.
    """
    outcomes: list[TestOutcome] = []
    unsure: list[TestId] = []
    whole: set[TestId] = set()
    for test, evidence in pattern.by_test.items():
        told = [(e, results.of(e.finding, side)) for e in evidence]
        found = [(e, r) for e, results_of in told for r in results_of]
        if found:
            outcomes.append(_outcome(test, found))
            if all(results_of for _, results_of in told):
                whole.add(test)
        asked_in_vain = any(e.finding in results.unanswered for e in evidence)
        if test in results.begun and (asked_in_vain or not found):
            unsure.append(test)
    return outcomes, unsure, whole


def _outcome(test: TestId, found: list[tuple[TestEvidence, Result]]) -> TestOutcome:
    """The finding of a test that says most; several findings of one test count once."""

    def level(pair: tuple[TestEvidence, Result]) -> Level:
        return pair[1].lopsided if pair[0].sides_only else pair[1].level

    evidence, result = max(
        found, key=lambda pair: TEST[level(pair)] * (HALF if pair[0].half else 1)
    )
    return TestOutcome(
        test,
        level((evidence, result)),
        HALF if evidence.half else 1.0,
        result,
        result.side is not None,
    )


def _test_reasons(
    pattern: Pattern, outcomes: list[TestOutcome], whole: set[TestId]
) -> Iterator[Reason]:
    for outcome in outcomes:
        points = TEST[outcome.level] * outcome.weight
        if outcome.level is Level.NORMAL:
            if outcome.test != pattern.strongest or outcome.test not in whole:
                continue
            points = STRONGEST_IS_NORMAL
        yield _reason(outcome, points)


def _reason(outcome: TestOutcome, points: float) -> Reason:
    result = outcome.result
    by_sides = result.because_sides is not None and (
        result.because is None or result.lopsided is outcome.level is not Level.NORMAL
    )
    because = result.because_sides if by_sides else result.because
    assert because is not None, f"{result.question} has no words for a reason"
    return Reason(
        result.question,
        because,
        points,
        result.side,
        result.value,
        result.other if by_sides else result.usual,
        result.unit,
    )
