"""Which self-test comes next: the one that can change the order of the leading patterns most."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.assessment.conclude import Judged
from bot.domain.assessment.norms import worst
from bot.domain.assessment.pattern import Pattern, TestEvidence
from bot.domain.assessment.scoring import HALF, POSSIBLE, SIGN, STRONGEST_IS_NORMAL, TEST
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import PatternId, Region, TestId
from bot.domain.talk.measure import Level

LEADING = 2
"""A test is for what comes first or could: it must be able to bring a pattern among so many."""
WORTH_ASKING = 0.4
"""A test that moves the leading patterns by less, on average, is not worth a person's minutes."""
RAISES_A_FLAG = 10.0
"""A test for no pattern is there for safety: it goes first where its own condition asks for it."""
UNTOLD, SURE = 0.1, 0.85
"""How likely a result beyond usual is where nothing speaks for a pattern, and at most: the cut
at one standard deviation leaves a sixth of everybody beyond it. Own choice."""
ONLY_WITH_OTHERS = 0.1
"""Worth of a test that cannot bring a pattern to the front alone."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What one test can do to the score of one pattern."""

    pattern: PatternId
    up: float
    down: float
    others: tuple[TestId, ...]
    """The other tests of that pattern."""


Gains = Mapping[TestId, tuple[Gain, ...]]


def gains(tests: Iterable[SelfTest], patterns: Collection[Pattern]) -> Gains:
    """What every test can do to every pattern it speaks for."""
    return {t.id: tuple(_gain(t, p) for p in patterns if _speaks_for(t, p)) for t in tests}


def most_useful(
    candidates: Iterable[SelfTest],
    possible: Gains,
    judged: Collection[Judged],
    hurts: frozenset[Region],
    done: Collection[TestId],
) -> SelfTest | None:
    """The test worth most now; None when none is worth asking."""
    leading = sorted((j.score for j in judged), reverse=True)[:LEADING]
    bar = max(POSSIBLE, leading[-1])
    by_pattern = {j.pattern.id: j for j in judged}

    def worth(test: SelfTest) -> float:
        moved = possible[test.id]
        if not moved:
            return RAISES_A_FLAG
        return sum(_moves(gain, by_pattern[gain.pattern], bar, hurts, done) for gain in moved)

    best = max(((worth(test), test) for test in candidates), key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= WORTH_ASKING else None


def _moves(
    gain: Gain, judged: Judged, bar: float, hurts: frozenset[Region], done: Collection[TestId]
) -> float:
    """Points by which the test is expected to move a pattern that leads or may come to lead.

    How likely a result beyond usual is grows with what speaks for the pattern already; the slope
    was chosen on simulated people, where it agreed most often with the full battery.
    """
    score = judged.score
    painful = bool(judged.pattern.regions & hurts)
    beyond = min(SURE, max(UNTOLD, 0.3 * score + 0.1 * painful))
    if score >= bar:
        return beyond * gain.up + (1 - beyond) * gain.down
    if score + gain.up >= bar:
        return beyond * gain.up
    rest = TEST[Level.MARKED] * sum(test not in done for test in gain.others)
    return ONLY_WITH_OTHERS * beyond * gain.up if score + gain.up + rest >= bar else 0.0


def _gain(test: SelfTest, pattern: Pattern) -> Gain:
    as_test = max(
        (
            TEST[_reachable(test, e)] * (HALF if e.half else 1)
            for e in pattern.by_test.get(test.id, ())
        ),
        default=0.0,
    )
    return Gain(
        pattern.id,
        as_test + (SIGN if _is_sign(test, pattern) else 0.0),
        -STRONGEST_IS_NORMAL if test.id == pattern.strongest else 0.0,
        tuple(t for t in pattern.by_test if t != test.id),
    )


def _speaks_for(test: SelfTest, pattern: Pattern) -> bool:
    return test.id in pattern.by_test or _is_sign(test, pattern)


def _is_sign(test: SelfTest, pattern: Pattern) -> bool:
    asked = {q.id for q in test.questions}
    return any(asked & e.when.questions for e in pattern.signs)


def _reachable(test: SelfTest, evidence: TestEvidence) -> Level:
    """The level farthest from usual that a finding of the test can have."""
    if any(str(q.id) == evidence.finding and q.measure for q in test.questions):
        return Level.MARKED
    return worst(
        *(
            o.level
            for q in test.questions
            for o in q.options
            if o.level is not None and (o.finding or q.id) == evidence.finding
        )
    )
