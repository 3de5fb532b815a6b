"""Which self-test comes next: the one that can change the order of the leading patterns most."""

from collections.abc import Collection, Iterable

from bot.domain.assessment.conclude import Judged
from bot.domain.assessment.norms import worst
from bot.domain.assessment.pattern import Pattern, TestEvidence
from bot.domain.assessment.scoring import (
    HALF,
    POSSIBLE,
    SIGN,
    STRONGEST_IS_NORMAL,
    TEST,
    tests_of,
)
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import Region, TestId
from bot.domain.talk.measure import Level

LEADING = 3
WORTH_ASKING = 0.35
"""A test that moves the leading patterns by less, on average, is not worth a person's minutes."""
RAISES_A_FLAG = 10.0
"""A test for no pattern is there for safety: it goes first where its own condition asks for it."""
_ONLY_WITH_OTHERS = 0.3
"""Worth of a test that cannot bring a pattern to the front alone."""


def most_useful(
    candidates: Iterable[SelfTest],
    judged: Collection[Judged],
    hurts: frozenset[Region],
    done: Collection[TestId],
) -> SelfTest | None:
    """The test worth most now; None when none is worth asking."""
    worth = [(usefulness(test, judged, hurts, done), test) for test in candidates]
    best = max(worth, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= WORTH_ASKING else None


def usefulness(
    test: SelfTest,
    judged: Collection[Judged],
    hurts: frozenset[Region],
    done: Collection[TestId],
) -> float:
    """Points by which the test is expected to move patterns that lead or may come to lead."""
    leading = sorted((j.score for j in judged), reverse=True)[:LEADING]
    bar = max(POSSIBLE, leading[-1] if len(leading) == LEADING else POSSIBLE)
    if not any(_speaks_for(test, j.pattern) for j in judged):
        return RAISES_A_FLAG
    return sum(_moves(test, j, bar, hurts, done) for j in judged)


def _moves(
    test: SelfTest, judged: Judged, bar: float, hurts: frozenset[Region], done: Collection[TestId]
) -> float:
    pattern, score = judged.pattern, judged.score
    painful = bool(pattern.regions & hurts)
    if not _speaks_for(test, pattern) or (score <= 0 and not painful):
        return 0.0
    tests = tests_of(pattern)
    up = _most(test, pattern)
    down = -STRONGEST_IS_NORMAL if test.id == next(iter(tests)) else 0.0
    beyond = min(0.8, max(0.05, 0.15 + 0.2 * score + 0.15 * painful))
    if score >= bar:
        return beyond * up + (1 - beyond) * down
    if score + up >= bar:
        return beyond * up
    rest = sum(TEST[Level.MARKED] for t in tests if t != test.id and t not in done)
    return _ONLY_WITH_OTHERS * beyond * up if score + up + rest >= bar else 0.0


def _speaks_for(test: SelfTest, pattern: Pattern) -> bool:
    return test.id in tests_of(pattern) or _as_sign(test, pattern)


def _as_sign(test: SelfTest, pattern: Pattern) -> bool:
    asked = {q.id for q in test.questions}
    return any(asked & e.when.questions for e in pattern.signs)


def _most(test: SelfTest, pattern: Pattern) -> float:
    """The most points it can give to a pattern."""
    as_test = max(
        (
            TEST[_reachable(test, e)] * (HALF if e.half else 1)
            for e in tests_of(pattern).get(test.id, ())
        ),
        default=0.0,
    )
    return as_test + (SIGN if _as_sign(test, pattern) else 0.0)


def _reachable(test: SelfTest, evidence: TestEvidence) -> Level:
    measured = any(str(q.id) == evidence.finding and q.measure for q in test.questions)
    if measured:
        return Level.MARKED
    return worst(
        *(
            o.level
            for q in test.questions
            for o in q.options
            if o.level is not None and (o.finding or q.id) == evidence.finding
        )
    )
