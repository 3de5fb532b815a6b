"""The profile: from which probability a pattern is likely or possible, and what leads the plan."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from bot.domain.assessment.conclusion import conclude, is_open
from bot.domain.assessment.evidence import Observed, observe, painful, sorest_first
from bot.domain.assessment.learned import learned
from bot.domain.assessment.measured import measure_muscles
from bot.domain.assessment.network import Network
from bot.domain.assessment.pattern import Pattern
from bot.domain.assessment.posterior import Posterior, infer
from bot.domain.assessment.profile import Conclusion, Finding, Likelihood, Profile
from bot.domain.assessment.reasons import Weighing
from bot.domain.assessment.result import Results, read_results
from bot.domain.assessment.self_test import SelfTest
from bot.domain.assessment.sides import Place, place_of
from bot.domain.ids import FlagId, Movement, PatternId, Region, TestId
from bot.domain.safety.flag import Flag
from bot.domain.safety.screening import screen
from bot.domain.talk.answers import Answers

LIKELY, POSSIBLE = 0.6, 0.3
"""From here on a pattern is told as likely or as possible. Source: the project's design."""
DRIVERS = 3
"""More than three at once would be a plan nobody follows."""
LONG_HOLD = Movement("long_isometric_hold")


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

    @property
    def network(self) -> Network:
        """What the patterns cause."""


def profile(
    answers: Answers, catalog: Knowledge, repeated: Collection[TestId] = frozenset()
) -> Profile:
    """Conclude what all answers together say.

    Args:
        answers: Of the safety screen and the assessment, as one mapping.
        repeated: Self-tests done once more already: they are not asked for again.
    """
    results, observed, posterior = _posterior(answers, catalog)
    places = {
        p: _place(catalog.patterns[p], posterior, results, observed)
        for p, chance in posterior.chances.items()
        if chance >= POSSIBLE
    }
    weighing = Weighing(posterior, observed, places)
    findings = _ranked(
        [_finding(p, place, posterior.chances[p], weighing) for p, place in places.items()],
        catalog.patterns,
        painful(answers),
    )
    repeat = {TestId(f[:3]) for f in observed.contradicted}
    repeat |= {test for place in places.values() for test in place.repeat}
    unsure = tuple(p.id for p in catalog.patterns.values() if is_open(p, results, places))
    drivers = tuple(findings[:DRIVERS])
    conclusion = conclude(drivers, unsure, results)
    too_little = conclusion is Conclusion.NOT_ENOUGH
    return Profile(
        conclusion=conclusion,
        drivers=drivers,
        others=tuple(findings[DRIVERS:]),
        unsure=unsure,
        repeat=tuple(sorted(repeat - set(repeated))),
        tested=tuple(p.id for p in catalog.patterns.values() if _shows(p, results)),
        provisional=not results.begun,
        muscles=measure_muscles(results, catalog.tests.values()),
        sore=sorest_first(answers),
        learned=learned(answers, catalog.patterns.values()) if too_little else (),
    )


def chances_of(answers: Answers, catalog: Knowledge) -> Mapping[PatternId, float]:
    """Return the probability of each pattern, reported or not."""
    return _posterior(answers, catalog)[2].chances


def _posterior(answers: Answers, catalog: Knowledge) -> tuple[Results, Observed, Posterior]:
    results = results_of(answers, catalog.tests.values(), catalog.flags.values())
    observed = observe(answers, results, catalog.network, catalog.patterns.values())
    return results, observed, infer(catalog.network, observed)


def results_of(answers: Answers, tests: Iterable[SelfTest], flags: Iterable[Flag]) -> Results:
    """Read the self-tests; where long holds are closed a stopped one tells nothing."""
    short_holds = LONG_HOLD in screen(answers, flags).closed
    return read_results(answers, tests, short_holds=short_holds)


def level_of(probability: float) -> Likelihood | None:
    """Return likely or possible; None when the pattern is not reported."""
    if probability >= LIKELY:
        return Likelihood.LIKELY
    return Likelihood.POSSIBLE if probability >= POSSIBLE else None


def _place(pattern: Pattern, posterior: Posterior, results: Results, observed: Observed) -> Place:
    """Return where a pattern is; its side stays open while a test contradicts the person."""
    place = place_of(pattern, posterior, results)
    denied = observed.contradicted & {e.finding for e in pattern.tests}
    return replace(place, confirmed=place.confirmed and not denied)


def _shows(pattern: Pattern, results: Results) -> bool:
    """Whether the test that says most about a pattern was beyond usual."""
    return any(
        (result.behind if evidence.sides_only else 1 - result.shares.normal) > 0.5
        for evidence in pattern.by_test[pattern.strongest]
        for result in results.by_finding.get(evidence.finding, ())
    )


def _finding(pattern: PatternId, place: Place, probability: float, weighing: Weighing) -> Finding:
    level = level_of(probability)
    assert level is not None, f"{pattern} is not told"
    reasons = weighing.reasons_of(pattern, place.side)
    return Finding(
        pattern=pattern,
        side=place.side,
        worse=place.worse,
        side_confirmed=place.confirmed,
        level=level,
        probability=round(probability, 3),
        because=reasons.because,
        against=reasons.against,
    )


def _ranked(
    findings: list[Finding], patterns: Mapping[PatternId, Pattern], hurts: frozenset[Region]
) -> list[Finding]:
    """Sort findings: likely before possible, the painful first among them, then by probability."""

    def rank(finding: Finding) -> tuple[bool, bool, float, str]:
        likely = finding.level is Likelihood.LIKELY
        sore = likely and not patterns[finding.pattern].regions.isdisjoint(hurts)
        return (not likely, not sore, -finding.probability, finding.pattern)

    return sorted(findings, key=rank)
