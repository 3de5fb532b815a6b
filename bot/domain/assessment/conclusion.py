"""When nothing was found: nothing worth correcting, or too few self-tests to say."""

from collections.abc import Collection, Sequence

from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Conclusion, Finding
from bot.domain.assessment.result import Results
from bot.domain.ids import PatternId

ENOUGH_TESTS = 2
"""With fewer tests done, finding nothing means not having looked."""
TOO_UNSURE = 2
"""So many tests without a result leave a pattern that was not found open."""


def is_open(pattern: Pattern, results: Results, placed: Collection[PatternId]) -> bool:
    """Whether a pattern without a finding had too many tests begun without a result."""
    in_vain = [
        test
        for test, evidence in pattern.by_test.items()
        if test in results.begun and not any(e.finding in results.by_finding for e in evidence)
    ]
    return pattern.id not in placed and len(in_vain) >= TOO_UNSURE


def conclude(
    drivers: Sequence[Finding], left_open: Sequence[PatternId], results: Results
) -> Conclusion:
    """Conclude that something was found, that nothing was, or that there was too little to say."""
    if drivers:
        return Conclusion.FOUND
    if left_open or len(results.done) < ENOUGH_TESTS:
        return Conclusion.NOT_ENOUGH
    return Conclusion.NOTHING
