"""From the scores of both sides to one finding: which side, how likely, how sure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Confidence, Finding, Likelihood
from bot.domain.assessment.result import BOTH_SIDES, Results
from bot.domain.assessment.scoring import TEST, Score, TestOutcome, score_sides
from bot.domain.ids import PatternId, Side, TestId
from bot.domain.talk.answers import Answers
from bot.domain.talk.measure import Level

TOO_UNSURE = 2
"""So many tests without a result leave a pattern open, unless the others make it likely."""
_STEPS = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class Judged:
    """All that the answers say about one pattern."""

    pattern: Pattern
    score: float
    """Of the side that counts."""
    finding: Finding | None
    unsure: bool
    """Not enough information."""
    repeat: frozenset[TestId]
    """Tests that contradict what the person says, or each other."""


def judge(pattern: Pattern, answers: Answers, results: Results) -> Judged:
    """What the answers say about one pattern."""
    left, right = score_sides(pattern, answers, results)
    by_test = _sides_tested(pattern, left, right)
    by_sign = frozenset(s.side for s in (left, right) if s.signed)
    shown = next(iter(by_test.values()), by_sign)
    if len(shown) == 1:
        main = left if Side.LEFT in shown else right
    else:
        # where both weigh the same, the side that was looked at more, so that no side is preferred
        main = max(left, right, key=lambda s: (s.points, len(s.outcomes), -len(s.unsure)))
    disagreeing = _disagreeing(by_test, by_sign)
    level = main.level
    unsure = len(left.unsure & right.unsure) >= TOO_UNSURE and level is not Likelihood.LIKELY
    repeat = frozenset(main.overruled)
    finding = None
    if level is not None and not unsure:
        repeat |= disagreeing
        finding = Finding(
            pattern=pattern.id,
            side=_side(shown),
            worse=_worse(left, right) if len(shown) == len(BOTH_SIDES) else None,
            side_confirmed=not disagreeing,
            level=level,
            score=main.points,
            confidence=_confidence(pattern, main, contradictory=bool(repeat)),
            because=main.reasons,
        )
    return Judged(pattern, main.points, finding, unsure, repeat)


def _sides_tested(pattern: Pattern, left: Score, right: Score) -> dict[TestId, frozenset[Side]]:
    """For each test beyond usual that tells sides apart, the sides; the strongest first."""
    sides: dict[TestId, frozenset[Side]] = {}
    for test in pattern.by_test:
        beyond = frozenset(
            s.side
            for s in (left, right)
            for o in s.outcomes
            if o.test == test and o.sided and o.level is not Level.NORMAL
        )
        if beyond:
            sides[test] = beyond
    return sides


def _disagreeing(
    by_test: Mapping[TestId, frozenset[Side]], by_sign: frozenset[Side]
) -> frozenset[TestId]:
    """The tests to repeat: tests for opposite sides, or the first test against the signs."""
    if not by_test:
        return frozenset()
    first, sides = next(iter(by_test.items()))
    others = {test for test, s in by_test.items() if not s & sides}
    if others:
        return frozenset({first, *others})
    return frozenset({first}) if by_sign and not by_sign & sides else frozenset()


def _side(shown: frozenset[Side]) -> Side | None:
    if len(shown) == len(BOTH_SIDES):
        return Side.BOTH
    return next(iter(shown), None)


def _worse(left: Score, right: Score) -> Side | None:
    """The worse of two sides that both show it, by the first test that tells them apart."""
    for here in left.outcomes:
        there = next((o for o in right.outcomes if o.test == here.test), None)
        if there is None or not (here.sided and there.sided):
            continue
        gap = _gap(here, there)
        if gap:
            return Side.LEFT if gap > 0 else Side.RIGHT
    return None


def _gap(here: TestOutcome, there: TestOutcome) -> float:
    """Above 0 when `here` is worse beyond the error of measurement, below 0 when `there` is."""
    mine, theirs = here.result.value, there.result.value
    if mine is None or theirs is None:
        return TEST[here.level] - TEST[there.level]
    if abs(mine - theirs) < here.result.error:
        return 0
    return theirs - mine if here.result.higher_is_better else mine - theirs


def _confidence(pattern: Pattern, main: Score, *, contradictory: bool) -> Confidence:
    """High with the strongest test and another agreeing, medium with any test, else low.

    One step less for every test without a result, for tests that disagree about the pattern,
    and for a contradiction.
    """
    beyond = [o for o in main.outcomes if o.level is not Level.NORMAL]
    if not main.outcomes:
        return Confidence.LOW
    strongest = any(o.test == pattern.strongest for o in beyond)
    step = 2 if strongest and len(beyond) >= min(2, len(pattern.by_test)) else 1
    step -= len(main.unsure)
    step -= contradictory
    step -= any(r.points < 0 for r in main.reasons)
    return _STEPS[max(0, step)]


def folded(
    found: Collection[Finding], patterns: Mapping[PatternId, Pattern]
) -> frozenset[PatternId]:
    """Likely patterns whose parent is likely too: worked on with the parent."""
    likely = {f.pattern for f in found if f.level is Likelihood.LIKELY}
    return frozenset(p for p in likely if patterns[p].parent in likely)
