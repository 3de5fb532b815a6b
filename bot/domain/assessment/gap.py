"""Which gap between the sides has not closed and earns an extra set on the weaker side."""

from collections.abc import Iterable, Mapping, Sequence

from bot.domain.assessment.again import FORTNIGHT, Sitting, together
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import FindingId, PatternId, Side
from bot.domain.talk.answers import Sides
from bot.domain.talk.measure import Measure

WIDE_PERCENT = 25
"""(stronger - weaker) / stronger. Source: clinical model, side rule."""
_WORK = frozenset({"s", "times"})
"""What is held or repeated; a length in centimetres is no strength."""

Lagging = frozenset[tuple[PatternId, Side]]
"""Patterns with the weaker side whose gap stays."""


def lagging(
    sittings: Sequence[Sitting], tests: Iterable[SelfTest], patterns: Mapping[PatternId, Pattern]
) -> Lagging:
    """Return the patterns in which one side is still 25% or more behind at the last re-test.

    A gap closes when it shrank by the error of measurement or more. Without a re-test after the
    first two weeks nothing is known about that.

    Args:
        sittings: oldest first, the assessment first.
    """
    tests = tuple(tests)
    first = [s for s in sittings if (s.day - sittings[0].day).days <= FORTNIGHT]
    later = sittings[len(first) :]
    if not later:
        return frozenset()
    before = together(first, tests)
    behind: dict[FindingId, Side] = {}
    for question in (q for t in tests for q in t.all_questions):
        measure, then = question.measure, before.get(question.id)
        latest = (s.answers[question.id] for s in reversed(later) if question.id in s.answers)
        after = next(latest, None)
        if measure is None or not measure.higher_is_better or question.unit not in _WORK:
            continue
        if isinstance(then, Sides) and isinstance(after, Sides):
            side = _behind(then, after, measure)
            if side is not None:
                behind[question.finding or FindingId(question.id)] = side
    return frozenset(
        (pattern.id, behind[e.finding])
        for pattern in patterns.values()
        for evidence in pattern.by_test.values()
        for e in evidence
        if e.finding in behind
    )


def _behind(before: Sides, after: Sides, measure: Measure) -> Side | None:
    """Return the side that is far behind and was no further behind before."""
    for weaker in (Side.LEFT, Side.RIGHT):
        low, high = after.of(weaker), after.of(weaker.other)
        then_low, then_high = before.of(weaker), before.of(weaker.other)
        if low is None or high is None or then_low is None or then_high is None:
            continue
        gap, then = high - low, then_high - then_low
        wide = high > 0 and gap * 100 >= WIDE_PERCENT * high and gap >= measure.error
        if wide and then > 0 and then - gap < measure.error:
            return weaker
    return None
