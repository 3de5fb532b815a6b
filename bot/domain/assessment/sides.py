"""On which side a pattern is, which side is worse, and whether that is settled."""

from dataclasses import dataclass

from bot.domain.assessment.pattern import Pattern, TestEvidence
from bot.domain.assessment.posterior import Posterior
from bot.domain.assessment.result import BOTH_SIDES, Result, Results
from bot.domain.ids import Side, TestId

SETTLED = 0.6
"""Of a pattern that is there, so probable is its side at least, or it is left open."""


@dataclass(frozen=True, slots=True)
class Place:
    """The side of one pattern."""

    side: Side | None
    worse: Side | None
    """Of both, the side that is worse beyond the error of measurement."""
    confirmed: bool
    repeat: frozenset[TestId] = frozenset()
    """Tests that show it on opposite sides."""


def place_of(pattern: Pattern, posterior: Posterior, results: Results) -> Place:
    """Read the side of a pattern from its probabilities."""
    if pattern.prior.both is None:
        return Place(None, None, confirmed=True)
    chances = posterior.sides.get(pattern.id, {})
    one = {s: chances.get(s, 0.0) for s in BOTH_SIDES}
    side = max(chances, key=lambda s: (chances[s], str(s)), default=None)
    if side is Side.BOTH:
        return Place(side, worse_side(pattern, results), confirmed=True)
    left, right = one[Side.LEFT], one[Side.RIGHT]
    if abs(left - right) < 1e-9:
        return Place(Side.BOTH, None, confirmed=True)
    opposite = contradicting(pattern, side, results)
    settled = max(left, right) >= SETTLED * (left + right)
    return Place(side, None, confirmed=settled and not opposite, repeat=opposite)


def worse_side(pattern: Pattern, results: Results) -> Side | None:
    """Return the worse of two sides, by the first test that tells them apart."""
    for evidence in pattern.tests:
        left, right = (_result(evidence, side, results) for side in BOTH_SIDES)
        if left is None or right is None:
            continue
        gap = _gap(left, right)
        if gap:
            return Side.LEFT if gap > 0 else Side.RIGHT
    return None


def contradicting(pattern: Pattern, side: Side | None, results: Results) -> frozenset[TestId]:
    """Return the tests that show a pattern on opposite sides; empty where they agree."""
    if side not in BOTH_SIDES:
        return frozenset()
    here: set[TestId] = set()
    there: set[TestId] = set()
    for evidence in pattern.tests:
        beyond = {
            r.side for r in results.by_finding.get(evidence.finding, ()) if r.shares.normal < 0.5
        } & {*BOTH_SIDES}
        if side in beyond:
            here.add(TestId(evidence.finding[:3]))
        elif beyond:
            there.add(TestId(evidence.finding[:3]))
    return frozenset(here | there) if there else frozenset()


def _result(evidence: TestEvidence, side: Side, results: Results) -> Result | None:
    of_finding = results.by_finding.get(evidence.finding, ())
    return next((r for r in of_finding if r.side is side), None)


def _gap(here: Result, there: Result) -> float:
    """Return above 0 when `here` is worse beyond the error, below 0 when `there` is."""
    mine, theirs = here.value, there.value
    if mine is None or theirs is None:
        return there.shares.normal - here.shares.normal
    if abs(mine - theirs) < here.error:
        return 0
    return theirs - mine if here.higher_is_better else mine - theirs
