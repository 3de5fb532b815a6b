"""The profile: which patterns were found and which of them shape the plan."""

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from bot.domain.assessment.conclude import Judged, folded, judge
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.profile import Conclusion, Finding, Likelihood, Profile
from bot.domain.assessment.result import Results, read_results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.ids import FlagId, Movement, PatternId, QuestionId, Region, TestId
from bot.domain.safety.flag import Flag
from bot.domain.safety.screening import screen
from bot.domain.talk.answers import Answers

DRIVERS = 3
"""More than three at once would be a plan nobody follows."""
ENOUGH_TESTS = 2
"""With fewer tests done, finding nothing means not having looked."""
LONG_HOLD = Movement("long_isometric_hold")
PAINS = QuestionId("pain_regions")


class Knowledge(Protocol):
    """The part of the catalogue that a profile is made from."""

    @property
    def tests(self) -> Mapping[TestId, SelfTest]:
        """Every self-test."""

    @property
    def patterns(self) -> Mapping[PatternId, Pattern]:
        """Every pattern."""

    @property
    def flags(self) -> Mapping[FlagId, Flag]:
        """Every flag."""


def profile(
    answers: Answers, catalog: Knowledge, repeated: Collection[TestId] = frozenset()
) -> Profile:
    """What all answers together say.

    Args:
        answers: Of the safety screen and the assessment, as one mapping.
        repeated: Self-tests done once more already: they are not asked for again.
    """
    closed = screen(answers, catalog.flags.values()).closed
    judged, results = judge_all(
        answers, catalog.tests.values(), catalog.patterns.values(), short_holds=LONG_HOLD in closed
    )
    found = [j.finding for j in judged if j.finding]
    drivers, others = _ranked(found, catalog.patterns, painful(answers))
    unsure = tuple(j.pattern.id for j in judged if j.unsure)
    return Profile(
        conclusion=_conclusion(drivers, unsure, results),
        drivers=drivers,
        others=others,
        unsure=unsure,
        repeat=tuple(sorted({t for j in judged for t in j.repeat} - set(repeated))),
        provisional=not results.begun,
    )


def judge_all(
    answers: Answers,
    tests: Iterable[SelfTest],
    patterns: Iterable[Pattern],
    *,
    short_holds: bool,
) -> tuple[list[Judged], Results]:
    """What the answers say about every pattern."""
    tests = tuple(tests)
    results = read_results(answers, tests, short_holds=short_holds)
    return [judge(p, answers, results) for p in patterns], results


def painful(answers: Answers) -> frozenset[Region]:
    """The places that hurt."""
    told = answers.get(PAINS)
    if not isinstance(told, frozenset):
        return frozenset()
    return frozenset(Region(r) for r in told if answers.get(QuestionId(f"pain_{r}")) != 0)


def _ranked(
    found: list[Finding], patterns: Mapping[PatternId, Pattern], hurts: frozenset[Region]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """The drivers in order, and the rest; the more particular pattern first among equals."""

    def rank(finding: Finding) -> tuple[float, bool, bool, bool, str]:
        pattern = patterns[finding.pattern]
        return (
            -finding.score,
            not pattern.regions & hurts,
            not pattern.lower_body,
            pattern.parent is None,
            finding.pattern,
        )

    children = folded(found, patterns)
    ranked = sorted(found, key=rank)
    heads = _chained([f for f in ranked if f.pattern not in children], patterns)
    drivers = tuple(heads[:DRIVERS])
    return drivers, tuple(f for f in ranked if f not in drivers)


def _chained(ranked: list[Finding], patterns: Mapping[PatternId, Pattern]) -> list[Finding]:
    """Likely members of the foot-to-knee chain stand together, from the foot up."""

    def place(finding: Finding) -> int:
        return patterns[finding.pattern].chain or 0

    chain = sorted((f for f in ranked if place(f) and f.level is Likelihood.LIKELY), key=place)
    if not chain:
        return ranked
    first = min(ranked.index(f) for f in chain)
    rest = [f for f in ranked if f not in chain]
    return [*rest[:first], *chain, *rest[first:]]


def _conclusion(
    drivers: tuple[Finding, ...], unsure: tuple[PatternId, ...], results: Results
) -> Conclusion:
    if drivers:
        return Conclusion.FOUND
    if unsure or len(results.done) < ENOUGH_TESTS:
        return Conclusion.NOT_ENOUGH
    return Conclusion.NOTHING
